import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type Ref,
  type RefObject,
} from 'react';

import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import { COLOURS, type Colour } from '#app/annotations/annotation.ts';
import type { Block, Span } from '#app/articles/article.ts';
import { lowest } from '#app/articles/lowest.ts';
import type { Verdict } from '#app/claims/claim.ts';
import {
  COVERAGE_STATES,
  isBegun,
  isSettled,
  type CoverageRun,
  type CoverageState,
} from '#app/claims/coverage.ts';
import { GLYPHS } from '#app/reader/marks/glyphs.ts';
import type { ReaderHandle } from '#app/reader/Reader.tsx';
import { followScrolling } from '#app/ui/scrolling.ts';

export type StripHandle = {
  /** The text has moved: its paragraphs are measured again. */
  relaid(): void;
};

type Props = {
  blocks: readonly Block[];
  annotations: AnnotationList;
  sentences: readonly Span[];
  /** What is checked. */
  runs: readonly CoverageRun[];
  reader: RefObject<ReaderHandle>;
  scrollerId: string;
  handle: Ref<StripHandle>;
};

/** Pixels above and below the map, as in the style sheet. */
const INSET = 10;

/** The part in view moves by so many pixels while the text scrolls. */
const STEP = 3;

/** From one line of a paragraph to the next, in the map's pixels. */
const LINE = 4;

/**
 * The whole article at a glance, beside it: its paragraphs, where its
 * highlights are, and the part in view. For eyes and mouse; what it leads to,
 * the outline and the keys lead to as well.
 */
export function Strip(props: Props) {
  const { scrollerId, blocks, annotations, reader, runs, sentences } = props;
  const map = useRef<SVGSVGElement>(null);
  const view = useRef<HTMLElement>(null);
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);

  // What can't be seen moves nothing: each move styles the page anew. While the
  // text scrolls, the part in view follows by a few pixels, and at rest to the pixel.
  const seen = useRef({ scale: 0, at: -STEP });
  const follow = useCallback((top: number, step = 1) => {
    const at = Math.round(top * seen.current.scale);
    if (!view.current || Math.abs(at - seen.current.at) < step) return;
    seen.current.at = at;
    view.current.style.transform = `translateY(${at}px)`;
  }, []);
  useEffect(() => {
    const scroller = document.getElementById(scrollerId);
    return followScrolling({
      // Lists and fields beside the text scroll, too.
      frame: (top, scrolled) => {
        if (scrolled === scroller) follow(top, STEP);
      },
      rest: () => {
        if (scroller) follow(scroller.scrollTop);
      },
    });
  }, [follow, scrollerId]);

  const measure = useCallback(() => {
    const scroller = document.getElementById(scrollerId);
    const tall = map.current?.clientHeight ?? 0;
    if (!scroller || tall === 0) return;
    const scale = tall / scroller.scrollHeight;
    const origin = scroller.getBoundingClientRect().top - scroller.scrollTop;
    seen.current = { scale, at: -STEP };
    follow(scroller.scrollTop);
    if (view.current) {
      view.current.style.height = `${scroller.clientHeight * scale}px`;
    }
    setRows(
      blocks.map((block, index): Row => {
        const rect = reader.current?.blockRect(index);
        const top = rect ? (rect.top - origin) * scale : 0;
        return { block, top, height: (rect?.height ?? 0) * scale };
      }),
    );
  }, [blocks, follow, reader, scrollerId]);

  // The map can wait until the marks themselves are seen.
  const soon = useRef(0);
  const later = useCallback((run: () => void) => {
    window.clearTimeout(soon.current);
    soon.current = window.setTimeout(run, 60);
  }, []);
  useEffect(() => () => window.clearTimeout(soon.current), []);
  useImperativeHandle(props.handle, () => ({ relaid: () => later(measure) }), [
    later,
    measure,
  ]);
  useEffect(() => {
    if (rows.length === 0) return;
    later(() =>
      setDrawn({
        ...draw(rows, annotations),
        checks: checksOf(rows, sentences, runs),
      }),
    );
  }, [annotations, later, rows, runs, sentences]);

  return (
    <div
      className="strip"
      aria-hidden="true"
      onClick={event => {
        const scroller = document.getElementById(scrollerId);
        const box = map.current?.getBoundingClientRect();
        if (!scroller || !box) return;
        const share = (event.clientY - box.top) / box.height;
        const top = share * scroller.scrollHeight - scroller.clientHeight / 2;
        scroller.scrollTo({ top });
      }}
      onPointerMove={({ clientY }) => {
        const box = map.current?.getBoundingClientRect();
        setPointed(box ? sentenceAt(rows, sentences, clientY - box.top) : null);
      }}
      onPointerLeave={() => setPointed(null)}
    >
      <svg ref={map}>
        {drawn && (
          <>
            <path className="text" d={drawn.text} />
            <path className="title" d={drawn.title} />
            <path className="heading" d={drawn.headings} />
            {COVERAGE_STATES.map(state => (
              <path
                key={state}
                className={`check c-${state}`}
                d={drawn.checks[state]}
              />
            ))}
            {drawn.glyphs.map(({ y, verdict }) => (
              <g
                key={y}
                className={`vg v-${verdict}`}
                transform={`translate(13 ${y}) scale(.69)`}
                // Constants of our own.
                dangerouslySetInnerHTML={{ __html: GLYPHS[verdict] }}
              />
            ))}
            {COLOURS.map(colour => (
              <path
                key={colour}
                className={`lane hl-${colour}`}
                d={drawn.lanes[colour]}
              />
            ))}
          </>
        )}
      </svg>
      <i className="w" ref={view} style={{ top: INSET }} />
      {pointed && (
        <span className="tip" style={{ top: INSET + pointed.y }}>
          {pointed.text}
        </span>
      )}
    </div>
  );
}

