/**
 * The expected failures of the whole program: a handful of codes, mapped to
 * HTTP once (`http/problem.server.ts`) and to words once (`i18n`, under
 * `error.<reason>`).
 */
export const ERROR_STATUS = {
  'bad-request': 400,
  unauthorised: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'unsupported-type': 415,
  misdirected: 421,
  invalid: 422,
  'precondition-required': 428,
  'too-many': 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** What may be put into a message. */
export type ErrorParams = Record<string, string | number>;

/** One thing wrong with one field; `field` is a dotted path into the input. */
export type FieldError = {
  field: string;
  reason: string;
  params?: ErrorParams;
};

/**
 * An expected failure. `reason` names the sentence that says what happened,
 * whether the work is safe and what next.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly reason: string;
  readonly params: ErrorParams;
  readonly fields: FieldError[];
  /** For `stale`: the present state, as the resource's representation. */
  readonly current: unknown;
  /** All that stands against it, where there may be several things; absent elsewhere. */
  readonly reasons: readonly unknown[] | undefined;

  constructor(
    code: ErrorCode,
    reason: string,
    more: {
      params?: ErrorParams;
      fields?: FieldError[];
      current?: unknown;
      reasons?: readonly unknown[];
    } = {},
  ) {
    super(`${code}: ${reason}`);
    this.code = code;
    this.reason = reason;
    this.params = more.params ?? {};
    this.fields = more.fields ?? [];
    this.current = more.current;
    this.reasons = more.reasons;
  }
}

/** Says that one field is wrong. */
export function invalid(
  field: string,
  reason: string,
  params?: ErrorParams,
): AppError {
  return new AppError('invalid', 'invalid', {
    fields: [{ field, reason, ...(params ? { params } : {}) }],
  });
}
