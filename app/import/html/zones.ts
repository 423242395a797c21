import type { DiscardReason } from '#app/articles/article.ts';
import {
  boxesIn,
  heads,
  othersIn,
  pointers,
  promptsIn,
  saidBoxes,
  strangersIn,
  type Box,
} from '#app/import/html/boxes.ts';
import type {
  Doubted,
  PlacedLine,
  Read,
  Region,
} from '#app/import/html/lines.ts';
import {
  ARTICLE,
  proseIn,
  sums,
  titleIn,
  within,
} from '#app/import/html/prose.ts';
import {
  areCards,
  areOthers,
  areReplies,
  repeatsIn,
} from '#app/import/html/repeats.ts';
import type { Element } from '#app/import/html/tree.ts';
import type { Line } from '#app/import/page.ts';
import { tailFurniture } from '#app/import/recognise/furniture.ts';
import { endsSentence, units } from '#app/import/recognise/measure.ts';

/** A region that holds more of a page's prose than this is the article, whatever it is called. */
const TOO_MUCH = 0.3;
/** Comments can be longer than what they are about. */
const MOST = 0.85;
/** An element that holds this share of the prose around it holds the article. */
const HOLDS = 0.7;
/** And one that holds this share below the page's title. */
const HEADED = 0.35;

/**
 * Says of each line where it lies: above, in or below the element that holds the
 * article's prose, found by going down from the page's root for as long as one
 * child holds most of it; and why it is left out, where its element's name or
 * kind says so and what it holds does not speak against it.
 */
export function layZones({ lines, regions, doubted }: Read): Line[] {
  const seen = lines.map(line => (line.out ? 0 : proseIn(line)));
  const repeats = repeatsIn(regions);
  const out = new Array<DiscardReason | undefined>(lines.length);
  const others = repeats.filter(kin => areOthers(kin, lines));
  const listed = new Set(linesIn(others.flat()));
  for (const [are, reason] of LISTS) {
    for (const i of linesOf(
      repeats.filter(kin => are(kin, lines, regions)),
      lines,
      out,
    )) {
      out[i] = reason;
      seen[i] = 0;
      listed.add(i);
    }
  }
  // What is sure goes first: the share of the rest is of what is left.
  const isSure = ({ sure, reason, from, to }: Doubted): boolean =>
    sure || (reason === 'comment' && holdsAny(repeats, from, to));
  const sure = doubted.filter(isSure);
  leaveOutside(out, sure, seen, lines, (total, share) =>
    Math.max(total - ARTICLE, total * share),
  );
  for (const i of seen.keys()) if (out[i]) seen[i] = 0;
  const all = sums(seen);
  const total = all[lines.length] ?? 0;
  const rest = doubted.filter(one => !isSure(one));
  leaveOutside(out, rest, seen, lines, (total, share) => total * share);
  const leave = (i: number, reason: DiscardReason): void => {
    out[i] ??= reason;
  };
  for (const i of linesIn(othersIn(regions, lines, out, all))) {
    leave(i, 'related');
  }
  for (const i of linesIn([
    ...boxesIn(regions, lines, all, repeats),
    ...strangersIn(regions, lines, out, all, repeats),
  ])) {
    leave(i, 'related');
  }
  const isSmall = ({ from, to }: Box): boolean =>
    within(all, from, to) <= total * TOO_MUCH;
  for (const box of saidBoxes(regions, lines).filter(isSmall)) {
    for (const i of linesIn([box])) leave(i, box.reason);
  }
  const prose = sums(seen.map((value, i) => (out[i] ? 0 : value)));
  const [from, to] = holding(regions, lines, prose);
  const begun = seen.findIndex((value, i) => i >= from && value > 0 && !out[i]);
  for (const i of pointers(regions, lines)) if (i > begun) leave(i, 'related');
  for (const i of heads(regions, lines, out)) {
    if (i > begun) leave(i, 'related');
  }
  const prompts = promptsIn(regions, lines, out, repeats, begun);
  for (const box of prompts.filter(isSmall)) {
    for (const i of linesIn([box])) leave(i, box.reason);
  }
  return lines.map(({ links, ...line }, i) => {
    const reason =
      line.out ?? out[i] ?? linkReason(links, line, lines, i, i > begun);
    const zone = i < from ? 'above' : i < to ? 'body' : 'below';
    return {
      ...line,
      ...(links >= 0.8 ? { linked: true } : {}),
      zone,
      ...(reason ? { out: reason } : {}),
      ...(listed.has(i) ? { elsewhere: true } : {}),
    };
  });
}

