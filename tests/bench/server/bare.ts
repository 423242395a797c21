/**
 * The peer of our endpoints: `node:http` and postgres.js, or Drizzle, and nothing
 * between a request and the database but the parsing of its JSON. Prints its
 * address; `argv`: the database's URL, an article's id.
 */
import http from 'node:http';

import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
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

const server = http.createServer((request, response) => {
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
