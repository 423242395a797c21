/**
 * What coverage costs: every character's state in 200,000 characters with 10,000
 * checks and claims, beside one bare query that reads the same rows:
 * `npm run bench -- coverage`.
 */
import { v7 } from 'uuid';

import { VERDICTS } from '#app/claims/claim.ts';
import { getCoverage } from '#app/claims/checks.server.ts';
import type { Context } from '#app/context.server.ts';
import { connect } from '#db/client.ts';
import { holdEmbedded } from '#db/embedded/embedded.ts';
import { writeText } from '#tests/bench/anchoring/revision.ts';
import { median, report, type Row } from '#tests/bench/report.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  removeDir,
  startDesk,
} from '#tests/support/server.ts';

const LENGTH = 200_000;
const CHECKS = 5_000;
const CLAIMS = 5_000;
const ROUNDS = 30;
const name = `${LENGTH} characters, ${CHECKS + CLAIMS} checks and claims`;

const dataDir = makeDataDir();
const desk = await startDesk(dataDir);
const api = apiOf(desk.base, await makeToken(dataDir, 'owner'));
const made = await api('POST', '/articles', {
  content: `标题\n${writeText(20_261_125, LENGTH)}`,
  format: 'text',
});
const { id, text } = made.body as { id: string; text: string };
const me = (await api('GET', '/me')).body as Context['actor'];
const embedded = await holdEmbedded(dataDir);
const { sql, db, close } = connect(embedded.url('pangzhu'));
const [place] = await sql`
  select workspace_id as workspace from articles where id = ${id}`;
const { workspace } = place as { workspace: string };
await fill();
await sql`analyze`;

/** The rows that coverage is made of, and nothing else. */
const bare = () => sql`
  select k.start, k."end", k.state, k.stale, k.person_id
  from checks k
  where k.workspace_id = ${workspace} and k.article_id = ${id}
    and k.version = 1
  union all
  select m.start, m."end", c.verdict, c.voided_verdict is not null,
    coalesce(x.assignee, x.created_by)
  from claims c
  join annotations x on x.workspace_id = c.workspace_id
    and x.id = c.annotation_id and x.deleted_at is null
  join anchors m on m.workspace_id = c.workspace_id
    and m.annotation_id = c.annotation_id and m.version = 1
  where c.workspace_id = ${workspace} and c.article_id = ${id}`;

const ctx: Context = { db, workspaceId: workspace, actor: me };
const times = { ours: [] as number[], bare: [] as number[] };
let segments = 0;
for (let i = 0; i < ROUNDS; i += 1) {
  let begun = performance.now();
  const { length } = await bare();
  times.bare.push(performance.now() - begun);
  if (length !== CHECKS + CLAIMS) throw new Error(`${length} rows`);
  begun = performance.now();
  segments = (await getCoverage(ctx, id)).segments.length;
  times.ours.push(performance.now() - begun);
}

const row = (subject: string, metric: string, value: number, unit: string) =>
  ({ bench: 'coverage', case: name, subject, metric, value, unit }) as Row;
report(
  [
    row('pangzhu', 'time', median(times.ours), 'ms'),
    row('pangzhu', 'segments', segments, 'segments'),
    row('bare', 'time', median(times.bare), 'ms'),
  ],
  [
    {
      ...{ case: name, metric: 'time', left: 'pangzhu', right: 'bare' },
      atMost: 3,
    },
  ],
);
await close();
embedded.release();
await desk.stop();
removeDir(dataDir);

/** Straight into the database: by request it would take minutes. */
async function fill(): Promise<void> {
  const base = { workspace_id: workspace, article_id: id };
  const step = Math.floor(text.length / CHECKS);
  const states = ['checked', 'checked', 'not-needed', 'in-progress'];
  for (let at = 0; at < CHECKS; at += 1000) {
    await sql`insert into checks ${sql(
      Array.from({ length: 1000 }, (_, n) => ({
        ...base,
        ...{ version: 1, person_id: me.id, state: states[(at + n) % 4] },
        ...{ start: (at + n) * step, end: (at + n + 1) * step },
      })) as never,
    )}`;
    const claims = Array.from({ length: 1000 }, (_, n) => ({
      ...{ id: v7(), number: at + n + 1, start: (at + n) * step + 5 },
    }));
    await sql`insert into annotations ${sql(
      claims.map(claim => ({
        ...base,
        ...{ id: claim.id, version: 1, kind: 'claim', visibility: 'team' },
        ...{ body: '', foreign: '{}', created_by: me.id },
      })) as never,
    )}`;
    await sql`insert into anchors ${sql(
      claims.map(claim => ({
        ...base,
        ...{ annotation_id: claim.id, version: 1, state: 'exact' },
        ...{ confidence: 1, start: claim.start, end: claim.start + 12 },
        ...{ exact: text.slice(claim.start, claim.start + 12) },
        ...{ prefix: '', suffix: '' },
      })) as never,
    )}`;
    await sql`insert into claims ${sql(
      claims.map(claim => ({
        ...base,
        ...{ annotation_id: claim.id, number: claim.number, kind: 'number' },
        ...{ priority: 'medium', finding: '查到了。' },
        // Without evidence the database lets none of the conclusive ones in.
        verdict: [VERDICTS[0], VERDICTS[1], VERDICTS[6]][claim.number % 3],
      })) as never,
    )}`;
  }
}