/** What is hidden is the article where it holds so many times as much prose as all that is shown. */
const HIDDEN_HOLDS = 2;

/** The hidden element that holds a page's prose, to be shown once it has loaded; null when none does. */
export function mostHidden({ lines, regions }: Read): Element | null {
  if (!regions.some(({ veiled }) => veiled)) return null;
  const all = sums(lines.map(proseIn));
  const lists = repeatsIn(regions).filter(kin =>
    LISTS.some(([are]) => are(kin, lines, regions)),
  );
  const listed = new Set(linesIn(lists.flat()));
  const shown = lines.reduce(
    (sum, line, i) =>
      line.out || listed.has(i) || tailFurniture(line.text)
        ? sum
        : sum + proseIn(line),
    0,
  );
  const found = regions.find(
    ({ veiled, from, to }) =>
      veiled && within(all, from, to) > shown * HIDDEN_HOLDS,
  );
  return found?.element ?? null;
}

/** What elements of one kind are, and why they are left out. */
const LISTS: [typeof areReplies, DiscardReason][] = [
  [areCards, 'related'],
  [areReplies, 'comment'],
];

/** The lines that elements hold. */
const linesIn = (spans: Pick<Region, 'from' | 'to'>[]): number[] =>
  spans.flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, i) => from + i),
  );

/** The lines of such elements; of a page that is made of them, none. */
function linesOf(
  repeats: Region[][],
  lines: PlacedLine[],
  out: (DiscardReason | undefined)[],
): Set<number> {
  const held = new Set(linesIn(repeats.flat()));
  const titled = [...held].some(i => lines[i]?.level === 1);
  const left = lines.reduce((sum, line, i) => {
    const told = !line.out && !out[i] && !held.has(i);
    return told && line.links < 0.5 && endsSentence(line.text)
      ? sum + units(line.text)
      : sum;
  }, 0);
  return titled || left < ARTICLE ? new Set() : held;
}

/**
 * Leaves out what is named for something else than an article, where that can be
 * believed: where those of a name hold no more of the page's prose than `most` says.
 */
function leaveOutside(
  out: (DiscardReason | undefined)[],
  doubted: Doubted[],
  seen: number[],
  lines: PlacedLine[],
  most: (total: number, share: number) => number,
): void {
  const prose = sums(seen);
  const total = prose[lines.length] ?? 0;
  const held = new Map<string, number>();
  for (const { from, to, name } of doubted) {
    held.set(name, (held.get(name) ?? 0) + within(prose, from, to));
  }
  // A report of two sentences is no more than the box beside it.
  const title = titleIn(lines);
  const told = undoubted(doubted, seen, title);
  for (const { from, to, reason, name } of doubted) {
    const share = reason === 'comment' ? MOST : TOO_MUCH;
    const amount = held.get(name) ?? 0;
    const small = amount <= Math.min(told, ARTICLE) && from > title;
    if (amount > most(total, share) && !small) continue;
    // A page's only large heading is the article's, wherever it stands.
    const titled = lines.slice(from, to).some(line => line.level === 1);
    if (titled && reason !== 'related') continue;
    // Of a picture's own words none is about another article.
    const pictured = lines
      .slice(from, to)
      .every(line => line.as === 'caption' && line.links < 0.5);
    if (pictured && reason === 'related') continue;
    for (let i = from; i < to; i += 1) out[i] ??= reason;
  }
}

/** How much prose stands below a page's title, where nothing is named for something else. */
function undoubted(doubted: Doubted[], seen: number[], title: number): number {
  if (title < 0) return 0;
  const rest = seen.slice();
  rest.fill(0, 0, title);
  for (const { from, to } of doubted) rest.fill(0, from, to);
  return rest.reduce((sum, value) => sum + value, 0);
}

/** Whether elements of one kind lie within these lines. */
const holdsAny = (repeats: Region[][], from: number, to: number): boolean =>
  repeats.some(kin => kin.every(one => one.from >= from && one.to <= to));

