/**
 * The peers' side of the bench, bundled for the page: each is given the text
 * and the marks, and does with them what its documentation says.
 */
import { highlightText } from '@apache-annotator/dom';
import {
  createTextAnnotator,
  type TextAnnotator,
} from '@recogito/text-annotator';
import { Schema } from 'prosemirror-model';
import { EditorState, Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view';

import type { BenchMark } from '#tests/bench/reader/text.ts';

export type Peer = {
  /** Puts the text on the page, without marks. */
  mount(lines: string[]): void;
  paint(marks: BenchMark[]): Promise<void> | void;
  add(mark: BenchMark): Promise<void> | void;
  /** Ids or marks at a point. */
  hit(x: number, y: number): unknown;
};

const COLOURS: Record<string, string> = {
  yellow: 'rgba(255,208,40,.42)',
  blue: 'rgba(72,160,235,.27)',
  rose: 'rgba(238,104,120,.25)',
  green: 'rgba(38,170,120,.22)',
  violet: 'rgba(142,110,226,.23)',
  note: 'rgba(134,140,136,.2)',
};

const host = (): HTMLElement => document.getElementById('text') as HTMLElement;

/** Plain paragraphs, and where each begins. */
function paragraphs(lines: string[]): void {
  host().replaceChildren(
    ...lines.map(line => {
      const p = document.createElement('p');
      p.textContent = line;
      return p;
    }),
  );
}

function startsOf(lines: string[]): number[] {
  let at = 0;
  return lines.map(line => {
    const start = at;
    at += line.length + 1;
    return start;
  });
}

/** The index of the paragraph that an offset lies in. */
function blockAt(starts: number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function recogito(renderer: 'SPANS' | 'CSS_HIGHLIGHTS'): Peer {
  let annotator: TextAnnotator;
  let starts: number[] = [];
  let joined = '';
  let number = 0;
  // As they come from a database: the library finds their ranges itself. It
  // counts in the container's text, which has no line ends.
  const annotation = (mark: BenchMark) => {
    number += 1;
    const id = `a${number}`;
    const block = blockAt(starts, mark.start);
    const start = mark.start - block;
    const end = mark.end - block;
    const quote = joined.slice(start, end);
    return {
      id,
      bodies: [
        { id: `b${id}`, annotation: id, purpose: 'tagging', value: mark.look },
      ],
      target: { annotation: id, selector: [{ quote, start, end }] },
    };
  };
  return {
    mount: lines => {
      starts = startsOf(lines);
      joined = lines.join('');
      paragraphs(lines);
      annotator = createTextAnnotator(host(), {
        renderer,
        style: a => ({
          fill: COLOURS[String(a.bodies[0]?.value)] ?? '#ff0',
          fillOpacity: 0.4,
        }),
      } as Parameters<
        typeof createTextAnnotator
      >[1]) as unknown as TextAnnotator;
    },
    paint: marks => {
      annotator.state.store.bulkAddAnnotations(
        marks.map(annotation) as never[],
        true,
      );
    },
    add: mark => {
      annotator.state.store.addAnnotation(annotation(mark) as never);
    },
    hit: (x, y) => {
      const origin = host().getBoundingClientRect();
      return annotator.state.store.getAt(x - origin.left, y - origin.top, true);
    },
  };
}

/** Wraps each mark in an element, as the library's own example does. */
function apache(): Peer {
  let text: string[] = [];
  return {
    mount: lines => {
      text = lines;
      paragraphs(lines);
    },
    paint: marks => {
      // From the end backwards, or each wrapper would move those behind it.
      for (const mark of [...marks].sort((a, b) => b.start - a.start)) {
        highlightText(apacheRange(mark, text), 'mark', {
          style: `background:${COLOURS[mark.look] ?? ''}`,
        });
      }
    },
    add: mark => {
      highlightText(apacheRange(mark, text), 'mark', {});
    },
    hit: (x, y) => {
      const found: Element[] = [];
      let at = document.elementFromPoint(x, y)?.closest('mark');
      while (at) {
        found.push(at);
        at = at.parentElement?.closest('mark');
      }
      return found;
    },
  };
}

/** A range into a paragraph that wrappers have already cut up. */
function apacheRange({ start, end }: BenchMark, lines: string[]): Range {
  let at = 0;
  let block = 0;
  while (start > at + (lines[block]?.length ?? 0)) {
    at += (lines[block]?.length ?? 0) + 1;
    block += 1;
  }
  const paragraph = host().children[block] as Element;
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let seen = 0;
  let begun = false;
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const from = start - at - seen;
    const to = end - at - seen;
    if (!begun && from < node.length) {
      range.setStart(node, from);
      begun = true;
    }
    if (begun && to <= node.length) {
      range.setEnd(node, to);
      break;
    }
    seen += node.length;
  }
  return range;
}

const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: { content: 'text*', toDOM: () => ['p', 0] },
    text: {},
  },
});

