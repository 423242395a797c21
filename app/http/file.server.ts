import { Reply, type ReplyHeaders } from '#app/http/reply.ts';

type File = {
  mediaType: string;
  name: string;
  sha256: string;
  /** The request's `Range`; null for none. */
  range: string | null;
};

/** Types that a page of ours may show or play: none of them runs anything. */
const SHOWN = /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/|video\/)/;

/**
 * Somebody's file, as a file: a browser saves it and runs nothing of it, whatever
 * it is. Part of it where a player asks for part (RFC 9110, 14).
 */
export function fileReply(
  bytes: Uint8Array,
  { mediaType, name, sha256, range }: File,
): Reply {
  const safe = name.replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(-100) || sha256;
  const headers: ReplyHeaders = {
    'Content-Type': SHOWN.test(mediaType)
      ? mediaType
      : 'application/octet-stream',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(safe)}`,
    'Content-Security-Policy':
      "sandbox; default-src 'none'; frame-ancestors 'none'",
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, no-cache',
    ETag: `"${sha256}"`,
  };
  const part = partIn(range, bytes.length);
  if (part === 'outside') {
    headers['Content-Range'] = `bytes */${bytes.length}`;
    return new Reply(null, { status: 416, headers });
  }
  const [from, to] = part ?? [0, bytes.length];
  if (part) {
    headers['Content-Range'] = `bytes ${from}-${to - 1}/${bytes.length}`;
  }
  headers['Content-Length'] = String(to - from);
  return new Reply(streamOf(bytes.subarray(from, to)), {
    status: part ? 206 : 200,
    headers,
  });
}

/** The part that a `Range` names, half-open; null for the whole, also where it names several. */
function partIn(
  range: string | null,
  length: number,
): [from: number, to: number] | 'outside' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [, first = '', last = ''] = match;
  const from =
    first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === '' || last === '' ? length : Number(last) + 1;
  if (from >= length || to <= from) return 'outside';
  return [from, Math.min(to, length)];
}

const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
