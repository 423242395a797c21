import type { DiscardReason } from '#app/articles/article.ts';
import type {
  Doubted,
  PlacedLine,
  Read,
  Region,
} from '#app/import/html/lines.ts';
import { areCards, areReplies, repeatsIn } from '#app/import/html/repeats.ts';
import type { Element } from '#app/import/html/tree.ts';
import type { Line } from '#app/import/page.ts';
import { furniture } from '#app/import/recognise/furniture.ts';
import { endsSentence, isProse, units } from '#app/import/recognise/measure.ts';
import { BY_MACHINE, ENDS_BOX } from '#app/import/recognise/phrases.ts';

/** A region that holds more of a page's prose than this is the article, whatever it is called. */
const TOO_MUCH = 0.3;
/** Comments can be longer than what they are about. */
const MOST = 0.85;
/** An element that holds this share of the prose around it holds the article. */
const HOLDS = 0.7;

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
  for (const [are, reason] of LISTS) {
    for (const i of linesOf(
      repeats.filter(kin => are(kin, lines)),
      lines,
      seen,
    )) {
      out[i] = reason;
      seen[i] = 0;
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
  for (const { from, to } of boxesIn(regions, lines, all)) {
    for (let i = from; i < to; i += 1) out[i] ??= 'related';
  }
  for (const { from, to, reason } of saidBoxes(regions, lines)) {
    if (within(all, from, to) > total * TOO_MUCH) continue;
    for (let i = from; i < to; i += 1) out[i] ??= reason;
  }
  const prose = sums(seen.map((value, i) => (out[i] ? 0 : value)));
  const [from, to] = holding(regions, prose);
  const begun = seen.findIndex((value, i) => i >= from && value > 0 && !out[i]);
  for (const i of pointers(regions, lines)) if (i > begun) out[i] ??= 'related';
  for (const i of heads(regions, lines, out)) {
    if (i > begun) out[i] ??= 'related';
  }
  for (const { from, to, reason } of promptsIn(regions, lines, out)) {
    if (from <= begun || within(all, from, to) > total * TOO_MUCH) continue;
    for (let i = from; i < to; i += 1) out[i] ??= reason;
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
    };
  });
}

/** As long as what points elsewhere, in units. */
const MOST_POINTER = 30;

/** Lists of one item that has a link in it and is no sentence: a hand that points elsewhere. */
const pointers = (regions: Region[], lines: PlacedLine[]): number[] =>
  regions
    .filter(({ element, from, to }) => {
      const line = lines[from];
      const list = element.tag === 'ul' || element.tag === 'ol';
      return list && to - from === 1 && line && line.links > 0 && !line.hint;
    })
    .map(({ from }) => from)
    .filter(i => {
      const { text = '' } = lines[i] ?? {};
      return units(text) <= MOST_POINTER && !endsSentence(text);
    });

/** Headings in boxes of which all else is left out, links to elsewhere among it. */
function heads(
  regions: Region[],
  lines: PlacedLine[],
  out: (DiscardReason | undefined)[],
): number[] {
  return regions.flatMap(({ element, from, to }) => {
    if (!['div', 'section', 'aside'].includes(element.tag)) return [];
    const headings: number[] = [];
    let leads = false;
    for (let i = from; i < to; i += 1) {
      const line = lines[i];
      const left = out[i] !== undefined || line?.out !== undefined;
      if (left) leads ||= (line?.links ?? 0) >= 0.8;
      else if (line?.as === 'heading') headings.push(i);
      else return [];
    }
    return leads ? headings : [];
  });
}

/** A box holds no more running text than this, in units. */
const BOX = 40;
/** Paragraphs that stand beside each other with a box among them. */
const BESIDE = 3;

/**
 * Boxes that are set among an article's paragraphs: an element with a heading of
 * its own and a few words, where the paragraphs around it stand by themselves. A
 * section of the article has its heading beside its paragraphs, or holds more.
 */
