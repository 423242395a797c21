import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import http from 'node:http';
import path from 'node:path';

import { createRequestHandler } from '@remix-run/express';
import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type Express, type Request, type Response } from 'express';
import helmet from 'helmet';

import { AppError } from '#app/errors.ts';
import { requireOwnOrigin } from '#app/http/api.server.ts';
import { problemReply } from '#app/http/problem.server.ts';
import { negotiateLanguage } from '#app/i18n/negotiate.ts';
import { Hub } from '#app/live/hub.server.ts';
import type { Live } from '#app/live/live.ts';
import { sendDigests } from '#app/mail/digest.server.ts';
import { openMail } from '#app/mail/mail.server.ts';
import type { Mail } from '#app/mail/mail.ts';
import { openOidc } from '#app/people/oidc.server.ts';
import { projectRoot } from '#app/project-root.server.ts';
import { addressOf, type Config } from '#app/server/config.ts';
import type { Database } from '#app/server/database.ts';
import { hostName, isLoopback, isOurHost } from '#app/server/hosts.ts';
import type { Logger } from '#app/server/logging.ts';
import { pagesOf, resources } from '#app/server/resources.ts';
import { isMigrated } from '#db/migrate.ts';

export type Running = {
  /** Where it listens, as printed. */
  address: string;
  /** Finishes the requests in flight and closes. */
  stop(): Promise<void>;
};

/** How long requests in flight may take to finish on a stop, in ms. */
const GRACE_MS = 10_000;

/** Serves the app. @throws Error with one sentence when the port can't be had */
export async function serve(
  config: Config,
  database: Database,
  log: Logger,
  build: ServerBuild,
  setupCode: string,
): Promise<Running> {
  const live = new Hub(database, database.workspaceId);
  await live.open();
  const mail = config.smtp && openMail(config.smtp.url, config.smtp.from);
  const app = createApp(config, database, log, build, setupCode, live, mail);
  const server = http.createServer(app);
  server.keepAliveTimeout = 65_000;
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  if (config.port === 0 && !config.publicUrlSet) {
    config.publicUrl = addressOf(config.host, port);
  }
  const digests = mail && followDigests(config, database, mail, log);
  return {
    address: config.publicUrlSet
      ? config.publicUrl
      : addressOf(config.host, port),
    stop: async () => {
      if (digests) clearInterval(digests);
      // Streams would keep their connections open until they are cut.
      await live.close();
      await close(server);
    },
  };
}

/** How often is looked whose digest is due, in milliseconds. */
const LOOK_MS = 60_000;

function followDigests(
  config: Config,
  { db, workspaceId }: Database,
  mail: Mail,
  log: Logger,
): NodeJS.Timeout {
  const hours = config.digestHours;
  const look = (): void => {
    const { publicUrl } = config;
    sendDigests({ db, workspaceId, mail, publicUrl, hours }).catch(
      (error: unknown) => log.error({ err: error }, 'digest failed'),
    );
  };
  const every = Math.min(LOOK_MS, (hours * 3_600_000) / 2);
  return setInterval(look, Math.max(200, every)).unref();
}

const close = (server: http.Server): Promise<void> =>
  new Promise(done => {
    const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(force);
      done();
    });
    server.closeIdleConnections();
  });

function listen(server: http.Server, { host, port }: Config): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `Port ${port} on ${host} is in use; set PORT to another.`
          : `Cannot listen on ${host}:${port}: ${error.code ?? error.message}.`;
      fail(new Error(why, { cause: error }));
    });
    server.listen(port, host, done);
  });
}

