import { v7 } from 'uuid';

import type { Stance } from '#app/claims/claim.ts';
import type { Evidence, Locator } from '#app/claims/evidence.ts';
import type { Answer, Change } from '#app/live/outbox.ts';

/** Evidence as somebody attaches it. */
export type NewEvidence = {
  source: string;
  snapshot?: string;
  stance: Stance;
  quote: string;
  locator: Partial<Locator>;
  note: string;
};

type Given = {
  send: (change: Change) => Promise<Answer>;
  /** Reads a resource of the API; null when it can't be had. */
  ask: (path: string) => Promise<unknown>;
};

/** What is known of a claim's evidence: null until it has been asked for. */
export type Known = readonly Evidence[] | null;

/**
 * The evidence of claims on a page: asked for when a claim is opened, again when
 * somebody changes it, kept up with what is done here.
 */
export class EvidenceStore {
  readonly #given: Given;
  readonly #known = new Map<string, readonly Evidence[]>();
  readonly #listeners = new Set<() => void>();

  constructor(given: Given) {
    this.#given = given;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  of = (claim: string): Known => this.#known.get(claim) ?? null;

  /** Asks for a claim's evidence anew. */
  async load(claim: string): Promise<void> {
    const found = await this.#given.ask(`/claims/${claim}/evidence`);
    // Our own API, of the same build as this page.
    const list = found as { items: Evidence[] } | null;
    if (list) this.#put(claim, list.items);
  }

  /** Somebody has changed a claim's evidence. */
  heard(claim: string): void {
    if (this.#known.has(claim)) void this.load(claim);
  }

  /** A source has changed, and evidence names sources. */
  refresh(): void {
    for (const claim of this.#known.keys()) void this.load(claim);
  }

  /** Attaches a source to a claim. @throws Refusal with the server's own words */
  async attach(claim: string, evidence: NewEvidence): Promise<Evidence> {
    const { body } = await this.#given.send({
      method: 'POST',
      path: `/claims/${claim}/evidence`,
      body: { id: v7(), ...evidence },
    });
    const made = body as Evidence;
    const rest = (this.of(claim) ?? []).filter(({ id }) => id !== made.id);
    this.#put(claim, [...rest, made]);
    return made;
  }

  /** Confirms what somebody else attests, or with null takes that back. @throws Refusal */
  async confirm(evidence: Evidence, by: string | null): Promise<void> {
    await this.#change(evidence, 'PATCH', { confirmedBy: by });
  }

  /** Takes a piece of evidence away. @throws Refusal */
  async remove(evidence: Evidence): Promise<void> {
    await this.#change(evidence, 'DELETE');
  }

  async #change(
    { id, claim, revision }: Evidence,
    method: 'PATCH' | 'DELETE',
    body?: object,
  ): Promise<void> {
    await this.#given.send({
      ...{ method, path: `/evidence/${id}`, of: id, etag: `"${revision}"` },
      ...(body ? { body } : {}),
    });
    await this.load(claim);
  }

  #put(claim: string, evidence: readonly Evidence[]): void {
    this.#known.set(claim, evidence);
    for (const listener of this.#listeners) listener();
  }
}