/** Where each colour's line runs: place, width and dashes part them without hue. */
const LANES: Record<Colour, readonly number[]> = {
  yellow: [30.5],
  blue: [30.5],
  rose: [29],
  green: [33],
  violet: [28, 32],
};

/** A block and where it stands, in the map's pixels. */
type Row = { block: Block; top: number; height: number };

/** A sentence, and where in the map it is pointed at. */
type Pointed = { text: string; y: number };

/** What stands at a height of the map; null between paragraphs. */
function sentenceAt(
  rows: readonly Row[],
  sentences: readonly Span[],
  y: number,
): Pointed | null {
  const row = rows[lowest(0, rows.length, i => (rows[i]?.top ?? 0) > y) - 1];
  if (!row || y > row.top + row.height) return null;
  const { block, top, height } = row;
  const share = (y - top) / Math.max(1, height);
  const offset = block.start + share * (block.end - block.start);
  const at = lowest(
    0,
    sentences.length,
    i => (sentences[i]?.[1] ?? 0) > offset,
  );
  const [start, end] = sentences[at] ?? [0, 0];
  const text = block.text.slice(
    Math.max(0, start - block.start),
    Math.max(0, end - block.start),
  );
  return text === '' ? null : { text, y };
}

/** Path data. */
type Drawn = {
  text: string;
  title: string;
  headings: string;
  lanes: Record<Colour, string>;
  /** Sentences by what of them is most open. */
  checks: Record<CoverageState, string>;
  /** Where claims are, in the map's pixels. */
  glyphs: { y: number; verdict: Verdict }[];
};

function draw(
  rows: readonly Row[],
  annotations: AnnotationList,
): Omit<Drawn, 'checks'> {
  const drawn = { text: '', title: '', headings: '' };
  let free = -Infinity;
  for (const { block, top, height } of rows) {
    const y = Math.round(top) + 0.5;
    if (block.type === 'heading') drawn.headings += `M0 ${y}h38`;
    else if (block.type === 'title') drawn.title += `M13 ${y + 5}h16`;
    else {
      // Of a long article's paragraphs many share a line.
      const last = Math.max(y + 1, top + height);
      for (let at = Math.max(y, free); at < last; at += LINE) {
        drawn.text += `M13 ${at}h20`;
        free = at + LINE;
      }
    }
  }
  const lanes = Object.fromEntries(
    [...lanesOf(rows, annotations)].map(([colour, marked]) => [
      colour,
      marked
        .flatMap(([top, bottom]) =>
          LANES[colour].map(x => `M${x} ${top}V${bottom}`),
        )
        .join(''),
    ]),
  ) as Record<Colour, string>;
  return { ...drawn, lanes, glyphs: glyphsOf(rows, annotations) };
}

