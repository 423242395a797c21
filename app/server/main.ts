import path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { ServerBuild } from '@remix-run/node';

import { isSetUp } from '#app/people/accounts.server.ts';
import { projectRoot } from '#app/project-root.server.ts';
import { readConfig } from '#app/server/config.ts';
import { openDatabase, type Database } from '#app/server/database.ts';
import { serve } from '#app/server/host.ts';
import { createLogger } from '#app/server/logging.ts';
import { readSecretFile, setupCodeOf } from '#app/server/secret.ts';
import { seed } from '#app/server/seed.ts';
import { forgetOldKeys } from '#db/queries/idempotency.ts';

/** Starts the desk and prints its address; resolves when it listens. */
export async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  const database = await openDatabase(config);
  if (database.elsewhere) {
    print(`The database lies in ${database.elsewhere}`);
  }
  await seed(database.db, database.workspaceId);
  await forgetOldKeys(database.db, database.workspaceId);
  const setupCode = setupCodeOf(readSecretFile(config.dataDir));
  const build = (await import(
    pathToFileURL(path.join(projectRoot, 'build/remix/server/index.js')).href
  )) as ServerBuild;
  const running = await serve(config, database, log, build, setupCode).catch(
    async (error: unknown) => {
      await database.close();
      throw error;
    },
  );
  stopOnSignals(running.stop, database);
  if (!(await isSetUp(database))) print(`Setup code: ${setupCode}`);
  print(running.address);
}

function stopOnSignals(stop: () => Promise<void>, database: Database): void {
  let stopping = false;
  const end = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await stop();
    await database.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