/** The lines `[from, to)` of the element that holds the article, with its kin beside it. */
function holding(
  regions: Region[],
  lines: PlacedLine[],
  prose: number[],
): [number, number] {
  const children = new Map<number, number[]>();
  regions.forEach((region, i) => {
    const kin = children.get(region.parent) ?? [];
    kin.push(i);
    children.set(region.parent, kin);
  });
  const amount = (i: number): number => {
    const region = regions[i];
    return region ? within(prose, region.from, region.to) : 0;
  };
  const title = titleIn(lines);
  let at = 0;
  for (;;) {
    const inside = children.get(at) ?? [];
    let best = -1;
    for (const child of inside) {
      if (best < 0 || amount(child) > amount(best)) best = child;
    }
    const headed = inside.find(child => {
      const { from = 0, to = 0 } = regions[child] ?? {};
      return from <= title && title < to && amount(child) >= ARTICLE;
    });
    const least = amount(at) * (headed === undefined ? HOLDS : HEADED);
    best = headed ?? best;
    const region = regions[best];
    if (
      best < 0 ||
      !region ||
      amount(best) === 0 ||
      amount(best) < least ||
      isPassage(region) ||
      inside.some(
        child =>
          child !== best &&
          amount(child) > 0 &&
          goesOn(region, regions[child], lines),
      )
    ) {
      break;
    }
    at = best;
  }
  const held = regions[at];
  return held ? [held.from, held.to] : [0, 0];
}

/** Whether an element goes on with the article that another one beside it holds. */
function goesOn(
  { element, from, to }: Region,
  other: Region | undefined,
  lines: PlacedLine[],
): boolean {
  if (!other || other.element.tag !== element.tag) return false;
  const [mine, theirs] = [namesOf(element), namesOf(other.element)];
  const shared = mine.filter(name => theirs.includes(name)).length;
  const most = Math.max(mine.length, theirs.length);
  // section.body.first, section.body.last
  if (shared >= 2 && shared >= most - 1) return true;
  // Those of one name, or of none, are laid out alike: they may hold anything.
  const near = other.from >= to || other.to === from;
  const alike =
    most > 0 ? shared === most : isBare(element) && isBare(other.element);
  return (
    near &&
    alike &&
    lines
      .slice(other.from, other.to)
      .every(line => line.out || !tailFurniture(line.text))
  );
}

const namesOf = ({ attributes }: Element): string[] =>
  (attributes['class'] ?? '').split(/\s+/).filter(name => name !== '');

const isBare = ({ tag, attributes }: Element): boolean =>
  tag === 'div' && Object.keys(attributes).length === 0;

/** Whether an element is one passage, or one list of them, and no container. */
const isPassage = ({ element, from, to }: Region): boolean =>
  to - from <= 1 ||
  ['p', 'ul', 'ol', 'dl', 'blockquote', 'figure', 'pre'].includes(element.tag);

/** A title of something else: all of it a link, and no sentence. */
const isTeaser = ({ text, as }: Line): boolean =>
  (as === undefined || as === 'quote') &&
  units(text) >= 5 &&
  !endsSentence(text);

/** Links to several places, and little beside them that is no sentence. */
const isCluster = ({ links, text, as }: PlacedLine): boolean =>
  links >= 0.6 && as === undefined && !endsSentence(text) && units(text) >= 8;

/** Links below each other lead elsewhere, and so does a heading that is one. */
function linkReason(
  links: number,
  line: Line,
  lines: PlacedLine[],
  i: number,
  inside: boolean,
): DiscardReason | undefined {
  // A title within the article's words is another's, and so is a section.
  const told = !inside || (line.hint !== 'title' && line.hint !== 'section');
  const named = line.hint && told && (line.parts?.length ?? 0) < 3;
  // A section is a word or two: what is as long as a title is one.
  if (named && !(line.hint === 'section' && isTeaser(line))) return undefined;
  if (links < 0.8) {
    const placed = lines[i];
    return placed && isCluster(placed) ? 'related' : undefined;
  }
  // Nor does a heading of the article: only a title may, a site's own at its top.
  if (line.as === 'heading') return line.level === 1 ? undefined : 'related';
  let run = 1;
  for (let at = i - 1; (lines[at]?.links ?? 0) >= 0.8; at -= 1) run += 1;
  for (let at = i + 1; (lines[at]?.links ?? 0) >= 0.8; at += 1) run += 1;
  const least = line.as === 'list-item' ? 2 : 3;
  return run >= least || isTeaser(line) ? 'related' : undefined;
}
