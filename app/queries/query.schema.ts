import { z } from 'zod';

import {
  ADDRESSEES,
  MAX_ANSWER,
  MAX_NAME,
  MOST_ASKED,
} from '#app/queries/query.ts';
import { plainText } from '#app/plain-text.schema.ts';

const trimmed = (most: number, fault: string) =>
  plainText(most, fault).transform(text => text.trim());

const name = trimmed(MAX_NAME, 'name-too-long');
const answer = trimmed(MAX_ANSWER, 'body-too-long');

/** Body of `POST /api/v1/articles/{id}/queries`. */
export const NewQuery = z.strictObject({
  id: z.uuidv7('id-invalid').optional(),
  version: z.int('version-missing').min(1, 'version-missing'),
  start: z.int('position-invalid').min(0, 'position-invalid').optional(),
  end: z.int('position-invalid').min(1, 'position-invalid').optional(),
  quote: plainText(MAX_ANSWER, 'quote-too-long').optional(),
  prefix: plainText(MAX_ANSWER, 'quote-too-long').optional(),
  suffix: plainText(MAX_ANSWER, 'quote-too-long').optional(),
  question: answer.pipe(z.string().min(1, 'question-missing')),
  addressee: z.enum(ADDRESSEES, 'addressee-unknown').default('author'),
  name: name.default(''),
});

/** Body of `PATCH /api/v1/queries/{id}`; what is left out stays. */
export const QueryPatch = z.strictObject({
  addressee: z.enum(ADDRESSEES, 'addressee-unknown').optional(),
  name: name.optional(),
  answer: answer
    .transform(text => text || null)
    .nullable()
    .optional()
    .meta({ description: 'Another answer takes what was decided back' }),
  answeredBy: name.optional().meta({
    description: 'Who answered, by telephone say; left out, yourself',
  }),
  decision: answer
    .transform(text => text || null)
    .nullable()
    .optional()
    .meta({ description: 'The editors’; null opens it again' }),
});

/** Body of `POST /api/v1/articles/{id}/query-links`. */
export const NewQueryLink = z.strictObject({
  queries: z
    .array(z.uuid('query-unknown'), 'query-missing')
    .min(1, 'query-missing')
    .max(MOST_ASKED, 'query-missing'),
  name: name.pipe(z.string().min(1, 'name-missing')),
  days: z
    .int('days-invalid')
    .min(1, 'days-invalid')
    .max(90, 'days-invalid')
    .default(7),
});

/** What is answered through a link, by the query's id; what is left empty is not answered. */
export const Answers = z.record(z.uuid('query-unknown'), answer);
