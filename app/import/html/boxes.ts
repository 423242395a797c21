import type { DiscardReason } from '#app/articles/article.ts';
import type { PlacedLine, Region } from '#app/import/html/lines.ts';
import { ARTICLE, titleIn, within } from '#app/import/html/prose.ts';
import { isAgo, LEAST } from '#app/import/html/repeats.ts';
import { elementsIn, type Element } from '#app/import/html/tree.ts';
import { isCustom } from '#app/import/html/words.ts';
import { CALLED, furniture } from '#app/import/recognise/furniture.ts';
import { label, labelBelow } from '#app/import/recognise/labels.ts';
import { endsSentence, isProse, units } from '#app/import/recognise/measure.ts';
import {
  ASKS_BOX,
  BY_MACHINE,
  ENDS_BOX,
  IS_ADVERT,
} from '#app/import/recognise/phrases.ts';
import { findTime } from '#app/import/recognise/time.ts';

const BOXES = new Set(['div', 'section', 'aside', 'article']);
/** What holds anything at all: one of HTML's, or a site's own. */
const isBox = ({ tag }: Element): boolean => BOXES.has(tag) || isCustom(tag);

/** As long as what points elsewhere, in units. */
const MOST_POINTER = 30;

/** Lists of one item that has a link in it and is no sentence: a hand that points elsewhere. */
export const pointers = (regions: Region[], lines: PlacedLine[]): number[] =>
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
export function heads(
  regions: Region[],
  lines: PlacedLine[],
  out: (DiscardReason | undefined)[],
): number[] {
  return regions.flatMap(({ element, from, to }) => {
    if (!isBox(element)) return [];
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

/** More of them are what the article is made of: a letter of many parts. */
const MOST_OTHERS = 2;

/** Other articles in full below a page's own: each begins with its title, which leads to it. */
export function othersIn(
  regions: Region[],
  lines: PlacedLine[],
  out: (DiscardReason | undefined)[],
  prose: number[],
): Region[] {
  const title = titleIn(lines);
  const others = regions.filter(({ element, from, to }) => {
    if (!isBox(element)) return false;
    const head = lines[from];
    return (
      title >= 0 &&
      from > title &&
      to - from > 2 &&
      !out[from] &&
      head?.as === 'heading' &&
      head.links >= 0.8
    );
  });
  // In their order, so that one that lies in another comes after it.
  const outer: Region[] = [];
  for (const one of others) {
    if (one.from >= (outer.at(-1)?.to ?? 0)) outer.push(one);
  }
  const left = outer.reduce(
    (sum, { from, to }) => sum - within(prose, from, to),
    prose[lines.length] ?? 0,
  );
  return outer.length <= MOST_OTHERS && left >= ARTICLE ? outer : [];
}

/** A box holds no more running text than this, in units. */
const BOX = 40;
/** What stands above a box's heading is a label, and no paragraph, in units. */
const ABOVE_HEADING = 10;
/** Paragraphs that stand beside each other with a box among them. */
const BESIDE = 3;

/**
 * Boxes that are set among an article's paragraphs: an element with a heading of
 * its own and a few words, where the paragraphs around it stand by themselves. A
 * section of the article has its heading beside its paragraphs, or holds more.
 *
 * @param repeats as `repeatsIn` gives them
 */
export function boxesIn(
  regions: Region[],
  lines: PlacedLine[],
  prose: number[],
  repeats: Region[][],
): Region[] {
  const paragraphs = paragraphsIn(regions, prose);
  const items = new Set(itemsIn(repeats, lines));
  const title = titleIn(lines);
  return regions.filter(region => {
    const { element, parent, from, to } = region;
    if (!isBox(element)) return false;
    if (from <= title && title < to) return false;
    if (items.has(region)) return false;
    const beside = paragraphs.get(parent) ?? [];
    // What stands above the first of them may sum the article up.
    if (beside.length < BESIDE || from < (beside[0] ?? 0)) return false;
    const held = lines
      .slice(from, to)
      .filter(line => !line.out && !IS_ADVERT.test(line.text));
    if (held.some(line => line.as === 'heading' && IS_OWN.test(line.text))) {
      return false;
    }
    const first = held.findIndex(line => line.as === 'heading');
    const above = held
      .slice(0, first)
      .reduce((all, { text }) => all + units(text), 0);
    if (above > ABOVE_HEADING) return false;
    const words = held.some(
      line => line.as !== 'heading' && line.as !== 'caption',
    );
    return first >= 0 && words && within(prose, from, to) <= BOX;
  });
}

/** The lines of paragraphs by the region that they lie in. */
function paragraphsIn(
  regions: Region[],
  prose: number[],
): Map<number, number[]> {
  const paragraphs = new Map<number, number[]>();
  for (const { element, parent, from, to } of regions) {
    if (within(prose, from, to) === 0) continue;
    const wraps = isBox(element) && to - from === 1;
    if (element.tag !== 'p' && !wraps) continue;
    const beside = paragraphs.get(parent);
    if (beside) beside.push(from);
    else paragraphs.set(parent, [from]);
  }
  return paragraphs;
}

/** What stands in a box that is no part of the article has no more words, in units. */
const MOST_STRANGE = 60;
/** How long a film or a recording takes, by itself. */
const LASTS = /^(duration:?\s*)?\d{1,2}:\d{2}(:\d{2})?$/i;

/** A link to a film, or to a recording, beside its title. */
const PLAYS = /^(video|watch|play|listen|audio)$/i;
/** A link to where something is sold. */
const SELLS = /^(view|see|check|get|shop) (the )?(deals?|offers?|prices?)$/i;

/**
 * Boxes among an article's paragraphs, or beside what holds them, that lead to
 * something else or play it: a title that is a link, how long a film takes, how
 * long ago it was put there.
 */
export function strangersIn(
  regions: Region[],
  lines: PlacedLine[],
  out: (DiscardReason | undefined)[],
  prose: number[],
  repeats: Region[][],
): Region[] {
  const paragraphs = paragraphsIn(regions, prose);
  // Paragraphs may be held in groups, with boxes between those.
  for (const [parent, held] of [...paragraphs]) {
    const around = regions[parent]?.parent ?? -1;
    if (around < 0) continue;
    const beside = [...(paragraphs.get(around) ?? []), ...held];
    paragraphs.set(
      around,
      beside.sort((a, b) => a - b),
    );
  }
  const many = new Set(repeats.filter(kin => kin.length >= LEAST).flat());
  const holds = holdersIn(regions, lines);
  return regions.filter(region => {
    const { element, parent, from, to } = region;
    if (leadsAway(region, lines)) return true;
    if (!isBox(element) || many.has(region)) return false;
    const [first = Infinity, second = Infinity, third] =
      paragraphs.get(parent) ?? [];
    if (third === undefined) return false;
    if (within(prose, from, to) > BOX) return false;
    let said = 0;
    let strange = false;
    // What stands above the first paragraph may sum the article up.
    let stands = from >= first;
    for (let i = from; i < to; i += 1) {
      const line = lines[i];
      if (!line || line.out || out[i]) continue;
      // Below a subtitle stand its author and its day.
      if (from < second && namesItself(line)) return false;
      if (from < first && (line.level === 1 || line.hint === 'title')) {
        return false;
      }
      stands ||= plays(line) || (line.as === 'heading' && line.links >= 0.8);
      said += units(line.text);
      const held = holds[i];
      const whole = held?.from === from && held.to === to;
      strange ||= isStrange(line) && (whole || to - from === 1);
    }
    return strange && stands && said <= MOST_STRANGE;
  });
}

/** A picture's element without a picture, and with nothing but links: another article. */
const leadsAway = ({ element, from, to }: Region, lines: PlacedLine[]) =>
  element.tag === 'figure' &&
  to - from > 1 &&
  lines
    .slice(from, to)
    .every(({ links, pictured }) => links >= 0.8 && !pictured);

/** For each line the innermost box around it of more than one line. */
function holdersIn(
  regions: Region[],
  lines: PlacedLine[],
): (Region | undefined)[] {
  const holders = new Array<Region | undefined>(lines.length);
  for (const region of regions) {
    const { element, from, to } = region;
    if (to - from > 1 && isBox(element)) holders.fill(region, from, to);
  }
  return holders;
}

const namesItself = ({ text, hint }: PlacedLine): boolean =>
  hint === 'byline' ||
  hint === 'time' ||
  /^by\b/i.test(text) ||
  findTime(text, 'en') !== null;

const isStrange = (line: PlacedLine): boolean =>
  (line.links >= 0.8 && units(line.text) >= 4) ||
  plays(line) ||
  piecesOf(line).some(piece => isAgo(piece) || SELLS.test(piece));

const plays = (line: PlacedLine): boolean =>
  (line.links >= 0.8 && PLAYS.test(line.text)) ||
  piecesOf(line).some(piece => LASTS.test(piece));

const piecesOf = ({ text, apart }: PlacedLine): string[] =>
  (apart ?? text).split(/ {2,}|\s*·\s*/);

/** What an article lists, each with a heading of its own and a paragraph: no boxes of the page's. */
const itemsIn = (repeats: Region[][], lines: PlacedLine[]): Region[] =>
  repeats
    .filter(kin => {
      const heads = kin.map(({ from }) => lines[from]);
      const titles = new Set(heads.map(head => head?.text));
      return (
        kin.length >= LEAST &&
        titles.size === kin.length &&
        heads.every(head => head?.as === 'heading' && head.links < 0.8) &&
        kin.every(({ from, to }) =>
          lines.slice(from + 1, to).some(({ text }) => isProse(text)),
        )
      );
    })
    .flat();

/** A box that says what it is has no more lines than this. */
const SAID_LINES = 10;
/** Boxes that say by their first lines or their last that they are none of the article. */
export const saidBoxes = (regions: Region[], lines: PlacedLine[]): Box[] =>
  regions.flatMap(({ from, to }): Box[] => {
    if (to - from < 2 || to - from > SAID_LINES) return [];
    const shown = lines.slice(from, to).filter(line => line.out !== 'hidden');
    // Below a heading of its own, or by itself.
    if (shown.slice(0, 2).some(({ text }) => BY_MACHINE.test(text))) {
      return [{ from, to, reason: 'control' }];
    }
    const headed = headedAs(shown);
    if (headed) return [{ from, to, reason: headed }];
    const last = shown.at(-1)?.text ?? '';
    if (ENDS_BOX.test(last)) return [{ from, to, reason: 'related' }];
    const asks =
      ASKS_BOX.test(last) && !shown.some(({ text }) => isProse(text));
    return asks ? [{ from, to, reason: 'control' }] : [];
  });

/** What such a heading heads has no more words, in units. */
const MOST_BELOW = 60;

/** Why a box is left out that a label of the page's heads: Our standards, 近期活动; null when none does. */
function headedAs(lines: PlacedLine[]): DiscardReason | null {
  const [head, ...below] = lines;
  if (!head || below.length === 0) return null;
  if (head.as !== 'heading' && !head.bold) return null;
  // Above links it says where the article is over, and they go with it.
  if (below.every(({ links }) => links >= 0.8)) return null;
  const said = below.reduce((sum, { text }) => sum + units(text), 0);
  if (said > MOST_BELOW) return null;
  const named = label(head.text) ?? labelBelow(head.text);
  if (named) return named;
  const reason = furniture(head.text);
  return reason === 'advert' || reason === 'related' ? reason : null;
}

/** A prompt has no more lines, and no more words, in units. */
const PROMPT_LINES = 4;
const MOST_PROMPT = 40;
const TO_READER = /\b([Yy]ou|[Yy]our|us|[Oo]ur|[Ww]e)\b|[你您]|我们|我們/u;

/**
 * Boxes that speak to their reader above a control: If you know somebody …, send
 * them this. [Share]
 *
 * @param begun the line of the article's first words
 */
export function promptsIn(
  regions: Region[],
  lines: PlacedLine[],
  out: (DiscardReason | undefined)[],
  repeats: Region[][],
  begun: number,
): Box[] {
  // Many of a kind, each with words of its own, are a transcript's turns.
  const turns = new Set(
    repeats.filter(kin => kin.length > PROMPTS && tellApart(kin, lines)).flat(),
  );
  return regions.flatMap((region): Box[] => {
    const { element, from, to } = region;
    if (!isBox(element)) return [];
    if (turns.has(region)) return [];
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
      (TO_READER.test(text) || hasField(element)) &&
      // Above the first words an article's own speak to their reader, too.
      (from > begun || CALLED.test(text));
    return prompts ? [{ from, to, reason: 'advert' }] : [];
  });
}

/** Whether there is a field to write an address in. */
const hasField = (element: Element): boolean =>
  elementsIn(element).some(
    ({ tag, attributes: { type } }) =>
      tag === 'input' && (type === undefined || /^(e-?mail|text)$/i.test(type)),
  );

/** As many prompts of one kind as stand beside each other. */
const PROMPTS = 3;

const tellApart = (kin: Region[], lines: PlacedLine[]): boolean => {
  const said = kin.map(({ from, to }) =>
    lines
      .slice(from, to)
      .map(({ text }) => text)
      .join(' '),
  );
  return new Set(said).size === said.length;
};

/** Lines `[from, to)`, and why they are left out. */
export type Box = { from: number; to: number; reason: DiscardReason };

/** Above what sums the article up, or says what it rests on: that is the article's. */
const IS_OWN =
  /^((story|article|report|reporting) )?((the )?(key|main|top|quick|fast) (points|facts|findings|takeaways)|highlights|at a glance|in (brief|short)|(the )?takeaways|the (bottom line|gist)|why it matters|by the numbers|tl;?dr|要点|核心提示|本文要点|内容提要|sources|references|notes|bibliography|参考(资料|文献)|注释|资料来源)\s*[:：]?$/i;
