import { and, asc, desc, eq, lt, or, sql } from 'drizzle-orm';

import type { Like, SiteCorrection, Snapshot } from '#app/articles/import.ts';
import { likeness } from '#app/articles/sketch.ts';
import type { Correction } from '#app/import/recall.ts';
import type { Actor } from '#app/people/policy.ts';
import type { Db, Tx } from '#db/client.ts';
import { seenBy } from '#db/queries/articles.ts';
import { allowedHosts, imports, siteCorrections } from '#db/schema/imports.ts';
import { snapshots } from '#db/schema/sources.ts';

export type ImportRow = typeof imports.$inferSelect;

/** False when the id is taken. */
export async function insertImport(
  tx: Db | Tx,
  row: typeof imports.$inferInsert,
): Promise<boolean> {
  const made = await tx
    .insert(imports)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: imports.id });
  return made.length > 0;
}

const one = (workspaceId: string, id: string) =>
  and(eq(imports.workspaceId, workspaceId), eq(imports.id, id));

export async function findImport(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<ImportRow | null> {
  const [row] = await db.select().from(imports).where(one(workspaceId, id));
  return row ?? null;
}

/** Locks the row, so that of two changes the second sees the first. */
export async function lockImport(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<ImportRow | null> {
  const [row] = await tx
    .select()
    .from(imports)
    .where(one(workspaceId, id))
    .for('update');
  return row ?? null;
}

export async function updateImport(
  tx: Tx,
  workspaceId: string,
  id: string,
  change: Pick<ImportRow, 'reading'>,
): Promise<void> {
  await tx
    .update(imports)
    .set({
      ...change,
      revision: sql`${imports.revision} + 1`,
      updatedAt: sql`now()`,
    })
    .where(one(workspaceId, id));
}

export async function deleteImport(
  tx: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<void> {
  await tx.delete(imports).where(one(workspaceId, id));
}

/** A line of the list, without the page's words. */
export type ListedImport = Omit<ImportRow, 'reading' | 'snapshotId'> & {
  title: string;
  doubts: number;
};

/** Those that wait, most recently touched first, from before `cursor`. */
export async function listImports(
  db: Db | Tx,
  workspaceId: string,
  { limit, cursor }: { limit: number; cursor?: { at: string; id: string } },
): Promise<(ListedImport & { at: string })[]> {
  return db
    .select({
      workspaceId: imports.workspaceId,
      id: imports.id,
      name: imports.name,
      site: imports.site,
      revision: imports.revision,
      createdBy: imports.createdBy,
      createdAt: imports.createdAt,
      updatedAt: imports.updatedAt,
      at: sql<string>`${imports.updatedAt}::text`,
      title: sql<string>`${imports.reading} #>> '{fields,title}'`,
      doubts: sql<number>`jsonb_array_length(jsonb_path_query_array(${imports.reading}, '$.lines[*].doubt'))`,
    })
    .from(imports)
    .where(
      and(
        eq(imports.workspaceId, workspaceId),
        cursor
          ? or(
              lt(imports.updatedAt, sql`${cursor.at}::timestamptz`),
              and(
                eq(imports.updatedAt, sql`${cursor.at}::timestamptz`),
                lt(imports.id, cursor.id),
              ),
            )
          : undefined,
      ),
    )
    .orderBy(desc(imports.updatedAt), desc(imports.id))
    .limit(limit);
}

/** As alike as two tellings of one article are. */
const ALIKE = 0.6;

/** Articles with the same address, or nearly the same text; the likest first, at most three. */
export async function findLike(
  db: Db | Tx,
  workspaceId: string,
  viewer: Actor,
  { url, sketch }: { url: string | null; sketch: number[] },
): Promise<Like[]> {
  const wanted = sql`(select coalesce(array_agg(x::int), '{}')
    from json_array_elements_text(${JSON.stringify(sketch)}::text::json) x)`;
  const rows = await db.execute<{
    id: string;
    title: string;
    updatedAt: string;
    url: string | null;
    sketch: number[];
  }>(sql`
    select a.id, v.title, a.url, to_json(v.sketch) as sketch,
      to_json(a.updated_at) #>> '{}' as "updatedAt"
    from articles a
    join versions v on v.workspace_id = a.workspace_id
      and v.article_id = a.id and v.number = a.version
    where a.workspace_id = ${workspaceId} and a.deleted_at is null
      and ${seenBy(viewer)}
      and (v.sketch && ${wanted} or a.url = ${url})
    order by a.updated_at desc
    limit 200`);
  return rows
    .map(({ id, title, updatedAt, ...row }) => {
      const same = url !== null && row.url === url;
      const alike = same ? 1 : likeness(row.sketch, sketch);
      return { id, title, updatedAt, likeness: alike };
    })
    .filter(like => like.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 3);
}

export async function findSnapshot(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<Snapshot | null> {
  const [row] = await db
    .select()
    .from(snapshots)
    .where(and(eq(snapshots.workspaceId, workspaceId), eq(snapshots.id, id)));
  if (!row) return null;
  const { sha256, mediaType, bytes, capturedAt } = row;
  return { sha256, mediaType, bytes, capturedAt: capturedAt.toISOString() };
}

/** Says which article was made of a snapshot. */
export async function giveSnapshot(
  tx: Db | Tx,
  workspaceId: string,
  id: string,
  articleId: string,
): Promise<void> {
  await tx
    .update(snapshots)
    .set({ articleId })
    .where(and(eq(snapshots.workspaceId, workspaceId), eq(snapshots.id, id)));
}

/** What is remembered of a site, or of all. */
export async function listCorrections(
  db: Db | Tx,
  workspaceId: string,
  site?: string,
): Promise<(SiteCorrection & Correction)[]> {
  const rows = await db
    .select()
    .from(siteCorrections)
    .where(
      and(
        eq(siteCorrections.workspaceId, workspaceId),
        site === undefined ? undefined : eq(siteCorrections.site, site),
      ),
    )
    .orderBy(asc(siteCorrections.site), asc(siteCorrections.createdAt));
  return rows.map(({ id, site: of, pattern, role, example, createdAt }) => ({
    id,
    site: of,
    pattern,
    role,
    example,
    createdAt: createdAt.toISOString(),
  }));
}

/** Remembers, in place of what was remembered of the same lines. */
export async function upsertCorrection(
  tx: Db | Tx,
  row: typeof siteCorrections.$inferInsert,
): Promise<void> {
  await tx
    .insert(siteCorrections)
    .values(row)
    .onConflictDoUpdate({
      target: [
        siteCorrections.workspaceId,
        siteCorrections.site,
        siteCorrections.pattern,
      ],
      set: { role: row.role, example: row.example },
    });
}

/** False when there is none. */
export async function deleteCorrection(
  tx: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<boolean> {
  const gone = await tx
    .delete(siteCorrections)
    .where(
      and(
        eq(siteCorrections.workspaceId, workspaceId),
        eq(siteCorrections.id, id),
      ),
    )
    .returning({ id: siteCorrections.id });
  return gone.length > 0;
}

export async function listAllowedHosts(
  db: Db | Tx,
  workspaceId: string,
): Promise<string[]> {
  const rows = await db
    .select({ host: allowedHosts.host })
    .from(allowedHosts)
    .where(eq(allowedHosts.workspaceId, workspaceId))
    .orderBy(asc(allowedHosts.host));
  return rows.map(row => row.host);
}

export async function insertAllowedHost(
  tx: Db | Tx,
  row: typeof allowedHosts.$inferInsert,
): Promise<void> {
  await tx.insert(allowedHosts).values(row).onConflictDoNothing();
}

/** False when there is none. */
export async function deleteAllowedHost(
  tx: Db | Tx,
  workspaceId: string,
  host: string,
): Promise<boolean> {
  const gone = await tx
    .delete(allowedHosts)
    .where(
      and(
        eq(allowedHosts.workspaceId, workspaceId),
        eq(allowedHosts.host, host),
      ),
    )
    .returning({ host: allowedHosts.host });
  return gone.length > 0;
}
