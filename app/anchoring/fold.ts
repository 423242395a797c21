const STYLES: [RegExp, string][] = [
  [/[“”„‟«»「」『』〝〞＂]/g, '"'],
  [/[‘’‚‛＇]/g, "'"],
];

const HAN = '\\p{Script=Han}，。、；：？！（）《》〈〉【】…—';
const BETWEEN_HAN = new RegExp(`(?<=[${HAN}])\\s+(?=[${HAN}])`, 'gu');

/**
 * A text without what is only style: full-width forms FF01–FF5E and U+3000 folded
 * to half width, quotation marks to one style, white space collapsed to one space
 * and removed between Han characters. Not NFKC, which would make 10² into 102.
 */
export function foldStyle(text: string): string {
  let folded = text;
  for (const [marks, plain] of STYLES) folded = folded.replace(marks, plain);
  return folded
    .replace(/\s+/g, ' ')
    .replace(BETWEEN_HAN, '')
    .replace(/[\uff01-\uff5e]/g, c =>
      String.fromCharCode(c.charCodeAt(0) - 0xfee0),
    );
}
