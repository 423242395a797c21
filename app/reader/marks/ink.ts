import type { Box } from '#app/reader/marks/boxes.ts';
import { GLYPHS } from '#app/reader/marks/glyphs.ts';
import { isColour, isVerdict, type Look } from '#app/reader/marks/mark.ts';
import type { Run } from '#app/reader/marks/sweep.ts';

/** Above and below the characters, so that a fill nearly meets the next line's. */
const PAD = 3;

/** The corners of a fill. */
const ROUND = 2;

/** A box that its fill covers. */
export const pad = (box: Box): Box => ({
  ...box,
  top: box.top - PAD,
  height: box.height + 2 * PAD,
});

/** The classes that give a look its colours. */
export const nameOf = (look: Look): string =>
  isColour(look) ? `hl-${look}` : isVerdict(look) ? `v-${look}` : look;

/** What stands for a colour where colours are the system's: its key. */
const LABELS: Partial<Record<Look, string>> = {
  yellow: '1',
  blue: '2',
  rose: '3',
  green: '4',
  violet: '5',
};

/**
 * The textures that tell colours apart without hue, as SVG patterns for the
 * overlay's `<defs>`; their colours are the style sheet's.
 */
export const TEXTURES = `
  <pattern id="texture-blue" width="5" height="5" patternUnits="userSpaceOnUse">
    <rect width="5" height="5"/><circle cx="2" cy="2" r=".95"/>
  </pattern>
  <pattern id="texture-rose" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="7" height="7"/><rect width="1" height="7"/>
  </pattern>
  <pattern id="texture-violet" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
    <rect width="7" height="7"/><rect width="1" height="7"/>
  </pattern>`;

/** Colours whose texture is a pattern; yellow is plain, green has an edge. */
const PATTERNED: ReadonlySet<Look> = new Set<Look>(['blue', 'rose', 'violet']);

/**
 * What is drawn of a stretch, collected as SVG: all that looks the same is one
 * path, so that a browser styles a dozen elements however many marks there are.
 */
export class Ink {
  /** Path data by class, in the order in which they are painted. */
  readonly #fills = new Map<string, { look: Look; data: string }>();
  readonly #lines = new Map<string, string>();
  #above = '';

  /**
   * @param lines the run's boxes, one a line
   * @param labelled whether colours need their labels
   */
  run(
    { look, depth, level, begins, ends }: Run,
    lines: readonly Box[],
    labelled: boolean,
  ): void {
    if (isColour(look)) this.#fill(look, depth, lines);
    else this.#line(look, level, lines);
    const first = lines[0];
    if (labelled && begins && first && LABELS[look]) {
      this.#above += `<text x="${first.left}" y="${first.top - 3}">${LABELS[look]}</text>`;
    }
    const last = lines.at(-1);
    // Hangs in the line gap after the last character and takes no width.
    if (!last || !ends) return;
    const right = last.left + last.width;
    if (look === 'edit') {
      // Where the new words would come in.
      const data = `M${right - 3} ${last.top + last.height + 3}l3-4.5l3 4.5`;
      this.#put(this.#lines, 'caret', data);
    } else if (look === 'note') {
      const data = `M${right - 2} ${last.top - 0.5}a2.5 2.5 0 1 1 5 0a2.5 2.5 0 1 1-5 0z`;
      this.#put(this.#lines, 'dot', data);
    } else if (isVerdict(look)) {
      const at = `x="${right - 2 + level * 14}" y="${last.top - 7}"`;
      this.#above += `<svg class="vg ${nameOf(look)}" ${at} width="14" height="14" viewBox="0 0 16 16">${GLYPHS[look]}</svg>`;
    }
  }

  /** The markup of an SVG group. */
  markup(): string {
    let out = '';
    for (const [name, { look, data }] of this.#fills) {
      const texture = PATTERNED.has(look) && name === nameOf(look);
      const paint = texture ? ` fill="url(#texture-${look})"` : '';
      out += `<path class="${texture ? 'hl' : 'hl fill'} ${name}"${paint} d="${data}"/>`;
    }
    for (const [name, data] of this.#lines) {
      out += `<path class="${name}" d="${data}"/>`;
    }
    return out + this.#above;
  }

  #fill(look: Look, depth: number, lines: readonly Box[]): void {
    let data = '';
    let edge = '';
    for (const box of lines) {
      data += rounded(pad(box));
      edge += `M${box.left} ${box.top - PAD + 0.75}h${box.width}`;
    }
    // Where marks of a colour lie on each other, the colour lies there as often.
    for (let i = 1; i <= depth; i += 1) {
      const name = i === 1 ? nameOf(look) : `${nameOf(look)} d${i}`;
      const before = this.#fills.get(name);
      if (before) before.data += data;
      else this.#fills.set(name, { look, data });
    }
    if (look === 'green') this.#put(this.#lines, 'edge', edge);
  }

  #line(look: Look, level: number, lines: readonly Box[]): void {
    const drop = isVerdict(look) ? 1 + level * 4 : 0;
    let data = '';
    for (const { left, top, width, height } of lines) {
      if (look === 'edit') data += `M${left} ${top + height / 2}h${width}`;
      data += LINES[look]?.(left, top + height - 1 + drop, width) ?? '';
    }
    this.#put(this.#lines, `ln ${nameOf(look)}`, data);
  }

  #put(into: Map<string, string>, name: string, data: string): void {
    into.set(name, (into.get(name) ?? '') + data);
  }
}

type Line = (left: number, top: number, width: number) => string;

const straight =
  (middle: number): Line =>
  (left, top, width) =>
    `M${left} ${top + middle}h${width}`;

/** Path data of each look's line; how wide and how dashed it is, the style sheet says. */
const LINES: Partial<Record<Look, Line>> = {
  note: straight(0.5),
  tag: straight(0.5),
  sentence: straight(1),
  unchecked: straight(0.75),
  checking: straight(1.25),
  accurate: straight(1),
  'partly-accurate': straight(1),
  misleading: (left, top, width) =>
    `M${left} ${top + 2.5}q1.5-3 3 0${'t3 0'.repeat(Math.max(0, Math.round(width / 3) - 1))}`,
  false: (left, top, width) =>
    `M${left} ${top + 0.7}h${width}M${left} ${top + 3.3}h${width}`,
  unverifiable: straight(0.75),
};

function rounded({ left, top, width, height }: Box): string {
  const r = Math.min(ROUND, width / 2);
  const across = width - 2 * r;
  const down = height - 2 * r;
  return (
    `M${left + r} ${top}h${across}a${r} ${r} 0 0 1 ${r} ${r}v${down}` +
    `a${r} ${r} 0 0 1-${r} ${r}h${-across}a${r} ${r} 0 0 1-${r}-${r}v${-down}` +
    `a${r} ${r} 0 0 1 ${r}-${r}z`
  );
}
