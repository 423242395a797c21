import { z } from 'zod';
import type {
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
} from 'zod-openapi';

export type Paths = ZodOpenApiPathsObject;

export const nullableText = z.string().nullable();

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.record(z.string(), z.array(z.string())).optional(),
    current: z.unknown().optional(),
    reasons: z.array(z.unknown()).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

export const list = (item: z.ZodType) =>
  z.object({ items: z.array(item), next: nullableText });

export const json = (schema: z.ZodType, type = 'application/json') => ({
  content: { [type]: { schema } },
});

const problem = (description: string) => ({
  description,
  ...json(Problem, 'application/problem+json'),
});

const ERRORS = {
  400: 'The body cannot be read',
  401: 'No or unknown credentials',
  403: 'What the role may not do, or a foreign Origin',
  404: 'Not there, or not for this viewer to see',
  409: 'Conflict, or an Idempotency-Key used for another request',
  412: 'Stale; the present state in `current`',
  413: 'Over its limit',
  415: 'Not JSON',
  422: 'Invalid; by field in `errors`',
  428: 'If-Match is missing',
} as const;

type Status = keyof typeof ERRORS;

export const id = z.uuid();
export const ifMatch = z
  .string()
  .meta({ description: 'The ETag that was seen' });
const idempotencyKey = z.string().max(255).optional();

type Given = {
  summary: string;
  path?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodRawShape;
  body?: Record<string, { schema: z.ZodType }>;
  ok: Record<
    number,
    { description: string; content?: object; headers?: object }
  >;
  errors: Status[];
};

/** An operation with its errors, and with what every write accepts. */
export function operation(given: Given): ZodOpenApiOperationObject {
  const writes = given.errors.includes(409);
  const header = {
    ...(writes ? { 'Idempotency-Key': idempotencyKey } : {}),
    ...given.headers,
  };
  const errors: Status[] = [401, ...given.errors];
  return {
    summary: given.summary,
    requestParams: {
      ...(given.path ? { path: given.path } : {}),
      ...(given.query ? { query: given.query } : {}),
      ...(Object.keys(header).length > 0 ? { header: z.object(header) } : {}),
    },
    ...(given.body
      ? { requestBody: { required: true, content: given.body } }
      : {}),
    responses: {
      ...given.ok,
      ...Object.fromEntries(
        errors.map(status => [status, problem(ERRORS[status])]),
      ),
    },
  } as ZodOpenApiOperationObject;
}

export const byId = z.object({ id });

export const text = { 'text/plain; charset=utf-8': { schema: z.string() } };
