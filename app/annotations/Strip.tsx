import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  type Ref,
  type RefObject,
} from 'react';

import {
  COLOURS,
  type Annotation,
  type Colour,
} from '#app/annotations/annotation.ts';
import type { Block } from '#app/articles/article.ts';
import type { ReaderHandle } from '#app/reader/Reader.tsx';

export type StripHandle = {
  /** The text has moved: its paragraphs are measured again. */
  relaid(): void;
};

type Props = {
  blocks: readonly Block[];
  annotations: readonly Annotation[];
  reader: RefObject<ReaderHandle>;
  scrollerId: string;
  handle: Ref<StripHandle>;
};

/** Pixels above and below the map, as in the style sheet. */
const INSET = 10;

/**
 * The whole article at a glance, beside it: its paragraphs, where its
 * highlights are, and the part in view. For eyes and mouse; what it leads to,
 * the outline and the keys lead to as well.
 */
export function Strip(props: Props) {
  const { scrollerId } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<HTMLElement>(null);
  const latest = useRef(props);
  latest.current = props;

  const places = useRef<Row[] | null>(null);

  const draw = useCallback(() => {
    const scroller = document.getElementById(scrollerId);
    const { reader, blocks, annotations } = latest.current;
    const map = canvas.current;
    if (!scroller || !map || !reader.current || map.clientHeight === 0) return;
    if (!places.current) {
      const scale = map.clientHeight / scroller.scrollHeight;
      const origin = scroller.getBoundingClientRect().top - scroller.scrollTop;
      places.current = blocks.map((block, index): Row => {
        const rect = reader.current?.blockRect(index);
        const top = rect ? (rect.top - origin) * scale : 0;
        return { block, top, height: (rect?.height ?? 0) * scale };
      });
    }
    paint(map, places.current, annotations);
  }, [scrollerId]);

  const follow = useCallback(() => {
    const scroller = document.getElementById(scrollerId);
    const map = canvas.current;
    if (!scroller || !map || !view.current) return;
    const scale = map.clientHeight / scroller.scrollHeight;
    const { style } = view.current;
    style.transform = `translateY(${scroller.scrollTop * scale}px)`;
    style.height = `${scroller.clientHeight * scale}px`;
  }, [scrollerId]);

  const both = useCallback(() => {
    draw();
    follow();
  }, [draw, follow]);
  // The map can wait until the marks themselves are seen.
  const soon = useRef(0);
  const later = useCallback(() => {
    window.clearTimeout(soon.current);
    soon.current = window.setTimeout(both, 60);
  }, [both]);
  useImperativeHandle(
    props.handle,
    () => ({
      relaid: () => {
        places.current = null;
        later();
      },
    }),
    [later],
  );
  useEffect(later, [later, props.annotations]);
  useEffect(() => () => window.clearTimeout(soon.current), []);

  useEffect(() => {
    const scroller = document.getElementById(scrollerId);
    const theme = matchMedia('(prefers-color-scheme: dark)');
    const observer = new MutationObserver(both);
    observer.observe(document.documentElement, {
      attributeFilter: ['data-theme'],
    });
    let frame = 0;
    const onScroll = (): void => {
      cancelAnimationFrame(frame);
      // After those who measure in the same frame.
      frame = requestAnimationFrame(() => requestAnimationFrame(follow));
    };
    scroller?.addEventListener('scroll', onScroll, { passive: true });
    theme.addEventListener('change', both);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      scroller?.removeEventListener('scroll', onScroll);
      theme.removeEventListener('change', both);
    };
  }, [both, follow, scrollerId]);

  return (
    <div
      className="strip"
      aria-hidden="true"
      onClick={event => {
        const scroller = document.getElementById(scrollerId);
        const box = canvas.current?.getBoundingClientRect();
        if (!scroller || !box) return;
        const share = (event.clientY - box.top) / box.height;
        const top = share * scroller.scrollHeight - scroller.clientHeight / 2;
        scroller.scrollTo({ top });
      }}
    >
      <canvas ref={canvas} style={{ inset: `${INSET}px 0` }} />
      <i className="w" ref={view} style={{ top: INSET }} />
    </div>
  );
}

type Row = { block: Block; top: number; height: number };

function paint(
  canvas: HTMLCanvasElement,
  rows: Row[],
  annotations: readonly Annotation[],
): void {
  const ratio = window.devicePixelRatio;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const ink = (name: string): string => style.getPropertyValue(name);

  for (const { block, top, height: tall } of rows) {
    if (block.type === 'heading') {
      pen.fillStyle = ink('--line-2');
      pen.fillRect(0, top, width, 1);
    } else if (block.type === 'title') {
      pen.fillStyle = ink('--ink-4');
      pen.fillRect(13, top + 4, 16, 3);
    } else {
      pen.fillStyle = ink('--line');
      const lines = Math.max(1, Math.floor(tall / 4));
      for (let i = 0; i < lines; i += 1) {
        pen.fillRect(13, top + i * 4, width - 18, 1);
      }
    }
  }
  for (const [colour, marked] of lanesOf(rows, annotations)) {
    pen.fillStyle = ink(`--hl-${colour.charAt(0)}-s`);
    for (const [top, bottom] of marked) LANES[colour](pen, top, bottom - top);
  }
}

/** Where each colour lies, in the map's pixels; neighbours that touch are one. */
function lanesOf(
  rows: Row[],
  annotations: readonly Annotation[],
): Map<Colour, [number, number][]> {
  const lanes = new Map(COLOURS.map(c => [c, [] as [number, number][]]));
  let at = 0;
  for (const { colour, anchor } of annotations) {
    const start = anchor?.start;
    const end = anchor?.end;
    if (!colour || start == null || end == null) continue;
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

type Lane = (pen: CanvasRenderingContext2D, top: number, tall: number) => void;

/** A pattern for each colour, so that they part without hue. */
const LANES: Record<Colour, Lane> = {
  yellow: (pen, top, tall) => pen.fillRect(28, top, 5, tall),
  blue: (pen, top, tall) => {
    for (let y = 0; y < tall; y += 4) {
      pen.fillRect(28, top + y, 5, Math.min(2, tall - y));
    }
  },
  rose: (pen, top, tall) => pen.fillRect(28, top, 2, tall),
  green: (pen, top, tall) => pen.fillRect(32, top, 2, tall),
  violet: (pen, top, tall) => {
    pen.fillRect(27, top, 2, tall);
    pen.fillRect(31, top, 2, tall);
  },
};
