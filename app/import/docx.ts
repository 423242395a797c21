import { invalid } from '#app/errors.ts';
import { canonicalCharacters } from '#app/articles/text.ts';
import {
  elementsIn,
  readTree,
  textOf,
  type Element,
} from '#app/import/html/tree.ts';
import {
  NO_META,
  type Line,
  type Page,
  type Remark,
} from '#app/import/page.ts';
import { unzipParts } from '#app/import/zip.ts';

/**
 * A Word document (ECMA-376, WordprocessingML): its text with what was inserted
 * and without what was deleted; comments, deletions, insertions and footnotes
 * beside it.
 *
 * @throws AppError invalid, too-large
 */
export function docxToPage(bytes: Uint8Array, field: string): Page {
  const parts = unzipParts(bytes, field, name => /^word\/\w+\.xml$/.test(name));
  const read = (name: string): Element | null => {
    const part = parts.get(`word/${name}.xml`);
    if (!part) return null;
    return readTree(new TextDecoder().decode(part), { xml: true }).root;
  };
  const main = read('document');
  const body = main && elementsIn(main).find(e => e.tag === 'w:body');
  if (!body) throw invalid(field, 'file-broken');
  const document = new Document(
    stylesIn(read('styles')),
    notesIn(read('comments'), 'w:comment'),
    notesIn(read('footnotes'), 'w:footnote'),
  );
  document.read(body);
  return {
    lines: zoned(document.lines),
    meta: NO_META,
    remarks: document.remarks,
  };
}

/** Where a style says which line the title is, the rest is in its place too. */
const zoned = (lines: Line[]): Line[] =>
  lines.some(line => line.hint === 'title')
    ? lines.map(line => ({ ...line, zone: 'body' }))
    : lines;

type Note = { author: string | null; text: string };

const named = (element: Element, tag: string): Element | undefined =>
  element.children.find(
    (child): child is Element => typeof child === 'object' && child.tag === tag,
  );

const value = (element: Element | undefined): string | null =>
  element?.attributes['w:val'] ?? null;

function stylesIn(root: Element | null): Map<string, string> {
  const styles = new Map<string, string>();
  for (const element of root ? elementsIn(root) : []) {
    const id = element.attributes['w:styleId'];
    if (element.tag !== 'w:style' || !id) continue;
    styles.set(id, (value(named(element, 'w:name')) ?? id).toLowerCase());
  }
  return styles;
}

function notesIn(root: Element | null, tag: string): Map<string, Note> {
  const notes = new Map<string, Note>();
  for (const element of root ? elementsIn(root) : []) {
    const id = element.attributes['w:id'];
    if (element.tag !== tag || !id) continue;
    const paragraphs = elementsIn(element).filter(e => e.tag === 'w:p');
    const text = paragraphs
      .map(p => plain(p).trim())
      .filter(Boolean)
      .join('\n');
    notes.set(id, { author: element.attributes['w:author'] ?? null, text });
  }
  return notes;
}

const plain = (paragraph: Element): string =>
  elementsIn(paragraph)
    .filter(element => element.tag === 'w:t')
    .map(textOf)
    .join('');

/** A remark whose line is not written yet: places in the paragraph's raw text. */
type Pending = Omit<Remark, 'line'>;

class Document {
  readonly lines: Line[] = [];
  readonly remarks: Remark[] = [];
  readonly #styles: Map<string, string>;
  readonly #comments: Map<string, Note>;
  readonly #footnotes: Map<string, Note>;
  /** Comments whose stretch has begun, and where; in the paragraph that is being read. */
  readonly #open = new Map<string, number>();

  constructor(
    styles: Map<string, string>,
    comments: Map<string, Note>,
    footnotes: Map<string, Note>,
  ) {
    this.#styles = styles;
    this.#comments = comments;
    this.#footnotes = footnotes;
  }

  read(container: Element): void {
    for (const child of container.children) {
      if (typeof child === 'string') continue;
      if (child.tag === 'w:p') this.#paragraph(child);
      else if (child.tag === 'w:tbl') this.#table(child);
      else if (/^w:(sdt|sdtContent|ins|customXml|smartTag)$/.test(child.tag)) {
        this.read(child);
      }
    }
  }

