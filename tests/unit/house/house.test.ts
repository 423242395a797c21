import path from 'node:path';

import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

import { projectRoot } from '#app/project-root.server.ts';

describe('the house', () => {
  const eslint = new ESLint({ cwd: projectRoot });

  it.each([
    ['app/anchoring/describe.ts', '#app/errors.ts'],
    ['app/annotations/annotation.ts', 'react'],
    ['app/articles/article.ts', '#db/client.ts'],
    ['app/reader/positions.ts', 'react'],
    ['app/reader/Reader.tsx', '@remix-run/react'],
    ['app/annotations/Card.tsx', '#db/client.ts'],
    ['app/live/outbox.ts', 'react'],
    ['app/import/import.ts', '#db/client.ts'],
    ['app/annotations/annotations.server.ts', 'drizzle-orm'],
    ['app/routes/articles.tsx', '#db/queries/articles.ts'],
    ['db/queries/articles.ts', '#app/routes/home.ts'],
  ])('keeps %s from importing %s', async (file, source) => {
    const [result] = await eslint.lintText(`import '${source}';\n`, {
      filePath: path.join(projectRoot, file),
    });
    const rules = result?.messages.map(message => message.ruleId);
    expect(rules).toContain('no-restricted-imports');
  });
});
