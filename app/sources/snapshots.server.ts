import { fetchPage, type Taken } from '#app/articles/fetch-page.server.ts';
import { extractInWorker } from '#app/articles/import-worker.server.ts';
import { recheckUnsearched } from '#app/claims/recheck.server.ts';
import { newId, permit, within, type Context } from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import type { Extract, SnapshotFile } from '#app/import/extract.ts';
import { parse } from '#app/parse.server.ts';
import { canCheck } from '#app/people/policy.ts';
import { keepBytes, readBytes } from '#app/sources/files.server.ts';
import { NO_MAP, type TextMap } from '#app/sources/locating.ts';
import { verbatimText } from '#app/sources/snapshot-text.server.ts';
import { NewSnapshot } from '#app/sources/source.schema.ts';
import { MAX_SNAPSHOT, type Snapshot } from '#app/sources/source.ts';
import { getSource } from '#app/sources/sources.server.ts';
import type { Nearest } from '#app/sources/verbatim.ts';
import { recordActivity } from '#db/queries/activity.ts';
import { listAllowedHosts } from '#db/queries/imports.ts';
import * as rows from '#db/queries/sources.ts';
import type { SnapshotRow } from '#db/queries/sources.ts';
import { transaction } from '#db/transaction.ts';

/** A page, a document, a picture, a recording: whatever a source can be. */
const AS_SNAPSHOT: Taken = {
  max: MAX_SNAPSHOT,
  types:
    /^(text\/[\w.+-]+|(image|audio|video)\/[\w.+-]+|application\/(xhtml\+xml|xml|json|pdf|epub\+zip|octet-stream|x-subrip|vnd\.openxmlformats-officedocument\.wordprocessingml\.document)|)$/,
};

/**
 * Keeps a source's bytes as they are now, with the text in them: of a file, of
 * what was typed (`{text}`), or of a page (`{url}`). Evidence that waited for a
 * snapshot is looked for in it.
 *
 * @throws AppError forbidden, not-found, invalid, too-large
 */
export async function addSnapshot(
  ctx: Context,
  sourceId: string,
  input: unknown,
  file?: SnapshotFile,
): Promise<Snapshot> {
  permit(canCheck(ctx.actor));
  const given = parse(NewSnapshot, input);
  await getSource(ctx, sourceId);
  const taken = await take(ctx, given, file);
  const { bytes, extract } = taken;
  const sha256 = await keepBytes(bytes);
  const id = newId();
  const { workspaceId, actor } = ctx;
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    await rows.lockSource(tx, workspaceId, sourceId);
    // It may have gone, or been hidden, meanwhile.
    await getSource(inside, sourceId);
    await rows.insertSnapshot(
      tx,
      {
        ...{ workspaceId, id, sourceId, sha256 },
        mediaType: extract.mediaType,
        bytes: bytes.length,
        name: taken.name.slice(-200),
        url: taken.url,
        typed: taken.typed,
        map: extract.map,
        capturedBy: actor.id,
      },
      extract.text,
    );
    await rows.updateSource(tx, workspaceId, sourceId, {});
    await recordActivity(tx, workspaceId, {
      personId: actor.id,
      verb: 'source.snapshot',
      objectId: sourceId,
      detail: { snapshot: id, sha256, typed: taken.typed },
    });
    const made = await rows.findSnapshot(tx, workspaceId, id);
    if (!made) throw new AppError('not-found', 'not-found');
    await recheckUnsearched(inside, tx, made);
    return shown(made);
  });
}

type Kept = {
  bytes: Uint8Array;
  name: string;
  url: string | null;
  typed: boolean;
  extract: Extract;
};

async function take(
  ctx: Context,
  { text, url }: { text?: string | undefined; url?: string | undefined },
  file: SnapshotFile | undefined,
): Promise<Kept> {
  if ([text, url, file].filter(one => one !== undefined).length !== 1) {
    throw invalid('file', 'snapshot-one');
  }
  if (text !== undefined) {
    return {
      bytes: new TextEncoder().encode(text),
      extract: { mediaType: 'text/plain', text, map: NO_MAP },
      ...{ name: '', url: null, typed: true },
    };
  }
  if (file) {
    const extract = await extractInWorker(file);
    return { ...file, url: null, typed: false, extract };
  }
  const allowed = await listAllowedHosts(ctx.db, ctx.workspaceId);
  const page = await fetchPage(url ?? '', new Set(allowed), AS_SNAPSHOT);
  const { bytes, charset } = page;
  const name = decodeURIComponentSafely(
    new URL(page.url).pathname.split('/').at(-1) ?? '',
  );
  const extract = await extractInWorker({ bytes, name, charset }).catch(
    (error: unknown) => {
      throw error instanceof AppError && error.code === 'invalid'
        ? invalid('url', error.fields[0]?.reason ?? 'file-unknown')
        : error;
    },
  );
  return { bytes, name, url: page.url, typed: false, extract };
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const shown = ({ source: _, map: __, ...snapshot }: SnapshotRow): Snapshot =>
  snapshot;

/** A snapshot of a source that the actor may know of. @throws AppError not-found */
export async function getSnapshot(
  ctx: Context,
  sourceId: string,
  id: string,
): Promise<Snapshot & { map: TextMap }> {
  await getSource(ctx, sourceId);
  const found = await rows.findSnapshot(ctx.db, ctx.workspaceId, id);
  if (!found || found.source !== sourceId) {
    throw new AppError('not-found', 'not-found');
  }
  return { ...shown(found), map: found.map };
}

/** Its text; empty where there is none. @throws AppError not-found */
export async function snapshotText(
  ctx: Context,
  sourceId: string,
  id: string,
): Promise<string> {
  await getSnapshot(ctx, sourceId, id);
  return (await verbatimText(ctx, id)).text;
}

/** Its bytes, checked against their hash. @throws AppError not-found, conflict when they are gone or damaged */
export async function snapshotBytes(
  ctx: Context,
  sourceId: string,
  id: string,
): Promise<{ snapshot: Snapshot; bytes: Uint8Array }> {
  const snapshot = await getSnapshot(ctx, sourceId, id);
  return { snapshot, bytes: await readBytes(snapshot.sha256) };
}

/** What comes nearest to a quote that a snapshot does not hold; null where nothing does. @throws AppError not-found */
export async function nearestIn(
  ctx: Context,
  sourceId: string,
  id: string,
  quote: string,
): Promise<(Nearest & { text: string }) | null> {
  await getSnapshot(ctx, sourceId, id);
  const verbatim = await verbatimText(ctx, id);
  const near = verbatim.nearest(quote);
  return near && { ...near, text: verbatim.text.slice(near.start, near.end) };
}
