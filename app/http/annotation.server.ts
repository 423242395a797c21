import { anchoringIn } from '#app/annotations/anchoring.server.ts';
import type { Kept } from '#app/annotations/annotations.server.ts';
import { CodePoints } from '#app/annotations/code-points.ts';
import {
  CONTEXT,
  MEDIA_TYPE,
  toWire,
  type Wire,
} from '#app/annotations/wire.ts';
import { versionText } from '#app/articles/articles.server.ts';
import { AppError } from '#app/errors.ts';
import { json, type ApiRequest } from '#app/http/api.server.ts';
import { etagOf } from '#app/http/etag.ts';
import type { Reply } from '#app/http/reply.ts';

export const LD_JSON = { 'Content-Type': MEDIA_TYPE };

/** What is said of an annotation beside its words (Web Annotation Protocol, 3). */
export const ANNOTATION_HEADERS = {
  Allow: 'GET, PUT, DELETE, OPTIONS, HEAD',
  Link: '<http://www.w3.org/ns/ldp#Resource>; rel="type"',
  Vary: 'Accept',
};

/** An annotation as JSON-LD, on the version it was made on. */
export async function annotationJson(
  { ctx, base }: ApiRequest,
  annotation: Kept,
): Promise<object> {
  const { articleId, version } = annotation;
  const text = await versionText(ctx, articleId, version);
  return {
    '@context': CONTEXT,
    ...toWire(base, annotation, CodePoints.of(text)),
  };
}

/**
 * The same on another version: with the target that it has there, or, where it has
 * none, the one that it was made with; and with what became of it.
 */
async function annotationJsonIn(
  given: ApiRequest,
  annotation: Kept,
  version: number,
): Promise<object> {
  const { ctx, base } = given;
  const { anchor, anchoring } = await anchoringIn(ctx, annotation, version);
  const { style, ...rest } = anchoring;
  const placed = anchor ? { ...annotation, anchor } : annotation;
  const on = anchor ? version : annotation.version;
  const text = await versionText(ctx, annotation.articleId, on);
  return {
    '@context': CONTEXT,
    ...toWire(base, placed, CodePoints.of(text)),
    anchoring: style ? { ...rest, style } : rest,
  };
}

/** Several annotations of one article as JSON-LD. */
export async function annotationsJson(
  { ctx, base }: ApiRequest,
  annotations: readonly Kept[],
): Promise<Wire[]> {
  const points = new Map<number, CodePoints>();
  const made: Wire[] = [];
  for (const annotation of annotations) {
    const { articleId, version } = annotation;
    let found = points.get(version);
    if (!found) {
      found = CodePoints.of(await versionText(ctx, articleId, version));
      points.set(version, found);
    }
    made.push(toWire(base, annotation, found));
  }
  return made;
}

/** The answer that carries one annotation. */
export async function annotationReply(
  given: ApiRequest,
  annotation: Kept,
  {
    status = 200,
    version = null,
  }: { status?: number; version?: number | null } = {},
): Promise<Reply> {
  const headers = {
    ...LD_JSON,
    ...ANNOTATION_HEADERS,
    ETag: etagOf(annotation.revision),
  };
  const said =
    version === null
      ? await annotationJson(given, annotation)
      : await annotationJsonIn(given, annotation, version);
  return json(said, { status, headers });
}

/** Runs a change; a refusal for staleness carries the present state as JSON-LD. */
export async function withCurrent<T>(
  given: ApiRequest,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'stale') throw error;
    const current = await annotationJson(given, error.current as Kept);
    throw new AppError('stale', 'stale', { current });
  }
}
