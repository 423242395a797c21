import type { PlacedLine, Region } from '#app/import/html/lines.ts';
import { units } from '#app/import/recognise/measure.ts';

/** So many of a kind beside each other are a list of things, and no article's parts. */
const LEAST = 3;
/** What an article is made of, however many it has. */
const PASSAGES = new Set(
  'p blockquote figure pre ul ol dl table tr td h1 h2 h3 h4 h5 h6 section'.split(
    ' ',
  ),
);

/** Elements of one kind beside each other: the cards of other articles, the comments of readers. */
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
  return [...kinds.values()].filter(kin => kin.length >= LEAST);
}

/** As long as what a card says of the article that it leads to, in units. */
const MOST_SAID = 60;
/** So many of a kind have what makes them what they are. */
const NEARLY_ALL = 0.8;

/** Whether elements of one kind are cards: a title that is a link, and a few words. */
export const areCards = (kin: Region[], lines: PlacedLine[]): boolean =>
  kin.filter(({ from, to }) => {
    const held = lines.slice(from, to);
    const said = held.reduce((sum, { text }) => sum + units(text), 0);
    return (
      said <= MOST_SAID &&
      held.some(({ links, text }) => links >= 0.8 && units(text) >= 4)
    );
  }).length >=
  kin.length * NEARLY_ALL;

/** Below what a reader says stands where to answer; an office's answer has its label, 官方回复：, and words. */
const REPLY = /(^|[\s·|｜])(reply|回[复覆復])[\s(（]*\d*[)）]?$/i;

/** Whether elements of one kind are what readers say to each other. */
export const areReplies = (kin: Region[], lines: PlacedLine[]): boolean =>
  kin.filter(({ from, to }) =>
    lines
      .slice(from, to)
      .some(({ text }) => REPLY.test(text) && units(text) <= 8),
  ).length >=
  kin.length * NEARLY_ALL;
