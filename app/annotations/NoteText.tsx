import { lazy, Suspense, useEffect, useState } from 'react';

import { plainNote } from '#app/annotations/plain-note.ts';

const NoteHtml = lazy(() => import('#app/annotations/NoteHtml.tsx'));

/** Whether a note may hold Markdown: most are bare words, and need no parser. */
const MARKDOWN = /[*_`[\]<>\\\n]|^\s*(?:[-+]|\d+[.)])\s/;

/** What a note says: its plain words at rest, its Markdown when it is `whole`. */
export function NoteText({ body, whole }: { body: string; whole: boolean }) {
  // A boundary that React still hydrates breaks when the desk is used meanwhile.
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  const plain = <p className="bd">{plainNote(body)}</p>;
  if (!whole || !mounted || !MARKDOWN.test(body)) return plain;
  return (
    <Suspense fallback={plain}>
      <NoteHtml body={body} />
    </Suspense>
  );
}
