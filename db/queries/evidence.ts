import { and, eq, sql, type SQL } from 'drizzle-orm';

import type {
  Evidence,
  Locator,
  QuoteCheck,
  Who,
} from '#app/claims/evidence.ts';
import { timeOf } from '#app/claims/evidence.ts';
import type { Stance } from '#app/claims/claim.ts';
import type { Db, Tx } from '#db/client.ts';
import { who } from '#db/queries/json.ts';
import { sourceSeenBy } from '#db/queries/sources.ts';
import { evidence } from '#db/schema/claims.ts';

/** A piece of evidence with the bookkeeping that verbs need beside it. */
export type EvidenceRow = Evidence & {
  deletedAt: Date | null;
  sourceId: string;
};

type Flat = {
  id: string;
  claim: string;
  stance: Stance;
  sourceId: string;
  title: string;
  url: string | null;
  kind: never;
  reliability: never;
  confidential: boolean;
  withdrawn: boolean;
  seen: boolean;
  holder: Who;
  snapshot: string | null;
  quote: string;
  page: number | null;
  start: number | null;
  end: number | null;
  seconds: number | null;
  note: string;
  quoteCheck: QuoteCheck;
  cutsFigure: boolean;
  attestedBy: Who | null;
  confirmedBy: Who | null;
  revision: number;
  createdBy: Who;
  createdAt: string;
  deletedAt: string | null;
};

async function select(
  db: Db | Tx,
  viewerId: string,
  rest: SQL,
): Promise<EvidenceRow[]> {
  const rows = await db.execute<Flat>(sql`
    select e.id, e.claim_id as claim, e.stance, e.source_id as "sourceId",
      s.title, s.url, s.kind, s.reliability, s.confidential,
      s.withdrawn is not null as withdrawn, ${sourceSeenBy(viewerId)} as seen,
      ${who('h')} as holder, e.snapshot_id as snapshot, e.quote, e.page,
      e.start, e."end", e.seconds, e.note, e.quote_check as "quoteCheck",
      e.cuts_figure as "cutsFigure",
      ${who('at')} as "attestedBy", ${who('co')} as "confirmedBy", e.revision,
      ${who('cr')} as "createdBy",
      to_char(e.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
      e.deleted_at as "deletedAt"
    from evidence e
    join sources s on s.workspace_id = e.workspace_id and s.id = e.source_id
    join people h on h.workspace_id = s.workspace_id and h.id = s.created_by
    join people cr on cr.workspace_id = e.workspace_id and cr.id = e.created_by
    left join people at on at.workspace_id = e.workspace_id
      and at.id = e.attested_by
    left join people co on co.workspace_id = e.workspace_id
      and co.id = e.confirmed_by
    ${rest}`);
  return rows.map(shown);
}

/** As its viewer may know it: of a confidential source that is not theirs to know, no more than who holds it. */
function shown(row: Flat): EvidenceRow {
  const { id, claim, stance, quoteCheck, revision, createdBy, createdAt } = row;
  const { sourceId, attestedBy, confirmedBy } = row;
  const deletedAt = row.deletedAt === null ? null : new Date(row.deletedAt);
  const common = {
    ...{ id, claim, stance, quoteCheck, revision, createdBy, createdAt },
    ...{ attestedBy, confirmedBy, deletedAt, sourceId },
  };
  if (!row.seen) {
    return {
      ...common,
      source: { id: null, heldBy: row.holder },
      snapshot: null,
      quote: '',
      cutsFigure: false,
      locator: { page: null, start: null, end: null, time: null },
      note: '',
    };
  }
  const { title, url, kind, reliability, confidential, withdrawn } = row;
  const { page, start, end, seconds } = row;
  const time = seconds === null ? null : timeOf(seconds);
  return {
    ...common,
    source: {
      ...{ id: sourceId, title, url, kind, reliability, confidential },
      withdrawn,
    },
    snapshot: row.snapshot,
    quote: row.quote,
    cutsFigure: row.cutsFigure,
    locator: { page, start, end, time },
    note: row.note,
  };
}

/** The evidence of claims, each claim's oldest first. */
export function listEvidence(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  claimIds: readonly string[],
): Promise<EvidenceRow[]> {
  return select(
    db,
    viewerId,
    sql`where e.workspace_id = ${workspaceId} and e.deleted_at is null
      and e.claim_id in (select value::uuid
        from json_array_elements_text(${JSON.stringify(claimIds)}::text::json))
    order by e.claim_id, e.created_at, e.id`,
  );
}

/** The same for what leaves the desk: nobody is named on its confidential sources. */
export const listPublicEvidence = (
  db: Db | Tx,
  workspaceId: string,
  claimIds: readonly string[],
): Promise<EvidenceRow[]> => listEvidence(db, workspaceId, NOBODY, claimIds);

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What is quoted from a source, in the snapshots' order. */
export function listQuoted(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  sourceId: string,
): Promise<EvidenceRow[]> {
  return select(
    db,
    viewerId,
    sql`join annotations x on x.workspace_id = e.workspace_id
      and x.id = e.claim_id and x.deleted_at is null
    where e.workspace_id = ${workspaceId} and e.source_id = ${sourceId}
      and e.deleted_at is null
    order by e.snapshot_id, e.start, e.page, e.created_at, e.id`,
  );
}

/** A piece of evidence, deleted or not. */
export async function findEvidence(
  db: Db | Tx,
  workspaceId: string,
  viewerId: string,
  id: string,
): Promise<EvidenceRow | null> {
  const rows = await select(
    db,
    viewerId,
    sql`where e.workspace_id = ${workspaceId} and e.id = ${id}`,
  );
  return rows[0] ?? null;
}

/** The columns of a locator. */
export const placeColumns = (
  { page, start, end }: Locator,
  seconds: number | null,
) => ({ page, start, end, seconds });

/** False when the id is taken. */
export async function insertEvidence(
  tx: Tx,
  row: typeof evidence.$inferInsert,
): Promise<boolean> {
  const added = await tx
    .insert(evidence)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: evidence.id });
  return added.length > 0;
}

/** Writes a change and raises the revision. */
export async function updateEvidence(
  tx: Tx,
  workspaceId: string,
  id: string,
  change: Partial<typeof evidence.$inferInsert>,
): Promise<void> {
  await tx
    .update(evidence)
    .set({
      ...change,
      revision: sql`${evidence.revision} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(evidence.workspaceId, workspaceId), eq(evidence.id, id)));
}

/** Evidence of a source that had no snapshot to be looked for in. */
export async function listUnsearched(
  tx: Tx,
  workspaceId: string,
  sourceId: string,
): Promise<
  {
    id: string;
    claim: string;
    article: string;
    quote: string;
    page: number | null;
    seconds: number | null;
    createdBy: string;
  }[]
> {
  const rows = await tx.execute<{
    id: string;
    claim: string;
    article: string;
    quote: string;
    page: number | null;
    seconds: number | null;
    createdBy: string;
  }>(sql`
    select e.id, e.claim_id as claim, x.article_id as article, e.quote, e.page,
      e.seconds, e.created_by as "createdBy"
    from evidence e
    join annotations x on x.workspace_id = e.workspace_id and x.id = e.claim_id
    where e.workspace_id = ${workspaceId} and e.source_id = ${sourceId}
      and e.deleted_at is null and e.quote_check = 'no-snapshot'`);
  return [...rows];
}
