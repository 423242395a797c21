/**
 * A request to the API and its answer. They are what the standard's Request and
 * Response are without the streams that those are made of, whose making costs
 * more than most answers.
 */
export type Asked = {
  method: string;
  headers: { get(name: string): string | null };
  url: URL;
  /** The parts of the address that the route names. */
  params: Record<string, string | undefined>;
  /** The body, whole; null when it has more bytes than the limit. */
  body(limit: number): Promise<Buffer | null>;
};

type Body = string | ReadableStream<Uint8Array> | null;

/** By their names as the standards write them, each once: `ETag`, not `etag`. */
export type ReplyHeaders = Record<string, string>;

export class Reply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly body: Body;

  constructor(
    body: Body,
    given: { status?: number; headers?: ReplyHeaders } = {},
  ) {
    this.body = body;
    this.status = given.status ?? 200;
    this.headers = { ...given.headers };
  }

  /** Names what else the answer depends on (RFC 9110, 12.5.5). */
  vary(names: string): void {
    const said = this.headers['Vary'];
    this.headers['Vary'] = said ? `${said}, ${names}` : names;
  }

  /** For a page's action, which answers with the standard's own. */
  toResponse(): Response {
    const { body, status, headers } = this;
    return new Response(body, { status, headers });
  }
}
