import type { Line } from '#app/import/page.ts';
import type { MarkedLine } from '#app/import/reading.ts';
import { takeHinted } from '#app/import/recognise/field-line.ts';
import {
  furniture,
  headFurniture,
  whole,
} from '#app/import/recognise/furniture.ts';
import {
  sectionIn,
  takeFields,
  type Header,
} from '#app/import/recognise/header.ts';
import { leaveOut, mark } from '#app/import/recognise/marking.ts';
import { units } from '#app/import/recognise/measure.ts';

/** How far above a title its section and date may stand, in lines. */
const ABOVE = 6;

/** A word or two in the head of the article itself, right above its title. */
const isSectionAbove = ({ text, path, hint, linked }: Line): boolean =>
  !linked &&
  units(text) <= 6 &&
  !/\d/.test(text) &&
  (hint === 'title' || /(^|>)header(\.|$)/.test(path ?? ''));

/** What a paper offers beside its date, in its head. */
const OFFERS = /\b(e-?paper|edition|subscribe|sign in|log ?in|menu|search)\b/i;

/** A link, left out as one that leads elsewhere. */
const isPointer = ({ out, linked }: Line): boolean =>
  out === 'related' && linked === true;

/** A word or two, or one link alone, in what the title lies in. */
const isBeside = (line: Line, title: Line | undefined): boolean =>
  (!line.out || isPointer(line)) &&
  !line.apart &&
  !/\d/.test(line.text) &&
  units(line.text) <= (line.linked ? 4 : 3) &&
  (within(line.path).includes(within(title?.path)[0] ?? '') ||
    (line.linked === true &&
      holder(title?.path) !== '' &&
      line.path?.split('>').includes(holder(title?.path)) === true));

/** What a line lies in, where that has a name. */
function holder(path = ''): string {
  const step = path.split('>').at(-2) ?? '';
  return /[.]|^(article|header|main)$/.test(step) ? step : '';
}

/** The places that a line may lie in: the one around its own, and its own. */
const within = (path = ''): string[] => {
  const steps = path.split('>');
  return [steps.slice(-3, -1).join('>'), steps.slice(-2).join('>')];
};

/**
 * Reads what stands above the title: the way to it, its section, now and then its
 * date. Gives what may be its section, too: nothing but its place says so.
 */
export function readAbove(
  lines: Line[],
  marked: MarkedLine[],
  header: Header,
  titleAt: number,
  language: string,
): string | null {
  let beside: string | null = null;
  for (let i = titleAt - 1; i >= 0; i -= 1) {
    const line = lines[i];
    if (!line) continue;
    if (line.out && (line.out === 'hidden' || line.elsewhere)) {
      leaveOut(marked[i], line.out);
      continue;
    }
    const section = sectionIn(line.text, header.title ?? '');
    if (section !== null) {
      header.section ??= section;
      mark(marked[i], 'section');
      continue;
    }
    const pictured = line.as === 'caption' && !line.out && !line.linked;
    if (pictured && titleAt - i <= ABOVE && units(line.text) >= 5) {
      mark(marked[i], 'caption');
      continue;
    }
    const seen =
      !line.out ||
      (line.hint === 'section' && line.out !== 'control') ||
      (i === titleAt - 1 && isPointer(line));
    if (titleAt - i <= ABOVE && seen) {
      const { hint, text } = line;
      const inWhole =
        (hint === 'section' || hint === 'time' || hint === 'byline') &&
        takeHinted(
          hint === 'section' ? (line.apart ?? text) : text,
          hint,
          header,
          language,
        );
      const inPart =
        hint !== 'section' &&
        (line.parts ?? []).some(
          part =>
            part.hint === 'section' &&
            takeHinted(part.text, 'section', header, language),
        );
      const named = inWhole || inPart;
      const { publisher } = header;
      const taken = takeFields(header, line.apart ?? text, language);
      if (taken && publisher === null && header.publisher !== null) {
        // Beside a date above the title stands what the article belongs to, or what the paper offers.
        if (!OFFERS.test(header.publisher)) header.section ??= header.publisher;
        header.publisher = null;
      }
      const names = isSectionAbove(line);
      const alone =
        (names || isBeside(line, lines[titleAt])) && !whole(line, furniture);
      if (!named && !taken && i === titleAt - 1 && alone) {
        beside = text.split(/\s*[|｜]\s*/)[0] ?? null;
        mark(marked[i], 'section');
        continue;
      }
      if (named || taken) {
        mark(marked[i], hint === 'section' ? 'section' : 'dateline');
        continue;
      }
    }
    leaveOut(marked[i], line.out ?? whole(line, headFurniture) ?? 'navigation');
  }
  return beside;
}
