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
import type { Block } from '#app/articles/article.ts';
import type { ReaderHandle } from '#app/reader/Reader.tsx';
import { followScrolling } from '#app/ui/scrolling.ts';

export type StripHandle = {
  /** The text has moved: its paragraphs are measured again. */
  relaid(): void;
};

type Props = {
  blocks: readonly Block[];
  annotations: AnnotationList;
  reader: RefObject<ReaderHandle>;
  scrollerId: string;
  handle: Ref<StripHandle>;
};

/** Pixels above and below the map, as in the style sheet. */
const INSET = 10;

/** From one line of a paragraph to the next, in the map's pixels. */
const LINE = 4;

/**
 * The whole article at a glance, beside it: its paragraphs, where its
 * highlights are, and the part in view. For eyes and mouse; what it leads to,
 * the outline and the keys lead to as well.
 */
export function Strip(props: Props) {
  const { scrollerId, blocks, annotations, reader } = props;
  const map = useRef<SVGSVGElement>(null);
  const view = useRef<HTMLElement>(null);
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [drawn, setDrawn] = useState<Drawn | null>(null);

  // The part in view is moved by whole pixels: what can't be seen moves nothing.
  const seen = useRef({ scale: 0, at: -1 });
  const follow = useCallback((top: number) => {
    const at = Math.round(top * seen.current.scale);
    if (!view.current || at === seen.current.at) return;
    seen.current.at = at;
    view.current.style.transform = `translateY(${at}px)`;
  }, []);
  useEffect(() => followScrolling({ frame: follow }), [follow]);

  const measure = useCallback(() => {
    const scroller = document.getElementById(scrollerId);
    const tall = map.current?.clientHeight ?? 0;
    if (!scroller || tall === 0) return;
    const scale = tall / scroller.scrollHeight;
    const origin = scroller.getBoundingClientRect().top - scroller.scrollTop;
    seen.current = { scale, at: -1 };
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
    if (rows.length > 0) later(() => setDrawn(draw(rows, annotations)));
  }, [annotations, later, rows]);

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
    >
      <svg ref={map}>
        {drawn && (
          <>
            <path className="text" d={drawn.text} />
            <path className="title" d={drawn.title} />
            <path className="heading" d={drawn.headings} />
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

/** Path data. */
type Drawn = {
  text: string;
  title: string;
  headings: string;
  lanes: Record<Colour, string>;
};

function draw(rows: readonly Row[], annotations: AnnotationList): Drawn {
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
  return { ...drawn, lanes };
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
