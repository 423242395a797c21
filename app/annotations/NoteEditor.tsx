import {
  baseKeymap,
  chainCommands,
  exitCode,
  toggleMark,
} from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import {
  InputRule,
  inputRules,
  wrappingInputRule,
} from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { MarkType } from 'prosemirror-model';
import {
  liftListItem,
  sinkListItem,
  splitListItem,
} from 'prosemirror-schema-list';
import { EditorState, type TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { useContext, useEffect, useId, useRef, useState } from 'react';

import {
  beingNamed,
  Colleagues,
  type Colleague,
} from '#app/annotations/colleague.ts';
import { MentionOffers, offerKey } from '#app/annotations/MentionOffers.tsx';
import type { NoteFieldProps } from '#app/annotations/NoteField.tsx';
import {
  parseNote,
  schema,
  serializeNote,
} from '#app/annotations/note-schema.ts';

const { bullet_list, ordered_list, list_item, blockquote, hard_break } =
  schema.nodes;
const { strong, em, code } = schema.marks;

const hardBreak = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(hard_break.create()));
  return true;
});

/** What is typed between its signs gets a mark, and the signs go. */
function markRule(pattern: RegExp, type: MarkType): InputRule {
  return new InputRule(pattern, (state, match, start, end) => {
    const [, before = '', inside = ''] = match;
    const from = start + before.length;
    const { tr } = state;
    tr.replaceWith(from, end, schema.text(inside, [type.create()]));
    return tr.removeStoredMark(type);
  });
}

const plugins = [
  history(),
  inputRules({
    rules: [
      markRule(/(^|[^*])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, strong),
      markRule(/(^|[^*A-Za-z0-9])\*([^*\s](?:[^*]*[^*\s])?)\*$/, em),
      markRule(/(^|[^`])`([^`]+)`$/, code),
      wrappingInputRule(/^\s*([-+*])\s$/, bullet_list),
      wrappingInputRule(/^(\d+)[.)]\s$/, ordered_list, match => ({
        order: Number(match[1]),
      })),
      wrappingInputRule(/^\s*>\s$/, blockquote),
    ],
  }),
  keymap({
    'Mod-z': undo,
    'Mod-y': redo,
    'Shift-Mod-z': redo,
    'Mod-b': toggleMark(strong),
    'Mod-i': toggleMark(em),
    'Mod-e': toggleMark(code),
    'Shift-Enter': hardBreak,
    Enter: splitListItem(list_item),
    'Mod-]': sinkListItem(list_item),
    'Mod-[': liftListItem(list_item),
  }),
  keymap(baseKeymap),
];

/** Where a note is written: what Markdown means is seen at once, and Markdown is kept. */
export default function NoteEditor(props: NoteFieldProps) {
  const mount = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const colleagues = useContext(Colleagues);
  const [naming, setNaming] = useState<Naming | null>(null);
  const latest = useRef({ ...props, colleagues, naming });
  latest.current = { ...props, colleagues, naming };
  const id = useId();

  const take = ({ name }: Colleague): void => {
    const { current: view } = editor;
    const typed = latest.current.naming?.typed ?? '';
    if (!view) return;
    const { head } = view.state.selection;
    view.dispatch(
      view.state.tr.insertText(`${name} `, head - typed.length, head),
    );
    setNaming(null);
    view.focus();
  };
  const takeLatest = useRef(take);
  takeLatest.current = take;

  useEffect(() => {
    if (!mount.current) return;
    const view = new EditorView(mount.current, {
      handleKeyDown(_, event) {
        const { naming: now } = latest.current;
        if (!now) return false;
        const done = offerKey(event, now.chosen, now.offers.length);
        const colleague = now.offers[now.chosen];
        if (done === 'take' && colleague) takeLatest.current(colleague);
        else if (done === 'close') setNaming(null);
        else if (done && typeof done === 'object') {
          setNaming({ ...now, chosen: done.chosen });
        } else return false;
        // The form's own Escape and Enter are not meant.
        event.stopPropagation();
        return true;
      },
      state: EditorState.create({
        doc: parseNote(latest.current.value),
        plugins,
      }),
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': latest.current.label,
        class: 'note md',
      },
      dispatchTransaction(transaction) {
        view.updateState(view.state.apply(transaction));
        mark(view);
        if (!transaction.docChanged) return;
        const found = beingNamed(textBefore(view), latest.current.colleagues);
        setNaming(found && { ...found, chosen: 0 });
        latest.current.onChange(serializeNote(view.state.doc));
      },
    });
    mark(view);
    editor.current = view;
    if (latest.current.focused) view.focus();
    return () => view.destroy();
  }, []);

  return (
    <div className="notewrap">
      <div
        ref={mount}
        className="notefield"
        data-placeholder={props.placeholder}
        aria-invalid={props.invalid}
      />
      {naming && (
        <MentionOffers
          id={id}
          offers={naming.offers}
          chosen={naming.chosen}
          onTake={take}
        />
      )}
    </div>
  );
}

/** Whose name is being typed, and which of those that fit is chosen. */
type Naming = { typed: string; offers: Colleague[]; chosen: number };

/** What stands before the caret in its paragraph; empty while something is selected. */
function textBefore({ state }: EditorView): string {
  const { empty, $head } = state.selection as TextSelection;
  return empty ? $head.parent.textBetween(0, $head.parentOffset) : '';
}

/** Whether it is empty, for the placeholder. */
function mark(view: EditorView): void {
  const { doc } = view.state;
  const empty = doc.childCount === 1 && doc.firstChild?.content.size === 0;
  view.dom.parentElement?.classList.toggle('empty', empty);
}
