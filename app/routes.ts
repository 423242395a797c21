import { route, type RouteConfig } from '@remix-run/route-config';

const api = (path: string, file: string) =>
  route(`api/v1/${path}`, `routes/api/${file}.ts`, {
    id: `api/${path.replace(/[^a-z]+/g, '-')}`,
  });

export default [
  route('/', 'routes/home.ts', { id: 'home' }),
  route('setup', 'routes/setup.tsx'),
  route('sign-in', 'routes/sign-in.tsx'),
  route('sign-out', 'routes/sign-out.ts'),
  route('language', 'routes/language.ts'),
  route('articles', 'routes/articles.tsx'),
  route('articles/:id', 'routes/article.tsx'),
  route('tags', 'routes/tags.tsx'),

  api('openapi.json', 'openapi'),
  api('me', 'me'),
  api('tags', 'tags'),
  api('tags/:id', 'tag'),
  api('tags/:id/merge', 'tag-merge'),
  api('tags/:id/restore', 'tag-restore'),
  api('articles', 'articles'),
  api('articles/:id', 'article'),
  api('articles/:id/restore', 'article-restore'),
  api('articles/:id/reading-position', 'reading-position'),
  api('articles/:id/activity', 'activity'),
  api('articles/:id/events', 'events'),
  api('articles/:id/text', 'text'),
  api('articles/:id/versions', 'versions'),
  api('articles/:id/versions/:n', 'version'),
  api('articles/:id/versions/:n/text', 'text'),
  api('articles/:id/annotations', 'annotations'),
  api('articles/:id/annotations/:aid', 'annotation'),
  api('articles/:id/annotations/:aid/restore', 'annotation-restore'),
  api('annotations/:aid', 'annotation'),
  api('annotations/:aid/restore', 'annotation-restore'),
  api('annotations/:aid/history', 'history'),
  api('events', 'events'),
  route('api/v1/*', 'routes/api/not-found.ts'),

  route('*', 'routes/nothing.tsx'),
] satisfies RouteConfig;
