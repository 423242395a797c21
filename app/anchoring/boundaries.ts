/** Whether `offset` lies between the two halves of a surrogate pair. */
export function splitsPair(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return (
    before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
  );
}

/** Two characters that nothing joins: Latin letters and digits, Han, their punctuation. */
const PLAIN = /^[ -~\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]{2}$/;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Whether `offset` lies inside what a reader sees as one character (a grapheme
 * cluster, UAX #29): an emoji with its modifiers, a letter with its accents.
 */
export function splitsGrapheme(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  if (PLAIN.test(text.slice(offset - 1, offset + 1))) return false;
  // A line end always separates, so the line is context enough.
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  if (offset === from) return false;
  const until = text.indexOf('\n', offset);
  const line = text.slice(from, until === -1 ? text.length : until);
  const found = graphemes.segment(line).containing(offset - from);
  return found !== undefined && found.index !== offset - from;
}
