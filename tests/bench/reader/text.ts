/** A text of about `length` characters in paragraphs of 60 to 340, and marks on it; the same every time. */
export function makeText(length: number): string[] {
  const random = generator(20_260_314);
  const lines = ['一篇很长的访谈，怎样读完'];
  let total = lines[0]?.length ?? 0;
  while (total < length) {
    const size = 60 + Math.floor(random() * 280);
    let line = '';
    while (line.length < size) {
      const words = 4 + Math.floor(random() * 14);
      for (let i = 0; i < words; i += 1) {
        line += HAN[Math.floor(random() * HAN.length)] ?? '';
      }
      line += random() < 0.3 ? '。' : '，';
    }
    line = `${line.slice(0, -1)}。`;
    lines.push(line);
    total += line.length + 1;
  }
  return lines;
}

export type BenchMark = {
  start: number;
  end: number;
  look: (typeof LOOKS)[number];
};

export const LOOKS = [
  'yellow',
  'blue',
  'rose',
  'green',
  'violet',
  'note',
] as const;

/** `count` marks of 2 to 60 characters inside paragraphs, one in twenty over others. */
export function makeMarks(lines: string[], count: number): BenchMark[] {
  const random = generator(11_2358);
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  return Array.from({ length: count }, (_, i) => {
    const block = 1 + Math.floor(random() * (lines.length - 1));
    const line = lines[block] ?? '';
    const size = Math.min(2 + Math.floor(random() * 58), line.length);
    const from = Math.floor(random() * (line.length - size + 1));
    const start = (starts[block] ?? 0) + from;
    return { start, end: start + size, look: LOOKS[i % 6] ?? 'note' };
  });
}

/** mulberry32: a small seeded generator, public domain. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const HAN = Array.from(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严',
);
