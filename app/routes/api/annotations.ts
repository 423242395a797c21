import { createHash } from 'node:crypto';

import {
  countAnnotations,
  listAnnotations,
} from '#app/annotations/annotations.server.ts';
import { createAnnotation } from '#app/annotations/creation.server.ts';
import { CONTEXT, iri, MEDIA_TYPE, type Wire } from '#app/annotations/wire.ts';
import { getText } from '#app/articles/articles.server.ts';
import { invalid } from '#app/errors.ts';
import {
  annotationReply,
  annotationsJson,
  LD_JSON,
} from '#app/http/annotation.server.ts';
import {
  idParam,
  jsonBody,
  limitIn,
  resource,
  type ApiRequest,
} from '#app/http/api.server.ts';
import { containedIn, type Contained } from '#app/http/prefer.ts';
import { Reply, type ReplyHeaders } from '#app/http/reply.ts';

/** As many annotations as stand on a page when nobody says how many. */
const PAGE = 200;

/**
 * The container of an article's annotations: an AnnotationCollection of what
 * the viewer may see. https://www.w3.org/TR/annotation-protocol/
 */
const operations = resource(
  {
    GET: async given => {
      const page = pageIn(given.url);
      const limit = limitIn(given.url, PAGE);
      const preferred = containedIn(given.request.headers.get('prefer'));
      const named = namedIn(given.url);
      const contained = named ?? preferred ?? 'descriptions';
      const wanted = page ?? (contained === 'minimal' ? null : 0);
      const [total, items] = await held(given, limit, wanted);
      const view: View = { limit, contained, total };
      const body =
        page === null
          ? collection(given, view, items)
          : pageOf(given, view, page, items);
      const context = [...CONTEXT, 'http://www.w3.org/ns/ldp.jsonld'];
      const text = JSON.stringify({ '@context': context, ...body });
      const headers: ReplyHeaders = {
        ...LD_JSON,
        ETag: etagOf(text),
        'Content-Location':
          page === null ? address(given, view, null) : given.url.href,
      };
      if (preferred && !named) {
        headers['Preference-Applied'] = 'return=representation';
      }
      return new Reply(text, { headers });
    },
    POST: async given => {
      const slug = given.request.headers.get('slug') ?? undefined;
      const { ctx, base } = given;
      const id = idParam(given);
      const made = await createAnnotation(ctx, id, jsonBody(given), slug);
      const response = await annotationReply(given, made, { status: 201 });
      response.headers['Location'] = iri.annotation(base, id, made.id);
      return response;
    },
  },
  {
    limit: 600_000,
    headers: {
      Allow: 'GET, POST, OPTIONS, HEAD',
      'Accept-Post': `${MEDIA_TYPE}, application/ld+json, application/json`,
      Link: [
        '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"',
        '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"',
      ].join(', '),
      Vary: 'Accept, Prefer',
    },
  },
);
export const loader = operations.loader;
export const action = operations.action;

type View = { limit: number; contained: Contained; total: number };

const lastPage = ({ total, limit }: View): number =>
  Math.max(0, Math.ceil(total / limit) - 1);

/** The address of a page, or with null of the container, in this view. */
function address(
  given: ApiRequest,
  { limit, contained }: View,
  page: number | null,
): string {
  const params = new URLSearchParams();
  if (page !== null) params.set('page', String(page));
  if (limit !== PAGE) params.set('limit', String(limit));
  if (contained !== 'minimal') {
    params.set('iris', contained === 'iris' ? '1' : '0');
  }
  return `${iri.container(given.base, idParam(given))}?${params.toString()}`;
}

/**
 * How many there are, and what stands on a page of them: nothing for null. One more
 * is read than stands there: of a last page nobody has to count the rest.
 */
async function held(
  given: ApiRequest,
  limit: number,
  page: number | null,
): Promise<[total: number, items: Item[]]> {
  const { ctx } = given;
  const id = idParam(given);
  await getText(ctx, id);
  const offset = (page ?? 0) * limit;
  const found =
    page === null
      ? []
      : await listAnnotations(ctx, id, { limit: limit + 1, offset });
  const isLast = found.length <= limit && (found.length > 0 || page === 0);
  const total = isLast
    ? offset + found.length
    : await countAnnotations(ctx, id);
  return [total, await annotationsJson(given, found.slice(0, limit))];
}

type Item = Wire;

function collection(given: ApiRequest, view: View, items: Item[]): object {
  const { contained, total } = view;
  const first =
    contained === 'minimal'
      ? address(given, view, 0)
      : pageOf(given, view, 0, items);
  return {
    ...about(given, total),
    first: total === 0 ? undefined : first,
    last: total === 0 ? undefined : address(given, view, lastPage(view)),
  };
}

const about = (given: ApiRequest, total: number): object => ({
  id: iri.container(given.base, idParam(given)),
  type: ['BasicContainer', 'AnnotationCollection'],
  total,
});

function pageOf(
  given: ApiRequest,
  view: View,
  page: number,
  items: Item[],
): object {
  const { limit, contained, total } = view;
  return {
    id: address(given, view, page),
    type: 'AnnotationPage',
    partOf: about(given, total),
    startIndex: page * limit,
    ...(page < lastPage(view) ? { next: address(given, view, page + 1) } : {}),
    ...(page > 0 ? { prev: address(given, view, page - 1) } : {}),
    items: contained === 'iris' ? items.map(({ id }) => id) : items,
  };
}

/** The representation's own: it changes with what this viewer sees. */
function etagOf(text: string): string {
  const hash = createHash('sha256').update(text).digest('base64url');
  return `"${hash.slice(0, 27)}"`;
}

/** What an address says is contained: `iris=1` or `iris=0`; null when it says nothing. */
function namedIn(url: URL): Contained | null {
  const text = url.searchParams.get('iris');
  if (text === null) return null;
  if (text !== '0' && text !== '1') throw invalid('iris', 'iris-invalid');
  return text === '1' ? 'iris' : 'descriptions';
}

function pageIn(url: URL): number | null {
  const text = url.searchParams.get('page');
  if (text === null) return null;
  if (!/^\d{1,7}$/.test(text)) throw invalid('page', 'page-invalid');
  return Number(text);
}
