import { createAnnotations } from '#app/annotations/creation.server.ts';
import { contentToWire } from '#app/annotations/wire.ts';
import { CodePoints } from '#app/annotations/code-points.ts';
import {
  MAX_TEXT,
  type Article,
  type ArticleDraft,
} from '#app/articles/article.ts';
import { NewArticle } from '#app/articles/article.schema.ts';
import { storeArticle, type Revised } from '#app/articles/articles.server.ts';
import { fetchPage, type Fetched } from '#app/articles/fetch-page.server.ts';
import { readInWorker } from '#app/articles/import-worker.server.ts';
import { keepBytes } from '#app/sources/files.server.ts';
import { newId, permit, within, type Context } from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import type { ImportFormat } from '#app/import/format.ts';
import type { Overrides } from '#app/import/import.ts';
import { recall } from '#app/import/recall.ts';
import {
  assemble,
  isPassageRole,
  placeOf,
  type Reading,
} from '#app/import/reading.ts';
import { parse } from '#app/parse.server.ts';
import { canEditArticles } from '#app/people/policy.ts';
import * as rows from '#db/queries/imports.ts';
import { insertSnapshot } from '#db/queries/sources.ts';
import { transaction } from '#db/transaction.ts';

/** A file as it was sent. */
export type Upload = {
  bytes: Uint8Array;
  name: string;
  charset?: string | undefined;
};

/** What was read, and where it came from. */
export type Brought = {
  reading: Reading;
  /** The page's address; null where it is not known. */
  url: string | null;
  /** Its host. */
  site: string | null;
  /** Where the bytes that came from an address are kept. */
  snapshotId: string | null;
};

type Asked = {
  content?: string | undefined;
  format?: ImportFormat | undefined;
  url?: string | undefined;
  title?: string | undefined;
};

/**
 * Reads a text, a file, or what lies at an address, with what is remembered of
 * its site.
 *
 * @throws AppError invalid, too-large
 */
export async function bringIn(
  ctx: Context,
  { content, format, url, title }: Asked,
  file?: Upload,
): Promise<Brought> {
  const { db, workspaceId } = ctx;
  let from: Upload | undefined = file;
  let address = url ?? null;
  let snapshotId: string | null = null;
  if (!from && content === undefined) {
    if (url === undefined) throw invalid('content', 'missing');
    const allowed = await rows.listAllowedHosts(db, workspaceId);
    const fetched = await fetchPage(url, new Set(allowed));
    address = fetched.url;
    from = { ...fetched, name: '' };
    snapshotId = await keep(ctx, fetched);
  }
  const material = from ? from.bytes : (content ?? '');
  const read = await readInWorker({
    content: material,
    name: from?.name,
    charset: from?.charset,
    format,
    title,
  }).catch((error: unknown) => {
    // What was asked for was an address, whatever came of it.
    throw snapshotId === null ? error : renamed(error);
  });
  // A page that came without its address may say itself whose it is.
  const told = address ?? read.fields.url;
  const site = told === null ? null : hostOf(told);
  const known =
    site === null ? [] : await rows.listCorrections(db, workspaceId, site);
  const reading = recall(read, known);
  expectLength(reading);
  const { fields } = reading;
  return {
    reading: { ...reading, fields: { ...fields, url: fields.url ?? address } },
    url: told,
    site,
    snapshotId,
  };
}

/** All that a page says, furniture too, may come to this many times a version's length. */
const WITH_FURNITURE = 4;

/** @throws AppError too-large when there is more of it than a version may have */
function expectLength({ lines }: Reading): void {
  let kept = 0;
  let all = 0;
  for (const { raw, text, role } of lines) {
    all += raw.length;
    if (isPassageRole(role)) kept += text.length + 1;
  }
  if (kept > MAX_TEXT || all > MAX_TEXT * WITH_FURNITURE) {
    throw new AppError('too-large', 'text-too-long');
  }
}

const hostOf = (address: string): string =>
  new URL(address).host.replace(/^(www|m|wap)\./, '');

