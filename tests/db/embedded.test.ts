import fs from 'node:fs';
import path from 'node:path';

import postgres from 'postgres';
import { afterAll, expect, it } from 'vitest';

import { holdEmbedded, type Embedded } from '#db/embedded/embedded.ts';
import { makeDataDir, removeDir } from '#tests/support/server.ts';

const folders = Array.from({ length: 4 }, () => makeDataDir());
const held: Embedded[] = [];
afterAll(() => {
  for (const embedded of held) embedded.release();
  for (const folder of folders) removeDir(folder);
});

it('gives each folder its own server, where all ask for one port at once', async () => {
  const port = String(20_000 + (process.pid % 10_000));
  for (const folder of folders) {
    fs.writeFileSync(path.join(folder, 'postgres', 'port'), port);
  }
  held.push(...(await Promise.all(folders.map(holdEmbedded))));
  const served = await Promise.all(
    held.map(async embedded => {
      const sql = postgres(embedded.url('postgres'), { max: 1 });
      const [row] = await sql<{ folder: string }[]>`
        select setting as folder from pg_settings where name = 'data_directory'`;
      await sql.end();
      return row?.folder;
    }),
  );
  expect(served).toEqual(
    folders.map(folder => path.join(folder, 'postgres', 'cluster')),
  );
});
