import { type Block, type Passage, type Span } from '#app/articles/article.ts';

/** The canonical text and its blocks' places: passages joined by LF. */
export function layOut(passages: Passage[]): { text: string; blocks: Block[] } {
  let at = 0;
  const blocks = passages.map(passage => {
    const start = at;
    const end = start + passage.text.length;
    at = end + 1;
    return { ...passage, start, end };
  });
  return { text: passages.map(p => p.text).join('\n'), blocks };
}

/**
 * The spans of a text's sentences, UTF-16, white space around them left out.
 * A sentence never crosses a block. Boundaries are UAX #29's; they are computed
 * once by the server and stored, since ICU differs between engines.
 */
export function sentencesOf(blocks: Block[], language: string): Span[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  return blocks.flatMap(block => {
    const spans: Span[] = [];
    for (const { segment, index } of segmenter.segment(block.text)) {
      const lead = segment.length - segment.trimStart().length;
      const start = block.start + index + lead;
      const end = start + segment.trim().length;
      if (end > start) spans.push([start, end]);
    }
    return spans;
  });
}

/**
 * Canonical characters: CRLF and CR become LF; a BOM and control characters
 * other than tab and LF are dropped. Nothing is normalised.
 */
export function canonicalCharacters(raw: string): string {
  return raw
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\ufeff]/gu, c => (c === '\t' || c === '\n' ? c : ''));
}

/** Trims a line of every kind of white space, U+3000 and U+00A0 included. */
export function trimLine(line: string): string {
  return line.trim();
}