function boxesIn(
  regions: Region[],
  lines: PlacedLine[],
  prose: number[],
): Region[] {
  const paragraphs = new Map<number, number[]>();
  for (const { element, parent, from, to } of regions) {
    if (element.tag !== 'p' || within(prose, from, to) === 0) continue;
    paragraphs.set(parent, [...(paragraphs.get(parent) ?? []), from]);
  }
  return regions.filter(({ element, parent, from, to }) => {
    if (!['div', 'section', 'aside'].includes(element.tag)) return false;
    const beside = paragraphs.get(parent) ?? [];
    // What stands above the first of them may sum the article up.
    if (beside.length < BESIDE || from < (beside[0] ?? 0)) return false;
    const held = lines
      .slice(from, to)
      .filter(line => !line.out && !IS_ADVERT.test(line.text));
    if (held.some(line => line.as === 'heading' && IS_OWN.test(line.text))) {
      return false;
    }
    const headings = held.filter(line => line.as === 'heading').length;
    const words = held.some(
      line => line.as !== 'heading' && line.as !== 'caption',
    );
    return headings > 0 && words && within(prose, from, to) <= BOX;
  });
}

/** A box that says what it is has no more lines than this. */
const SAID_LINES = 10;
/** Boxes that say by their first lines or their last that they are none of the article. */
const saidBoxes = (regions: Region[], lines: PlacedLine[]): Box[] =>
  regions.flatMap(({ from, to }): Box[] => {
    if (to - from < 2 || to - from > SAID_LINES) return [];
    const shown = lines.slice(from, to).filter(line => line.out !== 'hidden');
    // Below a heading of its own, or by itself.
    if (shown.slice(0, 2).some(({ text }) => BY_MACHINE.test(text))) {
      return [{ from, to, reason: 'control' }];
    }
    const ends = ENDS_BOX.test(shown.at(-1)?.text ?? '');
    return ends ? [{ from, to, reason: 'related' }] : [];
  });

/** A prompt has no more lines, and no more words, in units. */
const PROMPT_LINES = 4;
const MOST_PROMPT = 40;
const TO_READER = /\b([Yy]ou|[Yy]our|us|[Oo]ur|[Ww]e)\b|[你您]|我们|我們/u;

/** Boxes that speak to their reader above a control: If you know somebody …, send them this. [Share] */
const promptsIn = (
  regions: Region[],
  lines: PlacedLine[],
  out: (DiscardReason | undefined)[],
): Box[] =>
  regions.flatMap(({ element, from, to }): Box[] => {
    if (!['div', 'section', 'aside'].includes(element.tag)) return [];
    if (to - from < 2 || to - from > PROMPT_LINES) return [];
    const said = lines.slice(from, to).filter(({ links, text }, i) => {
      const reason = out[from + i] ?? (links >= 0.8 ? furniture(text) : null);
      return reason !== 'control' && reason !== 'share';
    });
    const text = said.map(line => line.text).join(' ');
    const prompts =
      said.length > 0 &&
      said.length < to - from &&
      units(text) <= MOST_PROMPT &&
      TO_READER.test(text);
    return prompts ? [{ from, to, reason: 'advert' }] : [];
  });

type Box = { from: number; to: number; reason: DiscardReason };

/** What stands above an advert: with a heading of the article's it makes no box. */
const IS_ADVERT = /^(广告|推广|ad|advert|advertisement|advertising)$/i;

/** Above what sums the article up, or says what it rests on: that is the article's. */
const IS_OWN =
  /^(story |article )?(key (points|facts|takeaways)|highlights|at a glance|in (brief|short)|takeaways|the bottom line|要点|核心提示|本文要点|内容提要|sources|references|notes|bibliography|参考(资料|文献)|注释|资料来源)\s*[:：]?$/i;

