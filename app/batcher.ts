/**
 * Answers together what is asked at the same time: one way to the database for
 * all that waits, instead of one for each. While a batch is answered the next
 * one gathers, so an answer is never older than its question.
 */
export class Batcher<Item, Answer> {
  readonly #answer: (items: Item[]) => Promise<Answer[]>;
  readonly #most: number;
  #waiting: Waiting<Item, Answer>[] = [];
  #running = false;

  /**
   * @param answer one answer for each item, in their order; of a batch that
   * fails each item is tried alone, so that none suffers for another
   * @param most items in one batch
   */
  constructor(answer: (items: Item[]) => Promise<Answer[]>, most = 100) {
    this.#answer = answer;
    this.#most = most;
  }

  ask(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      // What arrived in the same turn belongs to the same batch.
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#most);
      if (await this.#settle(batch)) continue;
      for (const one of batch) await this.#settle([one]);
    }
    this.#running = false;
  }

  /** False when a batch of several failed and nothing is settled. */
  async #settle(batch: Waiting<Item, Answer>[]): Promise<boolean> {
    try {
      const answers = await this.#answer(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, i) => resolve(answers[i] as Answer));
    } catch (error) {
      if (batch.length > 1) return false;
      batch[0]?.reject(error);
    }
    return true;
  }
}

type Waiting<Item, Answer> = {
  item: Item;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/** One batcher for each connection pool. */
export function batched<Pool extends object, Item, Answer>(
  answer: (pool: Pool, items: Item[]) => Promise<Answer[]>,
): (pool: Pool, item: Item) => Promise<Answer> {
  const batchers = new WeakMap<Pool, Batcher<Item, Answer>>();
  return (pool, item) => {
    let batcher = batchers.get(pool);
    if (!batcher) {
      batcher = new Batcher(items => answer(pool, items));
      batchers.set(pool, batcher);
    }
    return batcher.ask(item);
  };
}