  #table(table: Element): void {
    const rows = elementsIn(table).filter(element => element.tag === 'w:tr');
    const text = rows
      .map(row =>
        elementsIn(row)
          .filter(element => element.tag === 'w:tc')
          .map(cell => clean(plain(cell)).trim())
          .join('\t'),
      )
      .filter(row => row.trim() !== '')
      .join('\n');
    if (text !== '') this.lines.push({ text, as: 'table' });
  }

  #paragraph(paragraph: Element): void {
    const runs: { text: string; bold: boolean }[] = [];
    const pending: Pending[] = [];
    let length = 0;
    // A comment that began further up goes on from this paragraph's start.
    for (const id of this.#open.keys()) this.#open.set(id, 0);
    const note = (start: number, end: number, said: Note | undefined): void => {
      if (said && said.text !== '') pending.push({ start, end, ...said });
    };
    const change = (element: Element, start: number, put: string): void => {
      const author = element.attributes['w:author'] ?? null;
      const replacement = clean(put);
      if (start === length && replacement === '') return;
      const last = pending.at(-1);
      // Taken out and put in by one hand at one place: replaced.
      if (last?.replacement !== undefined && last.author === author) {
        if (start === last.end && start === length && last.replacement === '') {
          last.replacement = replacement;
          return;
        }
        if (last.start === start && last.end === start && replacement === '') {
          last.end = length;
          return;
        }
      }
      pending.push({ start, end: length, author, text: '', replacement });
    };
    const walk = (element: Element): void => {
      for (const child of element.children) {
        if (typeof child === 'string') continue;
        const id = child.attributes['w:id'] ?? '';
        switch (child.tag) {
          case 'w:r': {
            const text = clean(runText(child));
            const bold = isOn(named(named(child, 'w:rPr') ?? child, 'w:b'));
            if (text !== '') runs.push({ text, bold });
            length += text.length;
            walk(child);
            break;
          }
          // What is proposed is not yet said: the words stay as they were.
          case 'w:ins':
            change(child, length, plain(child));
            break;
          case 'w:del': {
            const from = length;
            const gone = elementsIn(child)
              .filter(e => e.tag === 'w:delText')
              .map(textOf)
              .join('');
            const text = clean(gone);
            if (text !== '') runs.push({ text, bold: false });
            length += text.length;
            change(child, from, '');
            break;
          }
          case 'w:commentRangeStart':
            this.#open.set(id, length);
            break;
          case 'w:commentRangeEnd':
            note(this.#open.get(id) ?? length, length, this.#comments.get(id));
            this.#open.delete(id);
            this.#comments.delete(id);
            break;
          case 'w:commentReference':
            // A comment without a stretch lies where it is referred to.
            note(length, length, this.#comments.get(id));
            this.#comments.delete(id);
            break;
          case 'w:footnoteReference':
            note(length, length, this.#footnotes.get(id));
            break;
          default:
            if (!/^w:(rPr|pPr|moveFrom)$/.test(child.tag)) {
              walk(child);
            }
        }
      }
    };
    walk(paragraph);
    this.#put(paragraph, runs, pending);
  }

  #put(
    paragraph: Element,
    runs: { text: string; bold: boolean }[],
    pending: Pending[],
  ): void {
    const raw = runs.map(run => run.text).join('');
    const text = raw.trim();
    const lead = raw.length - raw.trimStart().length;
    if (text !== '') {
      this.lines.push({ text, ...this.#kind(paragraph), ...boldness(runs) });
    }
    const line = this.lines.length - 1;
    const last = this.lines[line]?.text.length ?? 0;
    for (const { start: from, end: to, replacement, ...said } of pending) {
      if (line < 0) continue;
      if (replacement !== undefined && text === '') {
        // A paragraph that is all proposed has no words to propose it for.
        const note = { ...said, text: `＋ ${replacement}` };
        if (replacement !== '') {
          this.remarks.push({ line, start: last, end: last, ...note });
        }
        continue;
      }
      const { start, end, put } = widened(raw, from, to, replacement);
      // In an empty paragraph: at the end of the one before.
      const place = (at: number): number =>
        text === '' ? last : Math.min(Math.max(at - lead, 0), text.length);
      this.remarks.push({
        line,
        start: place(start),
        end: place(end),
        ...said,
        ...(put === undefined ? {} : { replacement: put }),
      });
    }
  }

  #kind(paragraph: Element): Pick<Line, 'as' | 'level' | 'hint'> {
    const properties = named(paragraph, 'w:pPr');
    const id = properties ? value(named(properties, 'w:pStyle')) : null;
    const style = id === null ? '' : (this.#styles.get(id) ?? id.toLowerCase());
    const heading = /^(?:heading|标题|標題)\s*(\d)/.exec(style);
    if (/^(title|标题|標題)$/.test(style)) {
      return { as: 'heading', level: 1, hint: 'title' };
    }
    if (/^(subtitle|副标题)$/.test(style)) return { hint: 'deck' };
    if (heading) return { as: 'heading', level: Number(heading[1]) };
    if (/quote|引用/.test(style)) return { as: 'quote' };
    if (/^(caption|题注)$/.test(style)) return { as: 'caption' };
    const numbered = properties && named(properties, 'w:numPr');
    return numbered || /^list/.test(style) ? { as: 'list-item' } : {};
  }
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** What is put in between characters takes one of them along, or it would lie on no words. */
function widened(
  raw: string,
  start: number,
  end: number,
  replacement: string | undefined,
): { start: number; end: number; put: string | undefined } {
  if (replacement === undefined || start < end) {
    return { start, end, put: replacement };
  }
  const before = [...graphemes.segment(raw.slice(0, start))].at(-1)?.segment;
  if (before?.trim()) {
    return { start: start - before.length, end, put: before + replacement };
  }
  const [after] = graphemes.segment(raw.slice(start));
  const next = after?.segment ?? '';
  return { start, end: end + next.length, put: replacement + next };
}

const clean = (text: string): string =>
  canonicalCharacters(text.replace(/\0/g, '')).replace(/\n+/g, ' ');

/** A run's own text: what is deleted is not its. */
const runText = (run: Element): string =>
  run.children
    .map(child => {
      if (typeof child === 'string') return '';
      if (child.tag === 'w:t') return textOf(child);
      return child.tag === 'w:tab' || child.tag === 'w:br' ? ' ' : '';
    })
    .join('');

const isOn = (element: Element | undefined): boolean =>
  element !== undefined &&
  !['0', 'false', 'off'].includes(element.attributes['w:val'] ?? '1');

function boldness(
  runs: { text: string; bold: boolean }[],
): Pick<Line, 'bold' | 'label'> {
  const filled = runs.filter(run => run.text.trim() !== '');
  if (filled.every(run => run.bold)) return { bold: true };
  const opening = filled.findIndex(run => !run.bold);
  const label = filled
    .slice(0, opening)
    .map(run => run.text)
    .join('')
    .trim();
  return label === '' ? {} : { label };
}
