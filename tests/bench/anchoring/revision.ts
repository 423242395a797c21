import { generator, HAN } from '#tests/bench/reader/text.ts';

/** A quote in a text: UTF-16 offsets, half-open. */
export type Span = { start: number; end: number };

/** A later text, and where each character of the earlier one has gone; -1 for nowhere. */
export type Revision = { text: string; where: Int32Array };

/** A text of about `length` characters out of words that come as often as words do (Zipf). */
export function writeText(seed: number, length: number): string {
  const random = generator(seed);
  const vocabulary = generator(77);
  const words = Array.from({ length: 4000 }, () => {
    const size = 1 + Math.floor(vocabulary() * 2.6);
    let word = '';
    for (let i = 0; i < size; i += 1) {
      word += HAN[Math.floor(vocabulary() * HAN.length)] ?? '';
    }
    return word;
  });
  const one = (): string =>
    words[Math.floor(words.length ** random()) - 1] ?? '';
  let text = '';
  let paragraph = 0;
  while (text.length < length) {
    const size = 6 + Math.floor(random() * 30);
    let sentence = '';
    while (sentence.length < size) {
      sentence += one();
      if (random() < 0.12) sentence += '，';
    }
    text += `${sentence}。`;
    paragraph += sentence.length;
    if (paragraph > 200 * random() + 40) {
      text += '\n';
      paragraph = 0;
    }
  }
  return text;
}

/** Quotes all over a text; one in ten of 2 to 6 characters, the others of 8 to 80. */
export function quotesIn(text: string, seed: number, count: number): Span[] {
  const random = generator(seed);
  return Array.from({ length: count }, (_, i) => {
    const short = i % 10 === 0;
    const size = short ? 2 + random() * 5 : 8 + random() * 73;
    const length = Math.floor(size);
    const start = Math.floor(random() * (text.length - length));
    return { start, end: start + length };
  });
}

/** Characters put in, taken out and replaced, a few at a time: `rate` of them all. */
export function revise(text: string, seed: number, rate: number): Revision {
  const random = generator(seed);
  const where = new Int32Array(text.length).fill(-1);
  const other = (): string => HAN[Math.floor(random() * HAN.length)] ?? '';
  let later = '';
  let at = 0;
  const mean = 2;
  while (at < text.length) {
    if (random() < rate / mean) {
      const size = 1 + Math.floor(random() * (2 * mean - 1));
      const kind = random();
      if (kind < 2 / 3) at += size;
      if (kind > 1 / 3) for (let i = 0; i < size; i += 1) later += other();
      continue;
    }
    where[at] = later.length;
    later += text[at] ?? '';
    at += 1;
  }
  return { text: later, where };
}

/** Where a quote has gone: from its first character that is left to its last; null where too few are. */
export function truthOf({ start, end }: Span, where: Int32Array): Span | null {
  const left = [...where.subarray(start, end)].filter(at => at >= 0);
  const [first] = left;
  const last = left.at(-1);
  if (first === undefined || last === undefined) return null;
  return left.length * 2 < end - start ? null : { start: first, end: last + 1 };
}
