import path from 'node:path';

import js from '@eslint/js';
import importPlugin from 'eslint-plugin-import';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const server = '**/*.server.ts';
const react = ['react', 'react-dom', 'react-dom/*'];
const remix = ['@remix-run/*'];
const database = ['#db/**', 'drizzle-orm', 'drizzle-orm/*', 'postgres'];
const prosemirror = ['prosemirror-*'];

/**
 * Forbids imports, with the sentence of the house's table that they break.
 * Patterns are gitignore's, where a bare # would begin a comment.
 */
const never = (files, group, message, ignores = []) => ({
  files,
  ignores,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [{ group: group.map(p => p.replace(/^#/, '\\#')), message }],
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ['build', 'data', 'node_modules', 'test-results', '.cache'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strict],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        require: 'readonly',
        exports: 'writable',
        __dirname: 'readonly',
      },
    },
  },
  {
    files: ['app/**/*.tsx', 'app/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'db/**/*.ts'],
    plugins: { import: importPlugin },
    settings: {
      'import/resolver': {
        [path.resolve(import.meta.dirname, 'eslint-paths.cjs')]: {},
      },
      'import/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import/extensions': ['.ts', '.tsx'],
    },
    rules: {
      'import/no-cycle': ['error', { disableScc: true }],
      'import/no-unresolved': 'error',
    },
  },

  // The house's table: who may import whom.
  {
    files: ['app/anchoring/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!#app/anchoring/)',
              message: 'anchoring imports nothing but itself.',
            },
          ],
        },
      ],
    },
  },
  never(
    [
      'app/articles/*.ts',
      'app/claims/*.ts',
      'app/gates/*.ts',
      'app/queries/*.ts',
      'app/consistency/*.ts',
      'app/sources/*.ts',
      'app/export/*.ts',
      'app/annotations/{annotation,annotation.schema,card-layout,code-points,wire}.ts',
      'app/people/{person,person.schema,policy}.ts',
      'app/errors.ts',
    ],
    [...react, ...remix, ...database, ...prosemirror, server],
    'Nouns run anywhere: no React, database, ProseMirror or server.',
    [server, 'app/{articles,claims,gates,queries,sources}/use-*.ts'],
  ),
  never(
    ['app/reader/**'],
    [...remix, ...database, server, '#app/live/**', '#app/routes/**'],
    'The reader knows no Remix, fetch, database or server.',
  ),
  never(
    ['app/reader/**/*.ts'],
    [...react, ...remix, ...database, server],
    'React in the reader’s component only.',
  ),
  never(
    ['app/ui/**', 'app/**/*.tsx'],
    [...database, server],
    'Views know no database and no server.',
    ['app/routes/**', 'app/root.tsx', 'app/entry.server.tsx', 'app/reader/**'],
  ),
  never(
    ['app/live/**/*.ts'],
    [...react, ...remix, ...database, server],
    'The client’s side of live is plain: no React, no database.',
    ['app/live/page-outbox.ts', server],
  ),
  never(
    ['app/import/**'],
    [...react, ...remix, ...database, server, '#app/routes/**', '#app/http/**'],
    'Import knows no React, database or routes.',
  ),
  never(
    ['app/**/*.server.ts'],
    [...react, '#app/routes/**', 'drizzle-orm', 'drizzle-orm/*', 'postgres'],
    'Verbs know no React, no routes and no SQL.',
  ),
  never(
    ['app/routes/**', 'app/root.tsx'],
    database,
    'Routes reach the database through verbs.',
  ),
  never(
    ['db/queries/**'],
    [...react, ...remix, '#app/routes/**', '#app/http/**', server],
    'Queries know tables and nouns.',
  ),
);
