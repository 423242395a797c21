import net from 'node:net';

import { sql, type SQL } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connect, PLANNED_ANEW, type Client } from '#db/client.ts';
import { holdEmbedded, type Embedded } from '#db/embedded/embedded.ts';
import { makeDataDir, removeDir } from '#tests/support/server.ts';

let dataDir: string;
let embedded: Embedded;
let client: Client;
let other: Client;

beforeAll(async () => {
  dataDir = makeDataDir();
  embedded = await holdEmbedded(dataDir);
  const url = await embedded.ensure('cut');
  client = connect(url);
  other = connect(url);
  await client.db.execute(sql`create table kept (round int, step int)`);
});

afterAll(async () => {
  await client.close();
  await other.close();
  embedded.release();
  removeDir(dataDir);
});

const pause = (ms: number) => new Promise(done => setTimeout(done, ms));

const settleAll = (count: number, start: () => PromiseLike<unknown>) =>
  Promise.allSettled(Array.from({ length: count }, start));

/** Every slot of the pool opens again and answers. */
async function expectAnswers() {
  await pause(200); // what was sent just before the cut is gone with it
  const answers = await settleAll(20, () =>
    client.db.execute(sql`select 1 as one`),
  );
  expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
}

/** Ends every server process of the pool under test. */
async function cutAll() {
  await other.db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity
        where pid <> pg_backend_pid() and datname = 'cut'`,
  );
}

describe('a lost connection', () => {
  // Without the patch of decision 0005 the pool's slots stall one after another.
  it('rejects its transactions, and the pool goes on', async () => {
    for (let round = 0; round < 12; round += 1) {
      const running = settleAll(10, () =>
        client.db.transaction(async tx => {
          await tx.execute(sql`insert into kept values (${round}, 1)`);
          await tx.execute(sql`select pg_sleep(30)`);
        }),
      );
      const waiting = settleAll(10, () => client.db.execute(sql`select 1`));
      await pause(80);
      await cutAll();
      for (const { status } of await running) expect(status).toBe('rejected');
      await waiting;
    }
    await expectAnswers();
    const [kept] = await client.db.execute(sql`select count(*)::int from kept`);
    expect(kept?.['count']).toBe(0);
  });

  it('rejects what is asked between its error and its end', async () => {
    let socket = new net.Socket();
    const { hostname, port, username, password } = new URL(embedded.url('cut'));
    const pool = postgres({
      ...{ username, password: decodeURIComponent(password) },
      ...{ database: 'cut', max: 1, connect_timeout: 5 },
      // The types leave this option out.
      ...{
        socket: () =>
          new Promise<net.Socket>(done => {
            socket = net.connect(Number(port), hostname, () => done(socket));
          }),
      },
    });
    await pool`select 1`;
    const asked = new Promise<PromiseSettledResult<unknown>[]>(done => {
      socket.on('error', () => done(settleAll(3, () => pool`select 2 as two`)));
    });
    socket.destroy(new Error('The network is gone.'));
    for (const { status } of await asked) expect(status).toBe('rejected');
    const [answer] = await pool`select 3 as three`;
    expect(answer).toEqual({ three: 3 });
    await pool.end();
  });

  it('lets no later statement of its transaction run outside it', async () => {
    let cut: () => void = () => {};
    const wasCut = new Promise<void>(done => (cut = done));
    const late = client.db.transaction(async tx => {
      await tx.execute(sql`insert into kept values (99, 1)`);
      await wasCut;
      await tx.execute(sql`insert into kept values (99, 2)`);
    });
    const outcome = late.then(
      () => 'committed',
      () => 'rejected',
    );
    await pause(80);
    await cutAll();
    await expectAnswers(); // reopens every slot, the transaction's among them
    cut();
    expect(await outcome).toBe('rejected');
    await pause(100);
    const [kept] = await client.db.execute(
      sql`select count(*)::int from kept where round = 99`,
    );
    expect(kept?.['count']).toBe(0);
  });
});

describe('a query', () => {
  it('keeps its plan, but for one that is planned anew, wherever that is said first', async () => {
    const one = connect(await embedded.ensure('plans'), 1);
    const ask = (query: SQL) => one.db.execute<{ number: number }>(query);
    await ask(sql`select 1 as number from (select ${'kept'} as word) asked`);
    await ask(sql`
      ${PLANNED_ANEW}
      select 2 as number from (select ${'anew'} as word) asked`);
    const plans = await one.db.execute<{ statement: string }>(
      sql`select statement from pg_prepared_statements`,
    );
    await one.close();
    const kept = plans.map(({ statement }) => /select \d/.exec(statement)?.[0]);
    expect(kept).toContain('select 1');
    expect(kept).not.toContain('select 2');
  });
});
