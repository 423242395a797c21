import fc from 'fast-check';
import { EditorState, TextSelection } from 'prosemirror-state';
import { describe, expect, it } from 'vitest';

import type { Passage } from '#app/articles/article.ts';
import { layOut } from '#app/articles/text.ts';
import { joinEdits, mapOffset } from '#app/articles/text-edit.ts';
import { documentOf } from '#app/reader/document.ts';
import { editsOf, passagesOf } from '#app/reader/passages.ts';
import { schema } from '#app/reader/schema.ts';

const passage = fc.oneof(
  fc.record({
    type: fc.constantFrom('paragraph' as const, 'quote' as const),
    text: fc.stringMatching(/^[a-f]{0,6}$/),
  }),
  fc.record({
    type: fc.constant('turn' as const),
    text: fc.stringMatching(/^[a-f]{0,6}$/),
    speaker: fc.constantFrom('甲', '乙'),
  }),
  fc.record({
    type: fc.constant('heading' as const),
    text: fc.stringMatching(/^[a-f]{1,4}$/),
    level: fc.constantFrom(2, 3),
  }),
);
const passages = fc
  .array(passage, { maxLength: 5 })
  .map((rest): Passage[] => [{ type: 'title', text: 'title' }, ...rest]);

describe('passagesOf', () => {
  it('gives back the passages that a document was made of', () => {
    fc.assert(
      fc.property(passages, given => {
        const doc = documentOf(layOut(given).blocks, []);
        expect(passagesOf(doc)).toEqual(given);
      }),
      { seed: 51 },
    );
  });
});

describe('editsOf', () => {
  it('says of typing, taking out, splitting and joining what it did to the text', () => {
    const action = fc.tuple(
      fc.constantFrom('type', 'remove', 'split', 'join', 'mark'),
      fc.nat(),
      fc.nat(6),
    );
    fc.assert(
      fc.property(
        passages,
        fc.array(action, { maxLength: 8 }),
        (given, all) => {
          let state = EditorState.create({
            doc: documentOf(layOut(given).blocks, []),
          });
          const before = layOut(passagesOf(state.doc)).text;
          const edits = [];
          for (const [what, where, size] of all) {
            const at = 1 + (where % Math.max(1, state.doc.content.size - 1));
            const { tr } = state;
            tr.setSelection(TextSelection.near(tr.doc.resolve(at)));
            const { from } = tr.selection;
            if (what === 'type')
              tr.insertText('XYZ'.slice(0, 1 + (size % 3)), from);
            else if (what === 'split') tr.split(from);
            else if (what === 'mark') {
              tr.setNodeMarkup(
                tr.selection.$from.before(1),
                schema.nodes['quote'],
              );
            } else if (what === 'join') {
              const start = tr.selection.$from.before(1);
              if (start > 0) tr.join(start);
            } else {
              const to = Math.min(from + size, state.doc.content.size);
              tr.setSelection(
                TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)),
              );
              tr.deleteSelection();
            }
            edits.push(...editsOf(tr));
            state = state.apply(tr);
          }
          const after = layOut(passagesOf(state.doc)).text;
          const length = edits.reduce(
            (n, [, gone, come]) => n - gone + come,
            before.length,
          );
          expect(length).toBe(after.length);
          for (const known of [edits, joinEdits(edits)]) {
            for (let at = 0; at < before.length; at += 1) {
              const to = mapOffset(known, at);
              if (to !== null) expect(after[to]).toBe(before[at]);
            }
          }
        },
      ),
      { seed: 52, numRuns: 1000 },
    );
  });
});