function createApp(
  config: Config,
  database: Database,
  log: Logger,
  build: ServerBuild,
  setupCode: string,
  live: Live,
  mail: Mail | null,
): Express {
  const app = express();
  const oidc = config.oidc && openOidc(config.oidc);
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('etag', false);

  app.get('/healthz', (_req, res) => res.type('text/plain').send('ok\n'));
  app.get('/readyz', (_req, res) => void ready(database, res));

  app.use((req, res, next) => {
    if (isOurHost(req.headers.host, config)) return next();
    res
      .status(421)
      .type('application/problem+json')
      .send({
        type: 'urn:pangzhu:problem:misdirected',
        title: 'Misdirected request',
        status: 421,
        detail: `This desk answers to ${new URL(config.publicUrl).host}. Set PUBLIC_URL to the address that people use.`,
      });
  });

  app.use(logRequests(log));
  const getLoadContext = (req: Request, res: Response): AppLoadContext => ({
    db: database.db,
    workspaceId: database.workspaceId,
    publicUrl: config.publicUrl,
    secure: config.publicUrl.startsWith('https:'),
    nonce: String(res.locals['nonce']),
    clientAddress: req.ip ?? '',
    setup: {
      code: setupCode,
      get needed() {
        return !isDirect(req, config);
      },
    },
    live,
    mail,
    oidc,
    log,
  });
  const compressed = compression({ level: 4, filter: isCompressible });
  // What is written answers in a line or two.
  app.get('/api/v1/*', compressed);
  app.use(resources(build, getLoadContext));

  app.use((_req, res, next) => {
    res.locals['nonce'] = randomBytes(16).toString('base64');
    next();
  });
  app.use(securityHeaders(config));
  app.use(compressed);

  const client = path.join(projectRoot, 'build', 'remix', 'client');
  const assets = path.join(client, 'assets');
  app.use('/assets', express.static(assets, { immutable: true, maxAge: '1y' }));

  const files = express.static(client, { maxAge: '1h', index: false });
  // A page's address has no extension: none is looked for on the disk.
  app.use((req, res, next) =>
    path.extname(req.path) ? files(req, res, next) : next(),
  );
  // Remix would call another site's form a fault of ours.
  app.use(refuseForeign);
  const handle = createRequestHandler({
    build: pagesOf(build),
    mode: 'production',
    getLoadContext,
  });
  app.all('*', (req, res, next) => void handle(req, res, next));
  app.use(
    (
      error: unknown,
      _req: Request,
      res: Response,
      next: (e: unknown) => void,
    ) => {
      log.error({ err: error }, 'unhandled');
      if (res.headersSent) return next(error);
      const { status } = error as { status?: number };
      // Express itself refuses malformed addresses.
      res
        .status(status && status < 500 ? status : 500)
        .type('text/plain')
        .send('');
    },
  );
  return app;
}

/** A form of another site's changes nothing. */
function refuseForeign(req: Request, res: Response, next: () => void): void {
  const { method, headers } = req;
  try {
    const get = (name: string): string | null => {
      const value = headers[name];
      return typeof value === 'string' ? value : null;
    };
    requireOwnOrigin({ method, headers: { get } });
    next();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const header = headers['accept-language'] ?? null;
    const language = negotiateLanguage({ cookie: null, header });
    const { status, body } = problemReply(error, language);
    res.status(status).type('application/problem+json').send(body);
  }
}

/** Whether nobody but this machine's own user can be asking. */
function isDirect(req: Request, config: Config): boolean {
  const forwarded = Object.keys(req.headers).some(name =>
    /^(forwarded|via|x-real-ip|x-forwarded-.*)$/.test(name),
  );
  return (
    !config.publicUrlSet &&
    !forwarded &&
    isLoopback(req.socket.remoteAddress) &&
    isLoopback(hostName(req.headers.host ?? ''))
  );
}

function securityHeaders(config: Config): express.RequestHandler {
  const secure = config.publicUrl.startsWith('https:');
  return helmet({
    strictTransportSecurity: secure ? undefined : false,
    crossOriginOpenerPolicy: secure ? undefined : false,
    originAgentCluster: secure,
    referrerPolicy: { policy: 'same-origin' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'base-uri': ["'none'"],
        'connect-src': ["'self'"],
        'font-src': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'img-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
        'script-src': [
          "'self'",
          (_req, res) => `'nonce-${String((res as Response).locals['nonce'])}'`,
        ],
        'style-src': ["'self'", "'unsafe-inline'"],
      },
    },
  } as Parameters<typeof helmet>[0]);
}

function isCompressible(req: Request, res: Response): boolean {
  const type = String(res.getHeader('content-type') ?? '');
  return !type.startsWith('text/event-stream') && compression.filter(req, res);
}

function logRequests(log: Logger): express.RequestHandler {
  return (req, res, next) => {
    const from = performance.now();
    res.on('finish', () => {
      const ms = Math.round(performance.now() - from);
      const { method, originalUrl } = req;
      // Never the query: links that let somebody in carry secrets there.
      const path = originalUrl.replace(/\?.*$/s, '');
      log.info({ method, path, status: res.statusCode, ms }, 'request');
    });
    next();
  };
}

async function ready(database: Database, res: Response): Promise<void> {
  try {
    const reason = (await isMigrated(database.db)) ? null : 'not migrated';
    if (reason) res.status(503).json({ status: 'unready', reason });
    else res.json({ status: 'ready' });
  } catch {
    const reason = 'the database cannot be reached';
    res.status(503).json({ status: 'unready', reason });
  }
}
