import type { DiscardReason } from '#app/articles/article.ts';
import { canonicalCharacters } from '#app/articles/text.ts';
import { elementsIn, textOf, type Element } from '#app/import/html/tree.ts';
import {
  hides,
  hintIn,
  isCaptionNamed,
  isCustom,
  isSurelyOut,
  reasonIn,
  wordsOf,
} from '#app/import/html/words.ts';
import type { Hint, Line } from '#app/import/page.ts';
import { namesField } from '#app/import/recognise/joined.ts';
import { furniture } from '#app/import/recognise/furniture.ts';
import { endsSentence, units } from '#app/import/recognise/measure.ts';
import { isCredit } from '#app/import/recognise/names.ts';
import { findTime } from '#app/import/recognise/time.ts';
import { remembered } from '#app/import/remembered.ts';

/** A line with what is known of its place in the markup. */
export type PlacedLine = Line & {
  /** Share of its characters that are links, 0–1. */
  links: number;
};

/** What an element holds: lines `[from, to)`. */
export type Region = {
  element: Element;
  from: number;
  to: number;
  depth: number;
  /** Index of the region around it; −1 for the outermost. */
  parent: number;
  /** Whether it keeps its place and is not seen: what a page shows once it has loaded. */
  veiled: boolean;
};

/** Lines that an element's names or kind leave out, to be believed or not. */
export type Doubted = {
  from: number;
  to: number;
  reason: DiscardReason;
  /** What it is called: others of the name are of its kind. */
  name: string;
  /** Whether no article is ever in such an element, however much it holds. */
  sure: boolean;
};

export type Read = {
  lines: PlacedLine[];
  regions: Region[];
  doubted: Doubted[];
};

const BLOCKS = new Set(
  'address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript ol option optgroup p pre search section select summary table tbody td textarea tfoot th thead title tr ul #root'.split(
    ' ',
  ),
);
const INVISIBLE = new Set(
  'head title meta link base input source track wbr img'.split(' '),
);
/** What holds more lines than this is a column or a page, whatever it is named for. */
const NAMED_LINES = 4;
const BOLD = new Set(['b', 'strong', 'dt']);

/** How an element's words are to be taken, as its ancestors and itself have it. */
type Manner = {
  out: DiscardReason | null;
  link: boolean;
  /** Whether it is a link to another site. */
  away: boolean;
  bold: boolean;
  pre: boolean;
  as: Line['as'] | undefined;
  level: number | undefined;
  /** Whether words stand beside what is walked: then a site's own element is one of them. */
  worded: boolean;
  /** Whether it is a heading whose lines are one. */
  joins: boolean;
  hint: Hint | undefined;
  path: string;
  depth: number;
  region: number;
};

type Piece = {
  text: string;
  bold: boolean;
  link: boolean;
  /** Whether an element meets another before it. */
  begins: boolean;
  /** Why it is left out of its line; null when it is not. */
  out: DiscardReason | null;
  hint: Hint | undefined;
  as: Line['as'] | undefined;
};

/**
 * The lines of a page in reading order, as its blocks and line breaks make them,
 * with the stretches of lines that its elements hold. `styled` are the names
 * that its own stylesheets hide; `url` the page's own; `shown` is one that is seen
 * although it is hidden: a script of the page shows it later.
 */
