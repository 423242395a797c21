import { invalid } from '#app/errors.ts';

/** Characters of which a good part of any Chinese text consists, simplified and traditional. */
const COMMON = new Set(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运這個們來為國會說時過發後裡經學現當動麼進樣開實軍無與長機關點業將兩間問並應戰頭體見產給從話門員東聲論處義條氣題爾變總電數報結務場計資區隊馬聽卻達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運，。、：；“”「」？！（）'.split(
    '',
  ),
);

/**
 * The text in some bytes: by their mark, as `charset` or the page itself
 * declares, as UTF-8, UTF-16 without a mark, or whichever of GB18030 and Big5
 * makes the commoner Chinese of it.
 *
 * @throws AppError invalid with `field` when it is no text
 */
export function decodeBytes(
  bytes: Uint8Array,
  field: string,
  charset?: string,
): string {
  const mark = markOf(bytes);
  if (mark) return decoded(bytes, mark) ?? fail(field);
  const declared = charset ?? declaredIn(bytes);
  const named = declared === null ? null : decoded(bytes, declared);
  if (named !== null) return named;
  const utf8 = decoded(bytes, 'utf-8');
  // UTF-16 without a mark, of Latin letters, is UTF-8 full of NUL.
  if (utf8 !== null && !utf8.includes('\0')) return utf8;
  const candidates = ['gb18030', 'big5', 'utf-16le', 'utf-16be']
    .map(name => decoded(bytes, name) ?? '')
    .filter(text => text !== '' && !text.includes('\0'))
    .sort((a, b) => commonness(b) - commonness(a));
  const [best] = candidates;
  if (best === undefined || commonness(best) < 0.2) return fail(field);
  return best;
}

const fail = (field: string): never => {
  throw invalid(field, 'not-text');
};

function markOf(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8' : null;
}

/** What a page's first bytes say (HTML, prescan a byte stream to determine its encoding). */
function declaredIn(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const found =
    /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head) ??
    /^<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head);
  return found?.[1] ?? null;
}

function decoded(bytes: Uint8Array, name: string): string | null {
  try {
    // A page that calls itself GB2312 or GBK may hold all of their successor.
    const label = /^gb(2312|k)?$/i.test(name) ? 'gb18030' : name;
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Share of a text's characters beyond ASCII that are common ones; 1 where there are none. */
function commonness(text: string): number {
  let beyond = 0;
  let common = 0;
  for (const character of text.slice(0, 20_000)) {
    if (character < '\u0080') continue;
    beyond += 1;
    if (COMMON.has(character)) common += 1;
  }
  return beyond === 0 ? 1 : common / beyond;
}
