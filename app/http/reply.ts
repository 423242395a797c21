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

export class Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;

  constructor(
    body: Body,
    given: { status?: number; headers?: HeadersInit } = {},
  ) {
    this.body = body;
    this.status = given.status ?? 200;
    this.headers = new Headers(given.headers);
  }

  /** For a page's action, which answers with the standard's own. */
  toResponse(): Response {
    const { body, status, headers } = this;
    return new Response(body, { status, headers });
  }
}
