import { useMemo } from 'react';

import { renderNote } from '#app/annotations/note-markdown.ts';

/** A note's Markdown, rendered. Loaded when a card first shows one whole. */
export default function NoteHtml({ body }: { body: string }) {
  const html = useMemo(() => ({ __html: renderNote(body) }), [body]);
  return <div className="bd md" dangerouslySetInnerHTML={html} />;
}