/** ProseMirror with inline decorations: as they are, or cut into pieces that don't overlap. */
function prosemirror(flattened: boolean): Peer {
  let view: EditorView;
  let starts: number[] = [];
  let all: BenchMark[] = [];
  let set = DecorationSet.empty;
  const position = (offset: number): number =>
    offset + blockAt(starts, offset) + 1;
  const decoration = (mark: BenchMark, ids: number[]): Decoration =>
    Decoration.inline(
      position(mark.start),
      position(mark.end),
      // The desk's own looks: the same is to be drawn.
      { class: `hl hl-${mark.look}` },
      { ids },
    );
  const pieces = (marks: BenchMark[]): Decoration[] => {
    if (!flattened) return marks.map((mark, i) => decoration(mark, [i]));
    const cuts = [...new Set(marks.flatMap(m => [m.start, m.end]))];
    cuts.sort((a, b) => a - b);
    const sorted = marks
      .map((mark, i) => ({ mark, i }))
      .sort((a, b) => a.mark.start - b.mark.start);
    const made: Decoration[] = [];
    let open: typeof sorted = [];
    let next = 0;
    cuts.forEach((start, c) => {
      const end = cuts[c + 1];
      open = open.filter(({ mark }) => mark.end > start);
      for (
        let item = sorted[next];
        item && item.mark.start <= start;
        item = sorted[next]
      ) {
        open.push(item);
        next += 1;
      }
      const top = open.at(-1);
      if (!top || end === undefined) return;
      const piece = { start, end, look: top.mark.look };
      made.push(
        decoration(
          piece,
          open.map(({ i }) => i),
        ),
      );
    });
    return made;
  };
  return {
    mount: lines => {
      starts = startsOf(lines);
      const doc = schema.node(
        'doc',
        null,
        lines.map(line => schema.node('paragraph', null, [schema.text(line)])),
      );
      host().replaceChildren();
      view = new EditorView(host(), {
        state: EditorState.create({
          doc,
          plugins: [new Plugin({ props: { decorations: () => set } })],
        }),
        editable: () => false,
      });
    },
    paint: marks => {
      all = marks;
      set = DecorationSet.create(view.state.doc, pieces(marks));
      view.dispatch(view.state.tr);
    },
    add: mark => {
      all = [...all, mark];
      set = flattened
        ? DecorationSet.create(view.state.doc, pieces(all))
        : set.add(view.state.doc, [decoration(mark, [all.length - 1])]);
      view.dispatch(view.state.tr);
    },
    hit: (x, y) => {
      const at = view.posAtCoords({ left: x, top: y });
      return at ? set.find(at.pos, at.pos) : [];
    },
  };
}

export const peers: Record<string, () => Peer> = {
  'recogito-spans': () => recogito('SPANS'),
  'recogito-highlights': () => recogito('CSS_HIGHLIGHTS'),
  'apache-annotator': apache,
  'prosemirror-decorations': () => prosemirror(false),
  'prosemirror-flattened': () => prosemirror(true),
};

Object.assign(window, { peers });
