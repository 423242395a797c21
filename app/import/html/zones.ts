import type { DiscardReason } from '#app/articles/article.ts';
import type {
  Doubted,
  PlacedLine,
  Read,
  Region,
} from '#app/import/html/lines.ts';
import type { Line } from '#app/import/page.ts';
import { isProse, units } from '#app/import/recognise/measure.ts';

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
  const all = sums(seen);
  const total = all[lines.length] ?? 0;
  const out = outsides(doubted, all, total, lines);
  const prose = sums(seen.map((value, i) => (out[i] ? 0 : value)));
  const [from, to] = holding(regions, prose);
  return lines.map(({ links, ...line }, i) => {
    const reason = line.out ?? out[i] ?? linkReason(links, line, lines, i);
    const zone = i < from ? 'above' : i < to ? 'body' : 'below';
    return {
      ...line,
      ...(links >= 0.8 ? { linked: true } : {}),
      zone,
      ...(reason ? { out: reason } : {}),
    };
  });
}

/** How much running text a line has, in units; a list of links has none. */
const proseIn = (line: PlacedLine): number =>
  line.links < 0.5 && line.as !== 'heading' && isProse(line.text)
    ? units(line.text)
    : 0;

/** `[0, a, a + b, …]`: what lies in `[i, j)` is a difference. */
function sums(values: number[]): number[] {
  const total = [0];
  for (const value of values) total.push((total.at(-1) ?? 0) + value);
  return total;
}

const within = (prose: number[], from: number, to: number): number =>
  (prose[to] ?? 0) - (prose[from] ?? 0);

function outsides(
  doubted: Doubted[],
  prose: number[],
  total: number,
  lines: PlacedLine[],
): (DiscardReason | undefined)[] {
  const out = new Array<DiscardReason | undefined>(lines.length);
  const held = new Map<string, number>();
  for (const { from, to, name } of doubted) {
    held.set(name, (held.get(name) ?? 0) + within(prose, from, to));
  }
  for (const { from, to, reason, name } of doubted) {
    const share = reason === 'comment' ? MOST : TOO_MUCH;
    if ((held.get(name) ?? 0) > total * share) continue;
    // A page's only large heading is the article's, wherever it stands.
    const titled = lines.slice(from, to).some(line => line.level === 1);
    if (titled && reason !== 'related') continue;
    for (let i = from; i < to; i += 1) out[i] ??= reason;
  }
  return out;
}

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
      isPassage(region)
    ) {
      break;
    }
    at = best;
  }
  const held = regions[at];
  return held ? [held.from, held.to] : [0, 0];
}

/** Whether an element is one passage, or one list of them, and no container. */
const isPassage = ({ element, from, to }: Region): boolean =>
  to - from <= 1 ||
  ['p', 'ul', 'ol', 'dl', 'blockquote', 'figure', 'pre'].includes(element.tag);

/** Three links below each other lead elsewhere. */
function linkReason(
  links: number,
  line: Line,
  lines: PlacedLine[],
  i: number,
): DiscardReason | undefined {
  if (links < 0.8 || line.as === 'heading' || line.hint) return undefined;
  let run = 1;
  for (let at = i - 1; (lines[at]?.links ?? 0) >= 0.8; at -= 1) run += 1;
  for (let at = i + 1; (lines[at]?.links ?? 0) >= 0.8; at += 1) run += 1;
  return run >= 3 ? 'related' : undefined;
}
