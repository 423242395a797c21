import { baseKeymap } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { DOMSerializer, Fragment, Slice, type Node } from 'prosemirror-model';
import { EditorState, type Command, type Transaction } from 'prosemirror-state';
import { EditorView, type NodeViewConstructor } from 'prosemirror-view';
import {
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type Ref,
} from 'react';

import {
  BLOCK_TYPES,
  type BlockType,
  type Passage,
} from '#app/articles/article.ts';
import { layOut } from '#app/articles/text.ts';
import type { TextEdit } from '#app/articles/text-edit.ts';
import { blockDom, type BlockAttrs } from '#app/reader/block-dom.ts';
import { documentOf } from '#app/reader/document.ts';
import { editsOf, passagesOf } from '#app/reader/passages.ts';
import { schema } from '#app/reader/schema.ts';

/** The block that the caret is in. */
export type CaretBlock = { type: BlockType; speaker: string };

export type EditorHandle = {
  /** Makes the caret's block another; a title stays the first block. */
  setType(type: BlockType): void;
  setSpeaker(speaker: string): void;
  undo(): void;
  redo(): void;
  focus(): void;
};

type Props = {
  /** What it opens with; later ones are not looked at. */
  passages: Passage[];
  language: string;
  label: string;
  onChange(passages: Passage[], edits: TextEdit[]): void;
  onCaret(block: CaretBlock): void;
  handle: Ref<EditorHandle>;
};

/** The reader's text, to be written in: blocks of plain text, as a version has them. */
export function Editor(props: Props) {
  const mount = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [initial] = useState(() => layOut(props.passages).blocks);

  useEffect(() => {
    if (!mount.current) return;
    const made = new EditorView(
      { mount: mount.current },
      {
        state: EditorState.create({
          doc: documentOf(initial, []),
          plugins: [
            history(),
            keymap({
              'Mod-z': undo,
              'Mod-y': redo,
              'Shift-Mod-z': redo,
              Enter: splitBlock,
              'Shift-Enter': splitBlock,
            }),
            keymap(baseKeymap),
          ],
        }),
        attributes: {
          class: 'text',
          role: 'textbox',
          tabindex: '0',
          'aria-multiline': 'true',
          'aria-label': latest.current.label,
          spellcheck: 'false',
        },
        nodeViews: NODE_VIEWS,
        handlePaste: (editor, event) => {
          const text = event.clipboardData?.getData('text/plain') ?? '';
          editor.dispatch(pasted(editor.state, text).scrollIntoView());
          return true;
        },
        dispatchTransaction(transaction) {
          if (!isWhole(transaction.doc)) return;
          made.updateState(made.state.apply(transaction));
          latest.current.onCaret(caretBlock(made.state));
          if (!transaction.docChanged) return;
          latest.current.onChange(
            passagesOf(transaction.doc),
            editsOf(transaction),
          );
        },
      },
    );
    view.current = made;
    latest.current.onCaret(caretBlock(made.state));
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [initial]);

  useImperativeHandle(
    props.handle,
    (): EditorHandle => {
      const run = (command: Command): void => {
        const { current: editor } = view;
        if (!editor) return;
        command(editor.state, editor.dispatch);
      };
      return {
        setType: type => run(changeBlock(type, {})),
        setSpeaker: speaker =>
          run(changeBlock(null, { speaker: speaker.trim() || null })),
        undo: () => run(undo),
        redo: () => run(redo),
        focus: () => view.current?.focus(),
      };
    },
    [],
  );

  return (
    <div className="reader">
      <article className="read" lang={props.language}>
        <div ref={mount} className="text" />
      </article>
    </div>
  );
}

/** Whether a document is one that a version can be made of: its title first, and once. */
function isWhole(doc: Node): boolean {
  let titles = 0;
  doc.forEach(node => {
    if (node.type.name === 'title') titles += 1;
  });
  return titles === 1 && doc.firstChild?.type.name === 'title';
}

/** A new paragraph, of the same speaker where somebody speaks. */
const splitBlock: Command = (state, dispatch) => {
  const tr = state.tr.deleteSelection();
  const { $from } = tr.selection;
  if ($from.depth === 0) return false;
  const { speaker } = $from.parent.attrs as BlockAttrs;
  const paragraph = schema.nodes['paragraph'];
  if (!paragraph) return false;
  tr.split($from.pos, 1, [{ type: paragraph, attrs: { speaker } }]);
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Makes the caret's block another type, or another speaker's. */
function changeBlock(
  type: BlockType | null,
  attrs: Partial<BlockAttrs>,
): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    const isTitle = $from.parent.type.name === 'title';
    if ($from.depth === 0 || isTitle || type === 'title') return false;
    const named = type === null ? $from.parent.type : schema.nodes[type];
    const next = { ...$from.parent.attrs, ...attrs } as BlockAttrs;
    next.opens = named?.name === 'turn' && next.speaker !== null;
    dispatch?.(state.tr.setNodeMarkup($from.before(1), named, next));
    return true;
  };
}

function caretBlock({ selection }: EditorState): CaretBlock {
  const { parent, depth } = selection.$from;
  const { speaker } = parent.attrs as Partial<BlockAttrs>;
  const type = depth === 0 ? 'paragraph' : (parent.type.name as BlockType);
  return { type, speaker: speaker ?? '' };
}

/** Words alone come in, line by line: what they looked like elsewhere does not. */
function pasted(state: EditorState, text: string): Transaction {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .filter((line, _, all) => line.trim() !== '' || all.length === 1);
  if (lines.length <= 1) return state.tr.insertText(lines[0] ?? '');
  const nodes = lines.map(line =>
    schema.node('paragraph', null, line === '' ? [] : [schema.text(line)]),
  );
  return state.tr.replaceSelection(new Slice(Fragment.from(nodes), 1, 1));
}

const NODE_VIEWS: Record<string, NodeViewConstructor> = Object.fromEntries(
  BLOCK_TYPES.map(type => [
    type,
    node => {
      const spec = blockDom(type, node.attrs as BlockAttrs);
      const { dom, contentDOM } = DOMSerializer.renderSpec(document, spec);
      // A block that is split would have the id of the one that it came from.
      contentDOM?.removeAttribute('id');
      return { dom, contentDOM: contentDOM ?? null };
    },
  ]),
);
