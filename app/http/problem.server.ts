import '#app/i18n/catalogues.server.ts';
import { AppError, ERROR_STATUS, type ErrorCode } from '#app/errors.ts';
import { Reply } from '#app/http/reply.ts';
import { translator, type Translate } from '#app/i18n/i18n.ts';
import type { Language } from '#app/people/person.ts';

/** RFC 9457. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: Record<string, string[]>;
  current?: unknown;
  reasons?: readonly unknown[];
};

/** An expected failure as problem+json's members, in a language. */
export function problemOf(error: AppError, language: Language): Problem {
  const t = translator(language);
  const errors: Record<string, string[]> = {};
  for (const { field, reason, params } of error.fields) {
    (errors[field] ??= []).push(say(t, reason, params));
  }
  const [first] = Object.values(errors).flat();
  return {
    type: `urn:pangzhu:problem:${error.code}`,
    title: t(`status.${error.code}`),
    status: ERROR_STATUS[error.code],
    detail: first ?? say(t, error.reason, error.params),
    ...(error.fields.length > 0 ? { errors } : {}),
    ...(error.current === undefined ? {} : { current: error.current }),
    ...(error.reasons ? { reasons: error.reasons } : {}),
  };
}

const say = (t: Translate, reason: string, params = {}): string =>
  t(`error.${reason}`, params);

/** What went wrong, as one of the expected failures; null for a fault of our own. */
export function expected(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  return isDatabaseAway(error)
    ? new AppError('unavailable', 'unavailable')
    : null;
}

/** Connection lost, starting up, shutting down, too many clients, deadlock. */
function isDatabaseAway(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: string };
    if (
      code &&
      /^(ECONN\w+|CONNECTION_\w+|CONNECT_TIMEOUT|EPIPE|57P0\d|08\w{3}|53\w{3}|40P01|40001)$/.test(
        code,
      )
    ) {
      return true;
    }
  }
  return false;
}

/** The answer to a failed API request. */
export function problemReply(error: AppError, language: Language): Reply {
  const problem = problemOf(error, language);
  return new Reply(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Language': language,
      'Cache-Control': 'no-store',
      ...extraHeaders(error.code),
    },
  });
}

function extraHeaders(code: ErrorCode): Record<string, string> {
  if (code === 'unauthorised') return { 'WWW-Authenticate': 'Bearer' };
  if (code === 'unavailable' || code === 'too-many')
    return { 'Retry-After': '2' };
  return {};
}
