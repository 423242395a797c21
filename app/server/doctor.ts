import fs from 'node:fs';

import type { Translate } from '#app/i18n/i18n.ts';
import { isSetUp } from '#app/people/accounts.server.ts';
import type { Config } from '#app/server/config.ts';
import type { Database } from '#app/server/database.ts';
import { isMigrated } from '#db/migrate.ts';

/** What was looked at, how it stands, and what to do where it is bad. */
export type Finding = { name: string; ok: boolean; detail: string };

const MIN_FREE = 1024 ** 3;
const MAX_SKEW_S = 5;

/** Looks at what the desk stands on. */
export async function examine(
  database: Database,
  config: Config,
  t: Translate,
): Promise<Finding[]> {
  const ok = t('cli.ok');
  const finding = (name: string, bad: string | null, good = ok): Finding => ({
    name,
    ok: bad === null,
    detail: bad ?? good,
  });
  const [row] = await database.sql`
    select current_setting('server_version') as version,
      extract(epoch from clock_timestamp())::float8 as now`;
  const skew = Math.abs(Date.now() / 1000 - Number(row?.['now']));
  const { bavail, bsize } = fs.statfsSync(config.dataDir);
  const free = bavail * bsize;
  const gib = `${(free / 1024 ** 3).toFixed(1)} GiB`;
  const folder = config.dataDir;
  return [
    finding('database', null, `PostgreSQL ${String(row?.['version'])}`),
    finding(
      'migrations',
      (await isMigrated(database.db)) ? null : t('cli.doctor.migrationsBad'),
    ),
    finding(
      'data',
      isWritable(folder) ? null : t('cli.doctor.dataBad', { folder }),
      folder,
    ),
    finding(
      'clock',
      skew < MAX_SKEW_S
        ? null
        : t('cli.doctor.clockBad', { seconds: Math.round(skew) }),
    ),
    finding(
      'disk',
      free > MIN_FREE ? null : t('cli.doctor.diskBad', { free: gib }),
      gib,
    ),
    finding(
      'owner',
      (await isSetUp(database)) ? null : t('cli.doctor.ownerBad'),
    ),
  ];
}

function isWritable(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