/** Between one sentence's line and the next, in the map's pixels. */
const GAP = 1;

/** Each sentence a line, of the state that lies on it and counts first. */
function checksOf(
  rows: readonly Row[],
  sentences: readonly Span[],
  runs: readonly CoverageRun[],
): Drawn['checks'] {
  const drawn = Object.fromEntries(
    COVERAGE_STATES.map(state => [state, '']),
  ) as Drawn['checks'];
  if (!isBegun(runs)) return drawn;
  let [row, run, free] = [0, 0, -Infinity];
  for (const [start, end] of sentences) {
    while ((rows[row]?.block.end ?? Infinity) <= start) row += 1;
    while ((runs[run]?.end ?? Infinity) <= start) run += 1;
    const at = rows[row];
    if (!at) break;
    const there: CoverageState[] = [];
    for (let i = run; (runs[i]?.start ?? Infinity) < end; i += 1) {
      there.push(runs[i]?.state ?? 'unchecked');
    }
    const { block, top, height } = at;
    const length = Math.max(1, block.end - block.start);
    const y = (offset: number): number =>
      top + (height * (offset - block.start)) / length;
    const from = Math.max(free, Math.round(y(start)));
    const to = Math.max(from + 1, Math.round(y(end)) - GAP);
    // Of a long article's sentences many share a pixel.
    if (from > y(end)) continue;
    drawn[stateOf(there)] += `M9 ${from}V${to}`;
    free = to + GAP;
  }
  return drawn;
}

/** What a sentence is by what lies on it: on the way where part of it is open. */
function stateOf(there: readonly CoverageState[]): CoverageState {
  const first =
    COVERAGE_STATES.find(state => there.includes(state)) ?? 'unchecked';
  const open = there.includes('unchecked') && first !== 'unchecked';
  return open && isSettled(first) ? 'in-progress' : first;
}

/** Glyphs stand no nearer to each other, or none could be told. */
const APART = 11;

/** The claims' glyphs down the map; those that would lie on one another are left out. */
function glyphsOf(
  rows: readonly Row[],
  annotations: AnnotationList,
): Drawn['glyphs'] {
  const glyphs: Drawn['glyphs'] = [];
  let free = -Infinity;
  let at = 0;
  const placed = annotations.firstFrom(Infinity);
  for (let i = annotations.firstFrom(0); i < placed; i += 1) {
    const verdict = annotations.claim(i)?.verdict;
    if (!verdict) continue;
    const start = annotations.start(i);
    while ((rows[at]?.block.end ?? Infinity) <= start) at += 1;
    const row = rows[at];
    if (!row) break;
    const { block, top, height } = row;
    const share = (start - block.start) / Math.max(1, block.end - block.start);
    const y = Math.round(top + height * Math.min(Math.max(share, 0), 1));
    if (y < free) continue;
    glyphs.push({ y, verdict });
    free = y + APART;
  }
  return glyphs;
}

/** Where each colour lies, in the map's pixels; neighbours that touch are one. */
function lanesOf(
  rows: readonly Row[],
  annotations: AnnotationList,
): Map<Colour, [number, number][]> {
  const lanes = new Map(COLOURS.map(c => [c, [] as [number, number][]]));
  let at = 0;
  const placed = annotations.firstFrom(Infinity);
  for (let i = annotations.firstFrom(0); i < placed; i += 1) {
    const colour = annotations.colour(i);
    if (!colour) continue;
    const start = annotations.start(i);
    const end = annotations.end(i);
    while ((rows[at]?.block.end ?? Infinity) <= start) at += 1;
    const row = rows[at];
    if (!row) break;
    const { block, top, height } = row;
    const length = Math.max(1, block.end - block.start);
    const y = (offset: number): number =>
      top + (height * Math.min(offset - block.start, length)) / length;
    const lane = lanes.get(colour);
    const last = lane?.at(-1);
    const bottom = Math.max(y(start) + 3, y(end));
    if (last && y(start) <= last[1]) last[1] = Math.max(last[1], bottom);
    else lane?.push([y(start), bottom]);
  }
  return lanes;
}
