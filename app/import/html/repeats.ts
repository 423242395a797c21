import type { DiscardReason } from '#app/articles/article.ts';
import type { PlacedLine, Region } from '#app/import/html/lines.ts';
import { tailFurniture } from '#app/import/recognise/furniture.ts';
import { endsSentence, isProse, units } from '#app/import/recognise/measure.ts';

/** So many of a kind beside each other are a list of things, and no article's parts. */
export const LEAST = 3;
/** What an article is made of, however many it has. */
const PASSAGES = new Set(
  'p blockquote figure pre ul ol dl table tr td h1 h2 h3 h4 h5 h6 section'.split(
    ' ',
  ),
);

/** Elements of one kind beside each other, two or more: the cards of other articles, the comments of readers. */
export function repeatsIn(regions: Region[]): Region[][] {
  const kinds = new Map<string, Region[]>();
  for (const region of regions) {
    const { tag, attributes } = region.element;
    if (PASSAGES.has(tag)) continue;
    const key = `${region.parent} ${tag}.${attributes['class'] ?? ''}`;
    const kin = kinds.get(key);
    if (kin) kin.push(region);
    else kinds.set(key, [region]);
  }
  return [...kinds.values()].filter(kin => kin.length > 1);
}

/** As long as what a card says of the article that it leads to, in units. */
const MOST_SAID = 60;
/** So many of a kind have what makes them what they are. */
const NEARLY_ALL = 0.8;

const most = (
  kin: Region[],
  lines: PlacedLine[],
  is: (held: PlacedLine[]) => boolean,
): boolean =>
  kin.filter(({ from, to }) => is(lines.slice(from, to))).length >=
  kin.length * NEARLY_ALL;

/** Whether elements of one kind are cards: a title that is a link, and a few words; two of them below what heads such. */
export function areCards(kin: Region[], lines: PlacedLine[]): boolean {
  const told = kin.length < LEAST && isHeaded(kin, lines, 'related');
  if (kin.length < LEAST && !told) return false;
  return most(kin, lines, held => {
    const said = held.reduce((sum, { text }) => sum + units(text), 0);
    return said <= MOST_SAID && held.some(leads);
  });
}

const leads = ({ links, text }: PlacedLine): boolean =>
  links >= 0.8 && units(text) >= 4;

/**
 * Whether elements of one kind each lead to another article by their headings,
 * however much they say: cards, or what a round-up is made of. Who wrote those did
 * not write this.
 */
export const areOthers = (kin: Region[], lines: PlacedLine[]): boolean =>
  kin.length >= LEAST &&
  most(kin, lines, held =>
    held.slice(0, 2).some(line => line.as === 'heading' && leads(line)),
  );

/** Whether elements of one kind are what readers say to each other. */
export const areReplies = (
  kin: Region[],
  lines: PlacedLine[],
  regions: Region[],
): boolean =>
  // Above an article, too, may stand how many comments it has.
  (isHeaded(kin, lines, 'comment') &&
    (most(kin, lines, isSigned) || isRightBelowHeading(kin, lines))) ||
  (kin.length >= LEAST &&
    (most(kin, lines, isAnswered) ||
      (isBelowField(kin, regions) && areApart(kin, lines)) ||
      areApart(kin, lines, AGO)));

/** Below what a reader says stands where to answer, or to praise; an office's answer has its label, 官方回复：, and words. */
const ANSWERED =
  /(^|[\s·|｜])(reply|回[复覆復]|点?赞)[\s(（]*\d*[)）]?$|^(👍\s*\d*|likes? \d+|\d+ likes?)$/iu;

const isAnswered = (held: PlacedLine[]): boolean =>
  held.some(({ text }) => ANSWERED.test(text) && units(text) <= 8);

/** So many lines stand between what heads a list and the first of it: how it is sorted, where to write. */
const MOST_BETWEEN = 4;

/** Whether what stands above elements of one kind says what they are: 12 comments, 网友评论; 相关报道. */
function isHeaded(
  kin: Region[],
  lines: PlacedLine[],
  as: DiscardReason,
): boolean {
  const [first] = kin;
  // Of a menu nobody needs to know what stands above it.
  if (!first || !lines.slice(first.from, first.to).some(l => l.links < 0.8)) {
    return false;
  }
  const least = first.from - 1 - (as === 'comment' ? MOST_BETWEEN : 0);
  for (let i = first.from - 1; i >= least; i -= 1) {
    const { text = '' } = lines[i] ?? {};
    if (text === '' || isProse(text)) return false;
    if (tailFurniture(text) === as) return true;
  }
  return false;
}

/** Whether the first of them stands right below a heading, as an article's words do not below a count. */
const isRightBelowHeading = ([first]: Region[], lines: PlacedLine[]): boolean =>
  lines[(first?.from ?? 0) - 1]?.as === 'heading';

/** Whether there is a field to write in right above elements of one kind. */
const isBelowField = ([first]: Region[], regions: Region[]): boolean =>
  first !== undefined &&
  regions.some(
    ({ element, to }) =>
      element.tag === 'textarea' &&
      to <= first.from &&
      first.from - to <= MOST_BETWEEN,
  );

/** A name, in units, with what stands beside it. */
const MOST_SIGNED = 8;

/** Whether an element begins with who says the rest. */
function isSigned([head, ...rest]: PlacedLine[]): boolean {
  return (
    head !== undefined &&
    head.as !== 'heading' &&
    units(head.text) <= MOST_SIGNED &&
    !endsSentence(head.text) &&
    rest.some(({ text }) => units(text) > units(head.text))
  );
}

/** How long ago something was said. */
const AGO =
  /\s*(\d+\s*(秒钟?|分钟|小时|天|周|个?月|年)前|刚刚|(\d+|an?|one)\s*(s|m|h|d|w|y|mo|mins?|minutes?|hours?|days?|weeks?|months?|years?) ago|just now)\s*$/i;

/** Whether a line says how long ago something was, and nothing else. */
export const isAgo = (text: string): boolean =>
  text !== '' && text.replace(AGO, '') === '';

/**
 * Whether elements of one kind each begin with somebody else's name, as those of a
 * dialogue do not; and with what stands behind it, or below, where that is given.
 */
function areApart(
  kin: Region[],
  lines: PlacedLine[],
  behind: RegExp | null = null,
): boolean {
  const names = kin.flatMap(({ from, to }) => {
    const held = lines.slice(from, to);
    if (!isSigned(held)) return [];
    const [head = '', next = ''] = held.map(line => line.apart ?? line.text);
    const name = behind ? head.replace(behind, '') : head;
    const told = !behind || name !== head || behind.test(next);
    return told && name !== '' ? [name] : [];
  });
  return new Set(names).size >= kin.length * NEARLY_ALL;
}
