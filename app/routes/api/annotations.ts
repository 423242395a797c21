import {
  countAnnotations,
  createAnnotation,
  listAnnotations,
} from '#app/annotations/annotations.server.ts';
import { CodePoints } from '#app/annotations/code-points.ts';
import { CONTEXT, iri, toWire } from '#app/annotations/wire.ts';
import { getText } from '#app/articles/articles.server.ts';
import { invalid } from '#app/errors.ts';
import { annotationResponse, LD_JSON } from '#app/http/annotation.server.ts';
import {
  idParam,
  json,
  jsonBody,
  limitIn,
  resource,
} from '#app/http/api.server.ts';

/** The container: a W3C AnnotationCollection of what the viewer may see. */
const operations = resource(
  {
    GET: async given => {
      const { ctx, url, base } = given;
      const id = idParam(given);
      const { text, number } = await getText(ctx, id);
      const limit = limitIn(url, 200);
      const total = await countAnnotations(ctx, id);
      const last = Math.max(0, Math.ceil(total / limit) - 1);
      const container = iri.container(base, id);
      const address = (page: number): string =>
        `${container}?page=${page}${limit === 200 ? '' : `&limit=${limit}`}`;
      const page = pageIn(url);
      const offset = (page ?? 0) * limit;
      const range = { limit, offset };
      const found = await listAnnotations(ctx, id, number, range);
      const points = new CodePoints(text);
      const content = {
        id: address(page ?? 0),
        type: 'AnnotationPage',
        startIndex: offset,
        ...((page ?? 0) < last ? { next: address((page ?? 0) + 1) } : {}),
        ...((page ?? 0) > 0 ? { prev: address((page ?? 0) - 1) } : {}),
        items: found.map(annotation => toWire(base, annotation, points)),
      };
      const collection = {
        id: container,
        type: ['BasicContainer', 'AnnotationCollection'],
        total,
      };
      const body =
        page === null
          ? { ...collection, first: content, last: address(last) }
          : { ...content, partOf: collection };
      const context = [...CONTEXT, 'http://www.w3.org/ns/ldp.jsonld'];
      return json({ '@context': context, ...body }, { headers: LD_JSON });
    },
    POST: async given => {
      const slug = given.request.headers.get('slug') ?? undefined;
      const { ctx, base } = given;
      const id = idParam(given);
      const made = await createAnnotation(ctx, id, jsonBody(given), slug);
      const response = await annotationResponse(given, made, 201);
      response.headers.set('Location', iri.annotation(base, id, made.id));
      return response;
    },
  },
  { limit: 600_000 },
);
export const loader = operations.loader;
export const action = operations.action;

function pageIn(url: URL): number | null {
  const text = url.searchParams.get('page');
  if (text === null) return null;
  if (!/^\d{1,7}$/.test(text)) throw invalid('page', 'page-invalid');
  return Number(text);
}
