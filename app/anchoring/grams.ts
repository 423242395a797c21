/** A stretch of characters that is looked for at once. */
const WIDTH = 3;

/** A run that stands in more places than this says nothing of where. */
const COMMON = 8;

/** As many of some words' runs as are asked for the rarest. */
const FIRST_RUNS = 16;

/** As many places as are looked through for one stretch of words. */
const MOST_LOOKED_AT = 1000;

/** Where each run of three characters stands in a text. */
export class Grams {
  readonly #text: string;
  readonly #mask: number;
  /** Where a bucket's positions begin; its end is the next one's beginning. */
  readonly #heads: Int32Array;
  readonly #positions: Int32Array;

  constructor(text: string) {
    const count = Math.max(0, text.length - WIDTH + 1);
    let size = 64;
    while (size < count) size *= 2;
    this.#text = text;
    this.#mask = size - 1;
    const heads = new Int32Array(size + 2);
    const buckets = new Int32Array(count);
    for (let at = 0; at < count; at += 1) {
      const bucket = this.#bucket(text, at);
      buckets[at] = bucket;
      heads[bucket + 2] = (heads[bucket + 2] ?? 0) + 1;
    }
    for (let i = 2; i < heads.length; i += 1) {
      heads[i] = (heads[i] ?? 0) + (heads[i - 1] ?? 0);
    }
    const positions = new Int32Array(count);
    for (let at = 0; at < count; at += 1) {
      const head = (buckets[at] ?? 0) + 1;
      const slot = heads[head] ?? 0;
      positions[slot] = at;
      heads[head] = slot + 1;
    }
    this.#heads = heads;
    this.#positions = positions;
  }

  /**
   * Where a text would begin, to judge by where its runs stand: the offset of
   * each place less the run's own. Added to `into` from `length` on; returns how
   * many there are then.
   */
  vote(
    pattern: string,
    offset: number,
    into: Int32Array,
    length: number,
  ): number {
    let count = length;
    for (let i = 0; i + WIDTH <= pattern.length; i += 1) {
      const bucket = this.#bucket(pattern, i);
      const from = this.#heads[bucket] ?? 0;
      const to = this.#heads[bucket + 1] ?? 0;
      if (to - from > COMMON || count + to - from > into.length) continue;
      for (let slot = from; slot < to; slot += 1) {
        const at = this.#positions[slot] ?? 0;
        if (!this.#same(pattern, i, at)) continue;
        into[count] = at - i - offset;
        count += 1;
      }
    }
    return count;
  }

  /**
   * Where words of at least three units stand, to judge by the rarest of their
   * first runs; null where even that is in too many places to be looked through.
   */
  places(words: string): number[] | null {
    let rarest = 0;
    let [from, to] = [0, Infinity];
    for (let i = 0; i + WIDTH <= words.length && i < FIRST_RUNS; i += 1) {
      const bucket = this.#bucket(words, i);
      const head = this.#heads[bucket] ?? 0;
      const tail = this.#heads[bucket + 1] ?? 0;
      if (tail - head >= to - from) continue;
      [rarest, from, to] = [i, head, tail];
    }
    if (to - from > MOST_LOOKED_AT) return null;
    const found: number[] = [];
    for (let slot = from; slot < to; slot += 1) {
      const at = (this.#positions[slot] ?? 0) - rarest;
      if (at >= 0 && this.#text.startsWith(words, at)) found.push(at);
    }
    return found;
  }

  #same(pattern: string, i: number, at: number): boolean {
    const text = this.#text;
    for (let k = 0; k < WIDTH; k += 1) {
      if (pattern.charCodeAt(i + k) !== text.charCodeAt(at + k)) return false;
    }
    return true;
  }

  #bucket(text: string, at: number): number {
    let hash = text.charCodeAt(at);
    for (let k = 1; k < WIDTH; k += 1) {
      hash = Math.imul(hash, 0x9e3779b1) ^ text.charCodeAt(at + k);
    }
    hash = Math.imul(hash, 0x85ebca6b);
    return ((hash >>> 15) ^ hash) & this.#mask;
  }
}
