import fs from 'node:fs';

import { newId } from '#app/context.server.ts';
import type { Config } from '#app/server/config.ts';
import { connect, type Client } from '#db/client.ts';
import { holdEmbedded } from '#db/embedded/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { findInstallation, insertWorkspace } from '#db/queries/credentials.ts';
import { lockWorkspace } from '#db/queries/people.ts';

/** A migrated database with its workspace. */
export type Database = Client & {
  workspaceId: string;
  /** Set when the embedded database lies outside the data folder. */
  elsewhere?: string;
};

/**
 * Opens the database that the configuration names, starting the embedded one
 * where nobody has, migrates it, and makes the workspace on the first run.
 *
 * @throws Error with one sentence
 */
export async function openDatabase(config: Config): Promise<Database> {
  ensureDataDir(config.dataDir);
  const embedded = config.databaseUrl
    ? null
    : await holdEmbedded(config.dataDir);
  const url = config.databaseUrl ?? (await embedded?.ensure('pangzhu')) ?? '';
  try {
    await migrate(url);
  } catch (error) {
    embedded?.release();
    throw new Error(await explain(error, config), { cause: error });
  }
  const client = connect(url);
  const workspaceId = await installation(client);
  return {
    ...client,
    workspaceId,
    close: async () => {
      await client.close();
      embedded?.release();
    },
    ...(embedded?.elsewhere ? { elsewhere: embedded.elsewhere } : {}),
  };
}

function ensureDataDir(dataDir: string): void {
  try {
    fs.mkdirSync(dataDir, { recursive: true });
    fs.accessSync(dataDir, fs.constants.W_OK | fs.constants.X_OK);
  } catch {
    throw new Error(
      `The data folder ${dataDir} cannot be written; set DATA_DIR to one that can.`,
    );
  }
}

async function explain(error: unknown, config: Config): Promise<string> {
  const { code = '', message } = rootCause(error);
  const server = config.databaseUrl
    ? new URL(config.databaseUrl).host
    : 'embedded';
  if (
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT|ETIMEDOUT|EHOSTUNREACH|ECONNRESET)$/.test(
      code,
    )
  ) {
    return `The database at ${server} (DATABASE_URL) cannot be reached: ${code}.`;
  }
  return `The database at ${server} cannot be used: ${message}.`;
}

function rootCause(error: unknown): { code?: string; message: string } {
  let found = error as { code?: string; message: string; cause?: unknown };
  while (found.cause) found = found.cause as typeof found;
  return found;
}

async function installation({ db }: Client): Promise<string> {
  const found = await findInstallation(db);
  if (found) return found.id;
  return db.transaction(async tx => {
    await lockWorkspace(tx, '00000000-0000-0000-0000-000000000000');
    const again = await findInstallation(tx);
    if (again) return again.id;
    const id = newId();
    await insertWorkspace(tx, { id, name: '' });
    return id;
  });
}