export function readLines(
  root: Element,
  styled: Set<string>,
  url: string | null,
  shown: Element | null = null,
): Read {
  const site = siteOf(url ?? '');
  const lines: PlacedLine[] = [];
  const regions: Region[] = [];
  const doubted: Doubted[] = [];
  let pieces: Piece[] = [];
  let begins = true;
  /** Whether a picture has been met since the last line; and since the words of this one. */
  let pictured = false;
  let picturedNext = false;
  let pictures = 0;
  /** What an element of few lines is named for: the name of one around it says nothing of them. */
  const named = new Set<PlacedLine>();

  const flush = (manner: Manner): void => {
    if (pieces.length === 0) return;
    const some = pieces.some(piece => piece.out);
    const shown = some ? pieces.filter(piece => !piece.out) : pieces;
    const read = lineOf(shown, manner);
    if (read) {
      lines.push(pictured ? { ...read, pictured } : read);
      pictured = picturedNext;
      picturedNext = false;
    }
    const unseen = some
      ? lineOf(
          pieces.filter(p => p.out),
          manner,
        )
      : null;
    const out = pieces.find(piece => piece.out)?.out;
    if (unseen && out) lines.push({ ...unseen, out });
    pieces = [];
    begins = true;
  };

  const walk = (element: Element, around: Manner): void => {
    const { tag, attributes } = element;
    if (tag === 'img' && !isSmall(attributes)) {
      pictures += 1;
      if (pieces.some(({ text }) => text.trim() !== '')) picturedNext = true;
      else pictured = true;
    }
    if (INVISIBLE.has(tag)) return;
    if (tag === 'br') {
      // A title of two lines is one.
      if (around.joins) return take(' ', around);
      return flush(around);
    }
    const words = wordsOf(element);
    const hint = hintIn(element, words);
    const block =
      BLOCKS.has(tag) ||
      isBlockStyled(attributes['style']) ||
      (isCustom(tag) && !around.worded);
    const hides =
      around.out !== 'hidden' &&
      element !== shown &&
      isHidden(element, styled, words);
    const manner: Manner = {
      ...around,
      out: hides
        ? 'hidden'
        : (around.out ??
          (block
            ? null
            : inlineReason(
                element,
                words,
                around.worded || around.as === 'caption',
              ))),
      link: around.link || isLink(element),
      away: around.away || (site !== null && leadsAway(element, site)),
      bold: isBold(element, around.bold),
      pre: around.pre || tag === 'pre',
      worded: (!block && around.worded) || isWorded(element),
      joins: around.joins || (/^h[1-6]$/.test(tag) && isHeadline(element)),
      ...asOf(element, words, around),
      // The nearest element that is named for something names its words.
      hint: hint ?? (leadsHome(element, around) ? 'site' : around.hint),
      path: block ? pathOf(element, around.path) : around.path,
    };
    if (tag === 'table' && isData(element)) {
      flush(around);
      const { out } = manner;
      const plain = {
        bold: false,
        link: false,
        begins: true,
        out,
        hint: undefined,
        as: undefined,
      };
      const put = (text: string, as: Line['as']): void => {
        const inside = { ...manner, as, pre: true, hint: undefined };
        const line = lineOf([{ ...plain, text }], inside);
        if (line) lines.push(out ? { ...line, out } : line);
      };
      const caption = elementsIn(element).find(e => e.tag === 'caption');
      if (caption) put(collapse(allText(caption)), 'caption');
      put(tableText(element), 'table');
      return;
    }
    if (!block) {
      begins = true;
      for (const child of element.children) take(child, manner);
      begins = true;
      return;
    }
    flush(around);
    const seen = pictures;
    const region: Region = {
      element,
      from: lines.length,
      to: lines.length,
      depth: around.depth,
      parent: around.region,
      veiled:
        hides && isVeiled(attributes['style']) && !reasonIn(element, words),
    };
    regions.push(region);
    const inside = {
      ...manner,
      depth: around.depth + 1,
      region: regions.length - 1,
    };
    for (const child of element.children) take(child, inside);
    flush(inside);
    region.to = lines.length;
    if (pictures > seen) takeCaption(lines.slice(region.from), tag);
    if (hint) forgetName(lines.slice(region.from), hint, named);
    const reason = reasonIn(element, words);
    if (reason && region.to > region.from) {
      const name = `${tag}.${attributes['class'] ?? ''}`;
      const sure = isSurelyOut(element, words);
      doubted.push({ from: region.from, to: region.to, reason, name, sure });
    }
  };

  const take = (child: Element | string, manner: Manner): void => {
    if (typeof child === 'object') return walk(child, manner);
    const { bold, hint, out, as } = manner;
    // A heading that leads to another site heads a part of this article: what it is about.
    const link = manner.link && !(manner.away && as === 'heading');
    pieces.push({ text: child, bold, link, hint, out, as, begins });
    begins = false;
  };

  walk(root, {
    out: null,
    link: false,
    away: false,
    bold: false,
    pre: false,
    as: undefined,
    level: undefined,
    worded: false,
    joins: false,
    hint: undefined,
    path: '',
    depth: 0,
    region: -1,
  });
  return { lines, regions, doubted };
}

/** As much as is said below a picture, in units. */
const MOST_CAPTION = 60;

/** Takes the one line in a picture's own element for its caption. */
function takeCaption(held: PlacedLine[], tag: string): void {
  const [line, more] = held.filter(one => !one.out);
  if (!line || more || !HOLDS_PICTURE.has(tag)) return;
  if (!line.pictured || line.as !== undefined || line.hint) return;
  if (line.links >= 0.5 || line.bold || units(line.text) > MOST_CAPTION) return;
  if (units(line.text) < LEAST_CAPTION) return;
  const dated = findTime(line.text, 'zh')?.length ?? 0;
  if (dated * 2 > line.text.length || isCredit(line.text)) return;
  if (OF_PAGE.test(line.text) || furniture(line.text)) return;
  line.as = 'caption';
}

