import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { pipeline } from 'node:stream';
import zlib from 'node:zlib';

import ipaddr from 'ipaddr.js';

import { AppError, invalid } from '#app/errors.ts';

/** What came from an address. */
export type Fetched = {
  bytes: Uint8Array;
  /** Where it came from in the end, after redirects. */
  url: string;
  /** Without parameters, in lower case. */
  mediaType: string;
  charset: string | undefined;
};

const TIME_LIMIT_MS = 20_000;
const MAX_REDIRECTS = 5;

/** What is taken from an address: types as a server names them, and how many bytes at most. */
export type Taken = { types: RegExp; max: number };

/** What an article can come in. */
const AS_ARTICLE: Taken = {
  max: 20_000_000,
  types:
    /^(text\/(html|plain|markdown|x-markdown)|application\/(xhtml\+xml|xml|pdf|epub\+zip|octet-stream|vnd\.openxmlformats-officedocument\.wordprocessingml\.document)|)$/,
};

/**
 * Takes a page from the web. Only http and https, and only addresses that
 * everybody can reach: the name is looked up once, what is found is checked, and
 * the connection goes to what was checked, so that a name that changes its
 * address in between leads nowhere else (DNS rebinding). Each redirect is checked
 * like the first address. `allowed` are hosts that an owner trusts, wherever they
 * lie.
 *
 * @throws AppError invalid with `url`
 */
export async function fetchPage(
  address: string,
  allowed: ReadonlySet<string> = new Set(),
  taken: Taken = AS_ARTICLE,
): Promise<Fetched> {
  const stop = AbortSignal.timeout(TIME_LIMIT_MS);
  let url = readUrl(address);
  try {
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const target = await check(url, allowed);
      const answer = await request(url, target, stop);
      const { statusCode: status = 0, headers } = answer;
      if (status >= 300 && status < 400 && headers.location) {
        answer.destroy();
        url = readUrl(headers.location, url);
        continue;
      }
      if (status !== 200) {
        answer.destroy();
        throw invalid('url', 'url-refused', { status });
      }
      return await take(answer, url, taken);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid('url', stop.aborted ? 'url-too-slow' : 'url-unreachable');
  }
  throw invalid('url', 'url-redirects');
}

/** As browsers read it: 0x7f.1 and 2130706433 come out as 127.0.0.1 (WHATWG URL). */
function readUrl(address: string, base?: URL): URL {
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    throw invalid('url', 'url-invalid');
  }
  if (!/^https?:$/.test(url.protocol)) throw invalid('url', 'url-invalid');
  // Who asks is nobody's business there.
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

type Target = { address: string; family: number };

/** The address behind a name. @throws AppError when it is nobody's to reach from here */
async function check(url: URL, allowed: ReadonlySet<string>): Promise<Target> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const found = family
    ? [{ address: host, family }]
    : await dns.promises.lookup(host, { all: true });
  const [first] = found;
  if (!first) throw invalid('url', 'url-unreachable');
  if (!allowed.has(url.host) && !allowed.has(url.hostname)) {
    if (!found.every(({ address }) => isPublic(address))) {
      throw invalid('url', 'url-private');
    }
  }
  return first;
}

/**
 * Whether an IP address is of the public internet: none of the ranges that IANA
 * keeps for special purposes (RFC 6890), nor one that carries such a one in it.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address inside an IPv6 one is taken for what it is.
  const ip = ipaddr.process(address);
  return ip.range() === 'unicast';
}

function request(
  url: URL,
  { address, family }: Target,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  return new Promise((done, fail) => {
    const { request: send } = url.protocol === 'https:' ? https : http;
    const sent = send(url, {
      agent: false,
      signal,
      // To what was checked, not to what the name says by now.
      lookup: (_name, options, callback) => {
        if (options.all) callback(null, [{ address, family }]);
        else callback(null, address, family);
      },
      headers: {
        Accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
        'Accept-Encoding': 'gzip, deflate, br',
        'Accept-Language': 'zh-CN,zh;q=0.9,en;q=0.8',
        'User-Agent': 'Mozilla/5.0 (compatible; Pangzhu)',
      },
    });
    sent.once('response', done);
    sent.once('error', fail);
    sent.end();
  });
}

const DECODERS: Record<string, () => NodeJS.ReadWriteStream> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  deflate: () => zlib.createInflate(),
  br: () => zlib.createBrotliDecompress(),
};

async function take(
  answer: http.IncomingMessage,
  url: URL,
  { types, max }: Taken,
): Promise<Fetched> {
  const type = answer.headers['content-type'] ?? '';
  const mediaType = (type.split(';')[0] ?? '').trim().toLowerCase();
  if (!types.test(mediaType)) {
    answer.destroy();
    throw invalid('url', 'url-no-article', { type: mediaType });
  }
  const decoder = DECODERS[answer.headers['content-encoding'] ?? '']?.();
  // Counted behind the unpacking: a small answer can hold a large page.
  const stream = decoder ? pipeline(answer, decoder, () => {}) : answer;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > max) {
      answer.destroy();
      throw invalid('url', 'url-too-large', { max: Math.floor(max / 1e6) });
    }
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(Buffer.concat(chunks));
  expectType(bytes, mediaType);
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1];
  return { bytes, url: url.href, mediaType, charset };
}

/** What a server says that it sends, it has to send. */
function expectType(bytes: Uint8Array, mediaType: string): void {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const isPdf = head.includes('%PDF-');
  const isZip = head.startsWith('PK\u0003\u0004');
  const saysPdf = mediaType === 'application/pdf';
  const saysZip = /epub|openxml/.test(mediaType);
  const open = mediaType === '' || mediaType === 'application/octet-stream';
  if (!open && (isPdf !== saysPdf || isZip !== saysZip)) {
    throw invalid('url', 'url-type-differs', { type: mediaType });
  }
}
