const DOUBLE = '“”„‟«»「」『』〝〞＂';
const SINGLE = '‘’‚‛＇';
const STYLED = new RegExp(`[${DOUBLE}${SINGLE}]`, 'g');

const HAN = /[\p{Script=Han}，。、；：？！（）《》〈〉【】…—]/u;

/** A text without its style, and where each part of it stood. */
export type Folded = {
  text: string;
  /** The offset in the text as it was of what stands at an offset here; UTF-16. */
  original(offset: number): number;
};

/**
 * A text without what is only style: full-width forms FF01–FF5E and U+3000 folded
 * to half width, quotation marks to one style, white space collapsed to one space
 * and removed between Han characters. Not NFKC, which would make 10² into 102.
 */
export function fold(text: string): Folded {
  const pieces: string[] = [];
  // Where the folded text has fallen behind: from `at[i]` on by `behind[i]`.
  const at: number[] = [0];
  const behind: number[] = [0];
  let from = 0;
  let length = 0;
  for (const { 0: run, index } of text.matchAll(/\s+/g)) {
    const put = isHanBefore(text, index) && isHanAt(text, index + run.length);
    const space = put ? '' : ' ';
    if (space === run) continue;
    pieces.push(text.slice(from, index), space);
    from = index + run.length;
    length = from - (behind.at(-1) ?? 0) - (run.length - space.length);
    behind.push(from - length);
    at.push(length);
  }
  pieces.push(text.slice(from));
  return {
    text: unstyled(pieces.join('')),
    original: offset => {
      // The last place where it fell behind, at or before the offset.
      let low = 0;
      let high = at.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((at[middle] ?? 0) <= offset) low = middle;
        else high = middle;
      }
      return offset + (behind[low] ?? 0);
    },
  };
}

/** The same without the way back. */
export const foldStyle = (text: string): string => fold(text).text;

/** One character for one: nothing moves. */
const unstyled = (text: string): string =>
  text
    .replace(STYLED, mark => (DOUBLE.includes(mark) ? '"' : "'"))
    .replace(/[\uff01-\uff5e]/g, c =>
      String.fromCharCode(c.charCodeAt(0) - 0xfee0),
    );

function isHanBefore(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset - 1);
  const isLow = unit >= 0xdc00 && unit <= 0xdfff;
  return isHanAt(text, offset - (isLow ? 2 : 1));
}

function isHanAt(text: string, offset: number): boolean {
  if (offset < 0 || offset >= text.length) return false;
  return HAN.test(String.fromCodePoint(text.codePointAt(offset) ?? 0));
}
