import { locate } from '#app/anchoring/locate.ts';
import { createAnnotation } from '#app/annotations/creation.server.ts';
import type { AnnotationContent } from '#app/annotations/annotation.ts';
import { contentToWire } from '#app/annotations/wire.ts';
import { saveReading } from '#app/articles/creation.server.ts';
import { newId, type Context } from '#app/context.server.ts';
import { readArticle } from '#app/import/import.ts';
import type { Account } from '#app/people/person.ts';
import { chineseSample, englishSample } from '#app/server/samples.ts';
import type { Db } from '#db/client.ts';
import { findInstallation, markSeeded } from '#db/queries/credentials.ts';
import { insertPerson, lockWorkspace } from '#db/queries/people.ts';

/** What the sample's annotations have in common. */
const PLAIN: Omit<AnnotationContent, 'kind'> = {
  colour: null,
  replacement: null,
  claim: null,
  body: '',
  tags: [],
  visibility: 'team',
  resolved: false,
  assignee: null,
  due: null,
};

/** Puts the sample articles into a workspace on its first run; once and for all. */
export async function seed(db: Db, workspaceId: string): Promise<void> {
  await db.transaction(async tx => {
    await lockWorkspace(tx, workspaceId);
    if ((await findInstallation(tx))?.seededAt) return;
    const author: Account = {
      id: newId(),
      name: '示例',
      role: 'editor',
      colour: 0,
      email: '',
      language: 'zh-CN',
    };
    await insertPerson(tx, workspaceId, {
      ...author,
      email: null,
      passwordHash: null,
    });
    const ctx: Context = { db: tx, workspaceId, actor: author };
    await saveReading(ctx, await readArticle({ content: englishSample }));
    const { value } = await saveReading(
      ctx,
      await readArticle({ content: chineseSample.text }),
    );
    for (const { quote, ...content } of chineseSample.annotations) {
      const found = locate(value.text, { exact: quote });
      if (found.found !== 'once') throw new Error(`Sample quote: ${quote}`);
      await createAnnotation(ctx, value.id, {
        ...contentToWire({ ...PLAIN, ...content }),
        target: {
          source: `/api/v1/articles/${value.id}`,
          selector: { type: 'TextQuoteSelector', exact: quote },
        },
      });
    }
    await markSeeded(tx, workspaceId);
  });
}