const HOLDS_PICTURE = new Set(['div', 'dl', 'center', 'section']);
const LEAST_CAPTION = 6;
/** What a page says beside a mark of its own: 本文来源：… */
const OF_PAGE = /(编辑|来源|作者)\s*[:：]|客户端$/;

/** Takes an element's name from its lines where they are too many for it; adds to `named` where not. */
function forgetName(
  held: PlacedLine[],
  hint: Hint,
  named: Set<PlacedLine>,
): void {
  const seen = held.filter(line => line.out !== 'hidden');
  if (seen.length <= NAMED_LINES) {
    for (const line of held) named.add(line);
    return;
  }
  for (const line of held) {
    if (named.has(line)) continue;
    if (line.hint === hint) delete line.hint;
    for (const part of line.parts ?? []) {
      if (part.hint === hint) delete part.hint;
    }
  }
}

function lineOf(pieces: Piece[], manner: Manner): PlacedLine | null {
  if (pieces.length === 0) return null;
  const filled = pieces.filter(piece => piece.text.trim() !== '');
  const as =
    filled.length > 0 && filled.every(piece => piece.as === 'caption')
      ? 'caption'
      : manner.as;
  const raw =
    as === 'caption'
      ? pieces.reduce(
          (before, { text }) => before + spaceBetween(before, text) + text,
          '',
        )
      : pieces.map(piece => piece.text).join('');
  const whole = manner.pre ? preText(raw) : collapse(raw);
  // What is left of a control before a picture's words: Enlarge / …
  const text = as === 'caption' ? whole.replace(/^[/|]\s+/, '') : whole;
  if (text === '') return null;
  const size = (some: Piece[]): number =>
    some.reduce((sum, piece) => sum + piece.text.trim().length, 0);
  const linked = size(filled.filter(piece => piece.link));
  const emphasised = filled.filter(piece => piece.bold).length;
  const opening = filled.findIndex(piece => !piece.bold);
  const label =
    opening > 0
      ? collapse(
          filled
            .slice(0, opening)
            .map(piece => piece.text)
            .join(''),
        )
      : '';
  const [head, next] = filled;
  const opened =
    head && next?.begins && !label && !head.link && !next.link
      ? collapse(head.text)
      : '';
  const short = text.length < 200 && filled.length > 1;
  const apart = short
    ? collapse(
        pieces.map(p => (p.begins ? `  ${p.text}` : p.text)).join(''),
        '  ',
      )
    : text;
  const parts = partsOf(short ? filled : filled.slice(0, 1));
  const alike = filled.every(piece => piece.hint === filled[0]?.hint);
  const hint = alike ? filled[0]?.hint : manner.hint;
  return {
    text,
    links: size(filled) === 0 ? 0 : linked / size(filled),
    ...(as ? { as } : {}),
    ...(manner.level ? { level: manner.level } : {}),
    ...(emphasised === filled.length && emphasised > 0 ? { bold: true } : {}),
    ...(label ? { label } : {}),
    ...(opened ? { opening: opened } : {}),
    ...(apart !== text ? { apart } : {}),
    ...(hint ? { hint } : {}),
    ...(parts.length > 1 ? { parts } : {}),
    path: manner.path,
  };
}

