import { and, eq, lt, sql } from 'drizzle-orm';

import type { Db, Tx } from '#db/client.ts';
import { idempotencyKeys as keys } from '#db/schema/activity.ts';

/** An answer as kept. */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string;
};

type Request = { personId: string; key: string; requestHash: string };

/**
 * Claims a key for this transaction. Null when it is ours now; else what was
 * asked and answered under it. A concurrent request with the same key waits
 * here until the first one commits.
 */
export async function claimKey(
  tx: Tx,
  workspaceId: string,
  request: Request,
): Promise<{ requestHash: string; answer: Answer } | null> {
  const inserted = await tx
    .insert(keys)
    .values({ workspaceId, ...request })
    .onConflictDoNothing()
    .returning({ key: keys.key });
  if (inserted.length > 0) return null;
  const rows = await tx
    .select()
    .from(keys)
    .where(
      and(
        eq(keys.workspaceId, workspaceId),
        eq(keys.personId, request.personId),
        eq(keys.key, request.key),
      ),
    );
  const row = rows[0];
  if (!row) throw new Error('An idempotency key vanished between two queries');
  return {
    requestHash: row.requestHash,
    answer: {
      status: row.status ?? 200,
      headers: row.headers ?? {},
      body: row.body ?? '',
    },
  };
}

/** Keeps the answer under the key that this transaction claimed. */
export async function keepAnswer(
  tx: Tx,
  workspaceId: string,
  { personId, key }: Request,
  answer: Answer,
): Promise<void> {
  await tx
    .update(keys)
    .set(answer)
    .where(
      and(
        eq(keys.workspaceId, workspaceId),
        eq(keys.personId, personId),
        eq(keys.key, key),
      ),
    );
}

/** Forgets answers older than 30 days. */
export async function forgetOldKeys(
  db: Db | Tx,
  workspaceId: string,
): Promise<void> {
  await db
    .delete(keys)
    .where(
      and(
        eq(keys.workspaceId, workspaceId),
        lt(keys.createdAt, sql`now() - interval '30 days'`),
      ),
    );
}
