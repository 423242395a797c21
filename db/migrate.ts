import path from 'node:path';

import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate as run } from 'drizzle-orm/postgres-js/migrator';

import { projectRoot } from '#app/project-root.server.ts';
import { connect, type Db } from '#db/client.ts';

const migrationsFolder = path.join(projectRoot, 'drizzle');

/** Brings the database to the newest migration; safe to run from several processes at once. */
export async function migrate(url: string): Promise<void> {
  // One connection, so that its session holds the lock: drizzle's migrator takes none.
  const client = connect(url, 1);
  try {
    await client.db.execute(
      sql`select pg_advisory_lock(hashtext('pangzhu.migrate'))`,
    );
    await run(client.db, { migrationsFolder });
  } finally {
    await client.close();
  }
}

/** Whether every migration of this build has been applied. */
export async function isMigrated(db: Db): Promise<boolean> {
  const newest = readMigrationFiles({ migrationsFolder }).at(-1);
  const rows = await db.execute<{ at: string }>(
    sql`select max(created_at) as at from drizzle.__drizzle_migrations`,
  );
  return Number(rows[0]?.at) >= (newest?.folderMillis ?? 0);
}
