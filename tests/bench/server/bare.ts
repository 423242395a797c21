/**
 * The peer of our endpoints: `node:http` and postgres.js, or Drizzle, and nothing
 * between a request and the database but the parsing of its JSON; and a Remix
 * page of the article's blocks alone. Prints its address; `argv`: the database's
 * URL, an article's id.
 */
import http from 'node:http';
import { PassThrough } from 'node:stream';

import { createRequestHandler } from '@remix-run/express';
import {
  createReadableStreamFromReadable,
  type EntryContext,
  type ServerBuild,
} from '@remix-run/node';
import {
  Meta,
  Outlet,
  RemixServer,
  Scripts,
  useLoaderData,
} from '@remix-run/react';
import express from 'express';

import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createElement } from 'react';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { v7 } from 'uuid';

import { connect } from '#db/client.ts';

const [url = '', articleId = ''] = process.argv.slice(2);
const { sql, db } = connect(url);
await sql`create table if not exists bare_annotations (
  id uuid primary key, article_id uuid not null, kind text not null,
  colour text, body text not null, start integer, "end" integer,
  exact text not null, prefix text not null, suffix text not null)`;
const bare = pgTable('bare_annotations', {
  id: uuid().primaryKey(),
  articleId: uuid('article_id').notNull(),
  kind: text().notNull(),
  colour: text(),
  body: text().notNull(),
  start: integer(),
  end: integer(),
  exact: text().notNull(),
  prefix: text().notNull(),
  suffix: text().notNull(),
});

const rowOf = (json: string) => ({
  ...(JSON.parse(json) as Omit<typeof bare.$inferInsert, 'id'>),
  id: v7(),
});

const routes: Record<string, (body: string) => Promise<string>> = {
  'POST /annotations': async body => {
    const row = rowOf(body);
    await sql`insert into bare_annotations ${sql({
      id: row.id,
      article_id: row.articleId,
      kind: row.kind,
      colour: row.colour ?? null,
      body: row.body,
      start: row.start ?? null,
      end: row.end ?? null,
      exact: row.exact,
      prefix: row.prefix,
      suffix: row.suffix,
    })}`;
    return JSON.stringify(row);
  },
  'POST /annotations/drizzle': async body => {
    const row = rowOf(body);
    await db.insert(bare).values(row);
    return JSON.stringify(row);
  },
  // The same rows that our list answers with, as the database gives them.
  'GET /annotations': async () =>
    JSON.stringify(
      await sql`select a.*, s.start, s."end", s.exact, s.prefix, s.suffix,
          p.name, coalesce((
            select json_agg(t.name order by at.position)
            from annotation_tags at
            join tags t on t.workspace_id = at.workspace_id and t.id = at.tag_id
            where at.workspace_id = a.workspace_id and at.annotation_id = a.id
          ), '[]'::json) as tags
        from annotations a
        join people p on p.workspace_id = a.workspace_id and p.id = a.created_by
        left join anchors s on s.workspace_id = a.workspace_id
          and s.annotation_id = a.id and s.version = a.version
        where a.article_id = ${articleId} and a.deleted_at is null
        order by a.created_at, a.id limit 100`,
    ),
  // The article's blocks and nothing else.
  'GET /article': async () => {
    const [version] = await sql`
      select blocks from versions where article_id = ${articleId}`;
    const { blocks } = version as { blocks: { text: string }[] };
    return renderToString(
      createElement(
        'article',
        null,
        blocks.map((block, i) => createElement('p', { key: i }, block.text)),
      ),
    );
  },
};

/** The least that the framework asks of a page: a document, a loader, its data sent along. */
const Page = () => {
  const { blocks } = useLoaderData<{ blocks: { text: string }[] }>();
  return createElement(
    'article',
    null,
    blocks.map((block, i) => createElement('p', { key: i }, block.text)),
  );
};
const Root = () =>
  createElement(
    'html',
    null,
    createElement('head', null, createElement(Meta)),
    createElement('body', null, createElement(Outlet), createElement(Scripts)),
  );
const asset = (id: string, parentId?: string) => ({
  id,
  ...(parentId ? { parentId } : {}),
  path: parentId ? 'remix' : '',
  module: `/${id}.js`,
  imports: [],
  css: [],
  hasLoader: parentId !== undefined,
  hasAction: false,
  hasClientAction: false,
  hasClientLoader: false,
  hasErrorBoundary: false,
});
const answer = createRequestHandler({
  mode: 'production',
  build: {
    entry: {
      module: {
        default: (
          request: Request,
          status: number,
          headers: Headers,
          context: EntryContext,
        ) => {
          const page = createElement(RemixServer, {
            context,
            url: request.url,
          });
          headers.set('Content-Type', 'text/html');
          return new Promise<Response>((resolve, reject) => {
            const { pipe } = renderToPipeableStream(page, {
              // As the framework's own template: the loader's data follows the page.
              onShellReady() {
                const body = new PassThrough();
                const stream = createReadableStreamFromReadable(body);
                resolve(new Response(stream, { status, headers }));
                pipe(body);
              },
              onShellError: reject,
            });
          });
        },
      },
    },
    routes: {
      root: { id: 'root', path: '', module: { default: Root } },
      article: {
        id: 'article',
        parentId: 'root',
        path: 'remix',
        module: {
          default: Page,
          loader: async () => {
            const [version] = await sql`
                select blocks from versions where article_id = ${articleId}`;
            return version;
          },
        },
      },
    },
    assets: {
      version: '1',
      url: '/manifest.js',
      entry: { module: '/entry.js', imports: [] },
      routes: { root: asset('root'), article: asset('article', 'root') },
    },
    assetsBuildDirectory: 'build',
    publicPath: '/',
    basename: '/',
    isSpaMode: false,
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: false,
      unstable_optimizeDeps: false,
      v3_routeConfig: true,
    },
  } as unknown as ServerBuild,
});
const remix = express().use((req, res, next) => void answer(req, res, next));

const server = http.createServer((request, response) => {
  if (request.url === '/remix') return void remix(request, response);
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const run = routes[`${request.method} ${request.url}`];
    if (!run) return void response.writeHead(404).end();
    run(Buffer.concat(chunks).toString()).then(
      answer => response.end(answer),
      (error: unknown) => {
        console.error(error);
        response.writeHead(500).end();
      },
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  console.log(`http://127.0.0.1:${port}`);
});
