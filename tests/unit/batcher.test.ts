import { describe, expect, it } from 'vitest';

import { Batcher } from '#app/batcher.ts';

describe('a batcher', () => {
  it('answers together what is asked in one turn, each its own', async () => {
    const batches: number[][] = [];
    const batcher = new Batcher<number, number>(items => {
      batches.push(items);
      return Promise.resolve(items.map(item => item * 2));
    });
    const answers = await Promise.all([1, 2, 3].map(n => batcher.ask(n)));
    expect(answers).toEqual([2, 4, 6]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('gathers the next batch while one is answered, and keeps to its size', async () => {
    const sizes: number[] = [];
    const batcher = new Batcher<number, number>(async items => {
      sizes.push(items.length);
      await new Promise(done => setTimeout(done, 5));
      return items;
    }, 4);
    const first = batcher.ask(0);
    await new Promise(done => setTimeout(done, 2));
    const rest = Array.from({ length: 6 }, (_, i) => batcher.ask(i + 1));
    expect(await Promise.all([first, ...rest])).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(sizes).toEqual([1, 4, 2]);
  });

  it('lets none of a batch suffer for another', async () => {
    const batcher = new Batcher<number, number>(items =>
      items.includes(2)
        ? Promise.reject(new Error('two'))
        : Promise.resolve(items),
    );
    const asked = await Promise.allSettled([1, 2, 3].map(n => batcher.ask(n)));
    expect(asked.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });
});