function renamed(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, reason, params, fields } = error;
  const named = fields.map(fault => ({ ...fault, field: 'url' }));
  return new AppError(code, reason, { params, fields: named });
}

async function keep(ctx: Context, fetched: Fetched): Promise<string> {
  const { bytes, mediaType, url } = fetched;
  const id = newId();
  await insertSnapshot(ctx.db, {
    workspaceId: ctx.workspaceId,
    id,
    sha256: await keepBytes(bytes),
    mediaType,
    bytes: bytes.length,
    url,
    capturedBy: ctx.actor.id,
  });
  return id;
}

/**
 * Makes an article of a text, a file or an address.
 *
 * @throws AppError forbidden, invalid, too-large, conflict
 */
export async function createArticle(
  ctx: Context,
  input: unknown,
  file?: Upload,
): Promise<Revised<Article>> {
  permit(canEditArticles(ctx.actor));
  const { id, content, format, url, ...overrides } = parse(NewArticle, input);
  const { title, ...known } = overrides;
  const asked = { content, format, url, title };
  const { reading, snapshotId } = await bringIn(ctx, asked, file);
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    const made = await saveReading(
      inside,
      reading,
      { ...known, ...(snapshotId ? {} : { url }) },
      id,
    );
    if (snapshotId) {
      const { workspaceId } = ctx;
      await rows.giveSnapshot(tx, workspaceId, snapshotId, made.value.id);
    }
    return made;
  });
}

/** Stores what a page was read as: the article, and what was said beside it as notes. */
export async function saveReading(
  ctx: Context,
  reading: Reading,
  overrides: { [K in keyof Overrides]?: Overrides[K] | undefined } = {},
  id: string = newId(),
): Promise<Revised<Article>> {
  const draft = assemble(reading);
  if (draft.title === '') throw invalid('content', 'no-text');
  const known = Object.entries(overrides).filter(([, v]) => v !== undefined);
  const whole: ArticleDraft = { ...draft, ...Object.fromEntries(known) };
  return transaction(ctx.db, async tx => {
    const inside = within(ctx, tx);
    const stored = await storeArticle(inside, whole, id);
    await noteRemarks(inside, stored.value, reading);
    return stored;
  });
}

/** As many as the batch takes. */
const AT_ONCE = 200;
const MAX_NOTE = 20_000;

/** Puts what was said beside a text into notes at its place, on the newest version. */
export async function noteRemarks(
  ctx: Context,
  article: Article,
  reading: Reading,
): Promise<void> {
  const points = CodePoints.of(article.text);
  const source = `/api/v1/articles/${article.id}`;
  const items = reading.remarks.map(remark => {
    const place = placeOf(reading, remark);
    const block = place && article.blocks[place.passage];
    const quote = block && block.text.slice(place.start, place.end);
    const line = reading.lines[remark.line];
    const { replacement } = remark;
    // A change holds for its own words alone; beside others it is said as a note.
    const fits =
      replacement !== undefined &&
      quote === line?.raw.slice(remark.start, remark.end) &&
      quote !== replacement &&
      !quote?.includes('\n');
    const said = remark.text || `→ ${replacement ?? ''}`;
    const wire = contentToWire({
      kind: fits ? 'edit' : 'note',
      colour: null,
      claim: null,
      replacement: fits ? replacement : null,
      body: fits
        ? (remark.author ?? '')
        : `${remark.author ? `${remark.author}：` : ''}${said}`.slice(
            0,
            MAX_NOTE,
          ),
      tags: [],
      visibility: 'team',
      resolved: false,
      assignee: null,
      due: null,
    });
    const selector = block && {
      type: 'TextPositionSelector',
      start: points.fromUtf16(block.start + place.start),
      end: points.fromUtf16(block.start + place.end),
    };
    return { ...wire, target: selector ? { source, selector } : source };
  });
  for (let at = 0; at < items.length; at += AT_ONCE) {
    await createAnnotations(ctx, article.id, items.slice(at, at + AT_ONCE));
  }
}