/** How much running text a line has, in units; a list of links has none. */
function proseIn({ links, as, text }: PlacedLine): number {
  if (links >= 0.5 || as === 'heading') return 0;
  if (isProse(text)) return units(text);
  // What is said in a dialogue is short.
  return endsSentence(text) ? Math.max(0, units(text) - SHORT) : 0;
}

/** A sentence no longer than this, in units, may be anything. */
const SHORT = 6;

/** What is hidden is the article where it holds so many times as much prose as all that is shown. */
const HIDDEN_HOLDS = 2;

/** The hidden element that holds a page's prose, to be shown once it has loaded; null when none does. */
export function mostHidden({ lines, regions }: Read): Element | null {
  if (!regions.some(({ veiled }) => veiled)) return null;
  const all = sums(lines.map(proseIn));
  const shown = lines.reduce(
    (sum, line) => sum + (line.out ? 0 : proseIn(line)),
    0,
  );
  const found = regions.find(
    ({ veiled, from, to }) =>
      veiled && within(all, from, to) > shown * HIDDEN_HOLDS,
  );
  return found?.element ?? null;
}

/** `[0, a, a + b, …]`: what lies in `[i, j)` is a difference. */
function sums(values: number[]): number[] {
  const total = [0];
  for (const value of values) total.push((total.at(-1) ?? 0) + value);
  return total;
}

const within = (prose: number[], from: number, to: number): number =>
  (prose[to] ?? 0) - (prose[from] ?? 0);

/** As much prose as makes an article, in units: what is left of a page has it, or nothing is taken away. */
const ARTICLE = 40;

/** What elements of one kind are, and why they are left out. */
const LISTS: [typeof areCards, DiscardReason][] = [
  [areCards, 'related'],
  [areReplies, 'comment'],
];

/** The lines of such elements; of a page that is made of them, none. */
function linesOf(
  repeats: Region[][],
  lines: PlacedLine[],
  seen: number[],
): Set<number> {
  const held = new Set<number>();
  for (const { from, to } of repeats.flat()) {
    for (let i = from; i < to; i += 1) held.add(i);
  }
  const titled = [...held].some(i => lines[i]?.level === 1);
  const left = seen.reduce((sum, one, i) => sum + (held.has(i) ? 0 : one), 0);
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
  for (const { from, to, reason, name } of doubted) {
    const share = reason === 'comment' ? MOST : TOO_MUCH;
    if ((held.get(name) ?? 0) > most(total, share)) continue;
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

/** Whether elements of one kind lie within these lines. */
const holdsAny = (repeats: Region[][], from: number, to: number): boolean =>
  repeats.some(kin => kin.every(one => one.from >= from && one.to <= to));

/** The lines `[from, to)` of the element that holds the article, with its kin beside it. */
function holding(regions: Region[], prose: number[]): [number, number] {
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
  let at = 0;
  for (;;) {
    const inside = children.get(at) ?? [];
    let best = -1;
    for (const child of inside) {
      if (best < 0 || amount(child) > amount(best)) best = child;
    }
    const region = regions[best];
    if (
      best < 0 ||
      !region ||
      amount(best) === 0 ||
      amount(best) < amount(at) * HOLDS ||
      isPassage(region) ||
      inside.some(
        child =>
          child !== best &&
          amount(child) > 0 &&
          areKin(region.element, regions[child]?.element),
      )
    ) {
      break;
    }
    at = best;
  }
  const held = regions[at];
  return held ? [held.from, held.to] : [0, 0];
}

/** Parts of one article, set in elements of one kind: section.body.first, section.body.last. */
function areKin(one: Element, other: Element | undefined): boolean {
  if (other?.tag !== one.tag) return false;
  const names = ({ attributes }: Element): string[] =>
    (attributes['class'] ?? '').split(/\s+/).filter(name => name !== '');
  const [mine, theirs] = [names(one), names(other)];
  const shared = mine.filter(name => theirs.includes(name)).length;
  return shared >= 2 && shared >= Math.max(mine.length, theirs.length) - 1;
}

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
