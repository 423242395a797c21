import { v7 } from 'uuid';

import type { Colour } from '#app/annotations/annotation.ts';
import { connect } from '#db/client.ts';
import { holdEmbedded } from '#db/embedded/embedded.ts';
import type { Desk } from '#tests/support/server.ts';

/** An annotation to be filled in: a colour, or a note. */
export type FilledMark = {
  start: number;
  end: number;
  look: Colour | 'note';
};

/** Thousands of annotations on an article, straight into the database: by request they'd take minutes. */
export async function fill(
  desk: Desk,
  articleId: string,
  text: string,
  marks: readonly FilledMark[],
): Promise<void> {
  const embedded = await holdEmbedded(desk.dataDir);
  const { sql, close } = connect(embedded.url('pangzhu'));
  const [place] = await sql`
    select workspace_id as workspace, created_by as author from articles
    where id = ${articleId}`;
  const { workspace, author } = place as { workspace: string; author: string };
  const made = marks.map(mark => ({ ...mark, id: v7() }));
  for (let i = 0; i < made.length; i += 1000) {
    const part = made.slice(i, i + 1000);
    await sql`insert into annotations ${sql(
      part.map(({ id, look }, n) => ({
        workspace_id: workspace,
        id,
        article_id: articleId,
        version: 1,
        kind: look === 'note' ? 'note' : 'highlight',
        colour: look === 'note' ? null : look,
        body: look === 'note' ? `第 ${i + n} 条旁批，问一下出处` : '',
        visibility: 'team',
        foreign: '{}',
        created_by: author,
      })) as never,
    )}`;
    await sql`insert into anchors ${sql(
      part.map(({ id, start, end }) => ({
        workspace_id: workspace,
        annotation_id: id,
        article_id: articleId,
        version: 1,
        state: 'exact',
        confidence: 1,
        start,
        end,
        exact: text.slice(start, end),
        prefix: text.slice(Math.max(0, start - 32), start),
        suffix: text.slice(end, end + 32),
      })) as never,
    )}`;
  }
  await close();
  embedded.release();
}
