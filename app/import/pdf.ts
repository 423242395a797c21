import { extractTextItems, getDocumentProxy } from 'unpdf';

import { canonicalCharacters } from '#app/articles/text.ts';
import { AppError, invalid } from '#app/errors.ts';
import { joinWrapped, type PrintedLine } from '#app/import/join.ts';
import { withoutRadicals } from '#app/import/radicals.ts';
import { NO_META, type Line, type Page } from '#app/import/page.ts';

const MAX_PAGES = 500;

/** A line of print: its words, where it stands on its page, in points. */
type Printed = PrintedLine & { page: number; y: number; size: number };

/**
 * A PDF's text layer. What it would run or fetch is neither run nor fetched.
 * Lines become paragraphs again, across its pages; what stands at the same place
 * of every page belongs to the page.
 *
 * @throws AppError invalid for one that is locked, broken or all pictures
 */
export async function pdfToPage(
  bytes: Uint8Array,
  field: string,
): Promise<Page> {
  const printed = await printedLines(bytes, field);
  if (printed.length === 0) throw invalid(field, 'pdf-no-text');
  const size = median(printed.map(line => line.size));
  const running = runningLines(printed);
  const body = printed.filter(line => !running.has(line));
  const lines: Line[] = joinWrapped(body).map(paragraph => {
    const [first] = paragraph.lines as [Printed, ...Printed[]];
    const larger = first.size / size;
    const heading = larger >= 1.15 && paragraph.text.length <= 120;
    const level = first.page === 0 && larger >= 1.4 ? 1 : 2;
    return {
      text: paragraph.text,
      ...(heading ? { as: 'heading' as const, level } : {}),
    };
  });
  // The largest words of the first page are what it is called.
  const titled = lines.some(line => line.level === 1);
  return {
    lines: [
      ...lines.map(line => ({
        ...line,
        ...(titled ? { zone: 'body' as const } : {}),
      })),
      ...[...new Set([...running].map(line => line.text))].map(text => ({
        text,
        out: 'navigation' as const,
        ...(titled ? { zone: 'below' as const } : {}),
      })),
    ],
    meta: NO_META,
    remarks: [],
  };
}

/**
 * The words of each page of a PDF, its paragraphs put together; nothing is left
 * out. A page without a text layer is empty.
 *
 * @throws AppError invalid for one that is locked or broken, too-large
 */
export async function pdfPages(
  bytes: Uint8Array,
  field: string,
  maxPages: number,
): Promise<string[]> {
  const pages = await printedPages(bytes, field, maxPages);
  return pages.map(lines =>
    joinWrapped(lines)
      .map(paragraph => paragraph.text)
      .join('\n'),
  );
}

async function printedLines(
  bytes: Uint8Array,
  field: string,
): Promise<Printed[]> {
  return (await printedPages(bytes, field, MAX_PAGES)).flat();
}

async function printedPages(
  bytes: Uint8Array,
  field: string,
  maxPages: number,
): Promise<Printed[][]> {
  try {
    // A copy: the reader takes the bytes that it is given.
    const document = await getDocumentProxy(bytes.slice(), {
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      verbosity: 0,
    });
    if (document.numPages > maxPages) {
      throw new AppError('too-large', 'pdf-too-long', {
        params: { max: maxPages },
      });
    }
    const { items } = await extractTextItems(document);
    return items.map((page, number) => linesOf(page, number));
  } catch (error) {
    if (error instanceof AppError) throw error;
    const locked = (error as Error).name === 'PasswordException';
    throw invalid(field, locked ? 'pdf-locked' : 'file-broken');
  }
}

type Item = {
  str: string;
  x: number;
  y: number;
  width: number;
  height: number;
  fontSize: number;
};

/** Pieces of text at one height, joined: in the order in which they are printed. */
function linesOf(items: Item[], page: number): Printed[] {
  const lines: Printed[] = [];
  let pieces: Item[] = [];
  const flush = (): void => {
    const [first] = pieces;
    if (!first) return;
    let text = '';
    let end = first.x;
    for (const piece of pieces) {
      const gap = piece.x - end;
      const apart = gap > first.fontSize * 0.2 && !/\s$/.test(text);
      const wide = /[\p{Script=Han}\p{P}]$/u.test(text);
      text +=
        apart && !(wide && gap < first.fontSize) ? ` ${piece.str}` : piece.str;
      end = piece.x + piece.width;
    }
    const clean = canonicalCharacters(
      withoutRadicals(text.replace(/\0/g, '')),
    ).trim();
    if (clean !== '') {
      const { x, y, fontSize: size } = first;
      lines.push({ text: clean, page, left: x, right: end, y, size });
    }
    pieces = [];
  };
  for (const item of items) {
    const [first] = pieces;
    if (item.str.trim() === '') continue;
    if (first && Math.abs(item.y - first.y) > first.fontSize * 0.5) flush();
    pieces.push(item);
  }
  flush();
  // Gaps between lines, to know where a paragraph ends.
  return lines.map((line, i) => {
    const before = lines[i - 1];
    const gap = before ? Math.abs(before.y - line.y) / line.size : null;
    return { ...line, ...(gap === null ? {} : { gap }) };
  });
}

const PAGE_NUMBER =
  /^[-–—\s]*(第\s*)?\d{1,4}(\s*页)?(\s*[/／]\s*(共\s*)?\d{1,4}(\s*页)?)?[-–—\s]*$/;

/**
 * Lines that stand at the same height of most pages and say the same, numbers
 * aside: two where they are the highest or lowest of their pages, else three.
 */
function runningLines(lines: Printed[]): Set<Printed> {
  const pages = new Map<number, Printed[]>();
  const alike = new Map<string, Printed[]>();
  for (const line of lines) {
    pages.set(line.page, [...(pages.get(line.page) ?? []), line]);
    const key = `${Math.round(line.y / 4)} ${line.text.replace(/\d+/g, '0')}`;
    alike.set(key, [...(alike.get(key) ?? []), line]);
  }
  const edges = new Set(
    [...pages.values()].flatMap(page => {
      const heights = page.map(line => line.y);
      const [low, high] = [Math.min(...heights), Math.max(...heights)];
      return page.filter(line => line.y === low || line.y === high);
    }),
  );
  const running = new Set<Printed>();
  for (const line of edges) {
    if (PAGE_NUMBER.test(line.text)) running.add(line);
  }
  for (const same of alike.values()) {
    const least = same.every(line => edges.has(line)) ? 2 : 3;
    if (same.length >= least && same.length >= pages.size / 2) {
      for (const line of same) running.add(line);
    }
  }
  return running;
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1;
