import fs from 'node:fs';
import path from 'node:path';

import {
  makeDir,
  removeDir,
  startDesk,
  TO_COPY,
} from '#tests/support/server.ts';

/** Before all tests of a run: starts a desk once, whose data folder theirs are copies of. */
export default async function makeFirst(): Promise<() => void> {
  const dir = makeDir();
  // It may have to be built before.
  const desk = await startDesk(dir, {}, 300_000);
  await desk.stop();
  const keeper = path.join(dir, 'postgres', 'keeper.json');
  const last = Date.now() + 30_000;
  while (fs.existsSync(keeper)) {
    if (Date.now() > last) throw new Error('The first database does not stop');
    await new Promise(done => setTimeout(done, 50));
  }
  // Each copy chooses its own.
  fs.rmSync(path.join(dir, 'postgres', 'port'));
  process.env[TO_COPY] = dir;
  return () => removeDir(dir);
}
