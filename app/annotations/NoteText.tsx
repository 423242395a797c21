import { lazy, Suspense, useContext, useEffect, useState } from 'react';

import { Colleagues } from '#app/annotations/colleague.ts';
import { piecesOf } from '#app/annotations/mention.ts';
import { plainNote } from '#app/annotations/plain-note.ts';

const NoteHtml = lazy(() => import('#app/annotations/NoteHtml.tsx'));

/** Whether a note may hold Markdown: most are bare words, and need no parser. */
const MARKDOWN = /[*_`[\]<>\\\n]|^\s*(?:[-+]|\d+[.)])\s/;

/** What a note says: its plain words at rest, its Markdown when it is `whole`. */
export function NoteText({ body, whole }: { body: string; whole: boolean }) {
  // A boundary that React still hydrates breaks when the desk is used meanwhile.
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  const colleagues = useContext(Colleagues);
  const plain = (
    <p className="bd">
      {piecesOf(plainNote(body), colleagues).map(({ text, person }, i) =>
        person ? (
          <span className="at" key={i}>
            {text}
          </span>
        ) : (
          text
        ),
      )}
    </p>
  );
  if (!whole || !mounted || !MARKDOWN.test(body)) return plain;
  return (
    <Suspense fallback={plain}>
      <NoteHtml body={body} />
    </Suspense>
  );
}