/** A picture's words and its credit, set apart by style alone, would run together. */
const spaceBetween = (before: string, text: string): string =>
  /[\p{Ll}.!?”’]$/u.test(before) && /^[\p{Lu}(©]/u.test(text) ? ' ' : '';

/** What is named for the same thing, together. */
function partsOf(filled: Piece[]): Required<Line>['parts'] {
  const parts: Required<Line>['parts'] = [];
  for (const { text, hint, begins } of filled) {
    const last = parts.at(-1);
    if (last && last.hint === hint && (!begins || !hint)) last.text += text;
    else parts.push({ text, ...(hint ? { hint } : {}) });
  }
  return parts
    .map(part => ({ ...part, text: collapse(part.text) }))
    .filter(part => part.text !== '');
}

const HAN = String.raw`[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’—…]`;
const BROKEN = new RegExp(`(?<=${HAN})[ \\t]*\\n\\s*(?=${HAN})`, 'gu');

/**
 * White space as a page shows it: one space; and none where a line of the source
 * ends between Han characters (CSS Text 4, segment break transformation).
 */
function collapse(raw: string, gap = ' '): string {
  // Most text of a page is clean; asking so costs less than cleaning.
  const odd = /[\p{Cc}\ufeff\u200b\u200c\u2060\u00ad]/u.test(raw);
  const text = odd
    ? canonicalCharacters(raw)
        .replace(/[\u200b\u200c\u2060\u00ad]/g, '')
        .replace(BROKEN, '')
    : raw;
  // A space that stands alone is right as it is.
  return text.replace(/[\t\n][ \t\n]*| [ \t\n]+/g, gap).trim();
}

const preText = (raw: string): string =>
  canonicalCharacters(raw).replace(/^\n+|\s+$/g, '');

/** Whether an image is a sign beside words, by what its markup says of its size, in pixels. */
const isSmall = ({ width, height }: Element['attributes']): boolean =>
  [width, height].some(size => /^\d{1,2}(px)?$/.test(size ?? ''));

/** As long as a control that stands among words, in UTF-16 units. */
const MOST_CONTROL = 30;

/** What is said to those who hear a page, of a link beside its words. */
const NEW_TAB = /\bopens? (in )?(a )?new (tab|window)$/i;

/** What a control among words says: hide caption, Enlarge, Buy now. */
const CONTROL =
  /^((hide|show|toggle|expand|view) (captions?|image|photo)|enlarge( (this )?(image|photo))?|buy (now|(this )?photo|prints?))$/i;

/**
 * A control among the words of a line, by its name or its own words: hide caption.
 *
 * @param worded whether words stand beside it
 */
function inlineReason(
  element: Element,
  words: string[],
  worded: boolean,
): DiscardReason | null {
  if (element.tag === 'a' && NEW_TAB.test(collapse(textOf(element)))) {
    return 'control';
  }
  if (worded && element.children.length === 1) {
    if (CONTROL.test(collapse(textOf(element)))) return 'control';
  }
  if (words.length === 0 || reasonIn(element, words) !== 'control') return null;
  return collapse(textOf(element)).length <= MOST_CONTROL ? 'control' : null;
}

/** Whether an element has words of its own beside what it holds. */
const isWorded = ({ children }: Element): boolean =>
  children.some(child => typeof child === 'string' && /\S/.test(child));

/** As long as a heading of several lines is, in UTF-16 units. */
const MOST_HEADING = 160;

/** Whether a heading is no text that is set as one. */
function isHeadline(element: Element): boolean {
  const text = textOf(element);
  return text.length <= MOST_HEADING && !/。|\.\s*$/.test(text);
}

/** A heading's own address leads nowhere else. */
const isLink = ({ tag, attributes }: Element): boolean =>
  tag === 'a' && !/^#./.test(attributes['href'] ?? '');

/** The site of an absolute address, by the end of its host's name; null where it has none. */
function siteOf(address: string): string | null {
  const host = /^https?:\/\/([^/?#:]+)/i.exec(address)?.[1]?.toLowerCase();
  if (host === undefined) return null;
  const names = host.split('.');
  // bbc.co.uk, people.com.cn
  const national =
    names.length > 2 &&
    /^(co|com|net|org|gov|edu|ac)$/.test(names.at(-2) ?? '');
  return names.slice(national ? -3 : -2).join('.');
}

const leadsAway = ({ tag, attributes }: Element, site: string): boolean => {
  const other = tag === 'a' ? siteOf(attributes['href'] ?? '') : null;
  return other !== null && other !== site;
};

/** A heading that leads to the first page names the site. */
const leadsHome = ({ tag, attributes }: Element, { as }: Manner): boolean =>
  tag === 'a' &&
  as === 'heading' &&
  /^(\.?\/|https?:\/\/[^/]+\/?|(\.?\/)?index\.html?)$/i.test(
    attributes['href'] ?? '',
  );

/** What is not displayed at all is a box that opens, and none of the text. */
const isVeiled = (style = ''): boolean =>
  /visibility\s*:\s*hidden|opacity\s*:\s*0/i.test(style) &&
  !/display\s*:\s*none/i.test(style);

function isHidden(
  element: Element,
  styled: Set<string>,
  words: string[],
): boolean {
  const { attributes } = element;
  if ('hidden' in attributes || attributes['aria-hidden'] === 'true') {
    return true;
  }
  if (attributes['style'] && hides(attributes['style'])) return true;
  if (
    words.some(word =>
      /^(sronly|visuallyhidden|hidevisually|screenreadertext|screenreaderonly|offscreen)$/.test(
        word,
      ),
    )
  ) {
    return true;
  }
  if (styled.size === 0) return false;
  return (
    (attributes['class'] ?? '').split(/\s+/).some(c => styled.has(`.${c}`)) ||
    styled.has(`#${attributes['id'] ?? ''}`)
  );
}

const isBlockStyled = (style = ''): boolean =>
  /display\s*:\s*(block|flex|grid|table|list-item)/i.test(style);

function isBold({ tag, attributes }: Element, around: boolean): boolean {
  if (BOLD.has(tag)) return true;
  const { style } = attributes;
  const weight = style && /font-weight\s*:\s*(\w+)/i.exec(style)?.[1];
  return weight ? /^(bold|bolder|[6-9]00)$/i.test(weight) : around;
}

function asOf(
  element: Element,
  words: string[],
  around: Manner,
): Pick<Manner, 'as' | 'level'> {
  const { tag, attributes } = element;
  const { as, level } = around;
  if (/^h[1-6]$/.test(tag)) return { as: 'heading', level: Number(tag[1]) };
  if (tag === 'figcaption' || isCaptionNamed(words)) {
    return { as: 'caption', level: undefined };
  }
  if (tag === 'li') return { as: 'list-item', level: undefined };
  if (tag === 'figure' && as === undefined) return { as: 'caption', level };
  if (tag === 'blockquote' || isQuoteNamed(attributes['class'])) {
    return { as: 'quote', level: undefined };
  }
  if (tag === 'pre') return { as: 'pre', level: undefined };
  return { as, level };
}

/** Names of what is quoted, and of nothing else: no stock-quote. */
const isQuoteNamed = (names = ''): boolean =>
  /(^|\s)(pull-?|block-?)?(quote|quotation)(\s|$)/i.test(names);

/** A place in the markup that a site's next page has too: tags with their names, numbers dropped. */
function pathOf({ tag, attributes }: Element, around: string): string {
  const own = `${tag}${classesIn(attributes['class'] ?? '')}`;
  if (around === '') return own;
  const parent = around.lastIndexOf('>');
  const next = around.lastIndexOf('>', parent - 1);
  return `${parent < 0 ? around : around.slice(next + 1)}>${own}`;
}

/** The first two that no machine has numbered, as a selector has them: .story.body */
const classesIn = remembered((names): string =>
  names
    .split(/\s+/)
    .filter(name => name !== '' && !/\d/.test(name))
    .slice(0, 2)
    .map(name => `.${name}`)
    .join(''),
);

const cellsOf = (row: Element): Element[] =>
  row.children.filter(
    (child): child is Element =>
      typeof child === 'object' && (child.tag === 'td' || child.tag === 'th'),
  );

const rowsOf = (table: Element): Element[] =>
  elementsIn(table).filter(({ tag }) => tag === 'tr');

/** Whether a table holds figures rather than a page's layout. */
function isData(table: Element): boolean {
  const inside = elementsIn(table);
  if (inside.some(({ tag }) => tag === 'table')) return false;
  if (inside.some(({ tag }) => tag === 'th' || tag === 'caption')) return true;
  const rows = rowsOf(table).map(row =>
    cellsOf(row).map(cell => collapse(allText(cell))),
  );
  if (rows.length < 2 || rows.some(cells => cells.length < 2)) return false;
  if (rows.every(([name = '']) => namesField(name))) return false;
  return rows.flat().every(cell => cell.length <= 120) && !isSpoken(rows);
}

/** A dialogue laid out in two columns: names that come back, and sentences beside them. */
function isSpoken(rows: string[][]): boolean {
  const names = new Set(rows.map(([name = '']) => name));
  return (
    rows.length >= 4 &&
    names.size <= rows.length / 2 &&
    rows.every(cells => cells.length === 2) &&
    rows.every(([name = '']) => /^[^\d.!?。！？]{1,30}$|^\S+\. /u.test(name)) &&
    rows.filter(([, said = '']) => endsSentence(said)).length > rows.length / 2
  );
}

function tableText(table: Element): string {
  return rowsOf(table)
    .map(row =>
      cellsOf(row)
        .map(cell => collapse(allText(cell)).replace(/\t/g, ' '))
        .join('\t'),
    )
    .filter(row => row.trim() !== '')
    .join('\n');
}

const allText = (element: Element): string =>
  element.children
    .map(child => {
      if (typeof child === 'string') return child;
      if (child.tag === 'br') return ' ';
      const inner = allText(child);
      return BLOCKS.has(child.tag) ? ` ${inner} ` : inner;
    })
    .join('');
