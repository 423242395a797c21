import '#app/i18n/catalogues.server.ts';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';

import { SingleBar } from 'cli-progress';
import { validate } from 'uuid';

import { createArticle, type Upload } from '#app/articles/creation.server.ts';
import { exportArticle } from '#app/gates/export.server.ts';
import type { Context } from '#app/context.server.ts';
import { AppError } from '#app/errors.ts';
import { problemOf } from '#app/http/problem.server.ts';
import { translator } from '#app/i18n/i18n.ts';
import * as accounts from '#app/people/accounts.server.ts';
import type { Account, Language } from '#app/people/person.ts';
import { readConfig } from '#app/server/config.ts';
import { openDatabase, type Database } from '#app/server/database.ts';
import { examine } from '#app/server/doctor.ts';
import { seed } from '#app/server/seed.ts';
import {
  findOwner,
  findPersonByEmail,
  listPeople,
  listTokens,
  revokeToken,
} from '#db/queries/people.ts';

/** Words of usage; commands and options are the same in every language. */
const USAGE = `npm run -s pangzhu -- COMMAND

  user add --email E --name N [--role owner|editor|checker|reader] --password-stdin
  user list | user disable --email E | user password --email E --password-stdin
  token create --email E --name N [--expires DAYS]
  token list | token revoke ID
  import FILE|FOLDER|URL|- …
         [--format text|html|markdown|docx|pdf|epub] [--as E]
  export ARTICLE --format claimreview|csv|packet [-o FILE]
  doctor

  --json   one JSON object (one a line for lists)
`;

/** Somebody typed what is no command: exit 2. */
class UsageError extends Error {}

type Options = Record<string, string | boolean | undefined>;
type Command = {
  options: ParseArgsConfig['options'];
  required?: string[];
  /** Whether it takes words beside its options. */
  words?: 'one' | 'some';
  run(given: Given): Promise<number | void>;
};
type Given = {
  options: Options;
  words: string[];
  database: Database;
  say(text: string, value: unknown): void;
  t: ReturnType<typeof translator>;
};

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const COMMANDS: Record<string, Command> = {
  'user add': {
    options: { email: text, name: text, role: text, 'password-stdin': flag },
    required: ['email', 'name', 'password-stdin'],
    run: async ({ options, database, say, t }) => {
      const { email, name } = options;
      const role = options['role'] ?? 'editor';
      const password = await readPassword(t);
      const account = await accounts.addAccount(database, {
        email,
        name,
        role,
        password,
        language: languageHere(),
      });
      say(
        t('cli.added', { email: account.email, role: account.role }),
        account,
      );
    },
  },
  'user list': {
    options: {},
    run: async ({ database, say }) => {
      const { db, workspaceId } = database;
      for (const person of await listPeople(db, workspaceId)) {
        const { email, name, role, disabled } = person;
        const state = disabled ? 'disabled' : role;
        say(`${email}\t${name}\t${state}`, person);
      }
    },
  },
  'user disable': {
    options: { email: text },
    required: ['email'],
    run: async ({ options, database, say, t }) => {
      const ctx = await actAs(database, String(options['email']), t);
      await accounts.disableAccount(ctx);
      const { email } = ctx.actor;
      say(t('cli.disabled', { email }), { email, disabled: true });
    },
  },
  'user password': {
    options: { email: text, 'password-stdin': flag },
    required: ['email', 'password-stdin'],
    run: async ({ options, database, say, t }) => {
      const password = await readPassword(t);
      const ctx = await actAs(database, String(options['email']), t);
      await accounts.setPassword(ctx, password);
      const { email } = ctx.actor;
      say(t('cli.passwordSet', { email }), { email });
    },
  },
  'token create': {
    options: { email: text, name: text, expires: text },
    required: ['email', 'name'],
    run: async ({ options, database, say, t }) => {
      const ctx = await actAs(database, String(options['email']), t);
      const days = options['expires'];
      if (days !== undefined && !/^[1-9]\d{0,4}$/.test(String(days))) {
        throw new UsageError('--expires DAYS');
      }
      const expiresAt =
        days === undefined
          ? null
          : new Date(Date.now() + Number(days) * 86_400_000);
      const name = String(options['name']).slice(0, 100);
      const made = await accounts.createToken(ctx, name, expiresAt);
      say(made.text, { id: made.id, name, token: made.text, expiresAt });
    },
  },
  'token list': {
    options: {},
    run: async ({ database, say }) => {
      const { db, workspaceId } = database;
      for (const token of await listTokens(db, workspaceId)) {
        const { id, email, name, expiresAt, revokedAt } = token;
        const state = revokedAt
          ? 'revoked'
          : (expiresAt?.toISOString() ?? 'active');
        say(`${id}\t${email}\t${name}\t${state}`, token);
      }
    },
  },
  'token revoke': {
    options: {},
    words: 'one',
    run: async ({ words, database, say, t }) => {
      const [id = ''] = words;
      const { db, workspaceId } = database;
      const found = validate(id) && (await revokeToken(db, workspaceId, id));
      if (!found) throw new Error(t('cli.noToken', { id }));
      say(t('cli.revoked', { id }), { id, revoked: true });
    },
  },
  import: {
    options: { format: text, as: text },
    words: 'some',
    run: importFiles,
  },
  export: {
    options: { format: text, output: { type: 'string', short: 'o' } },
    words: 'one',
    required: ['format'],
    run: exportFile,
  },
  doctor: {
    options: {},
    run: async ({ database, say, t }) => {
      const findings = await examine(database, readConfig(process.env), t);
      for (const finding of findings) {
        const { name, ok, detail } = finding;
        const label = t(`cli.doctor.${name}`);
        say(`${ok ? '✓' : '✗'} ${label}: ${detail}`, finding);
      }
      return findings.every(finding => finding.ok) ? 0 : 1;
    },
  },
};

async function importFiles({
  options,
  words,
  database,
  say,
  t,
}: Given): Promise<number> {
  const email = options['as'] === undefined ? null : String(options['as']);
  const ctx = await actAs(database, email, t);
  const bar = process.stderr.isTTY
    ? new SingleBar({
        format: `${t('cli.importing')} {bar} {value}/{total}`,
        hideCursor: true,
      })
    : null;
  const files = words.flatMap(filesIn);
  bar?.start(files.length, 0);
  const failures: string[] = [];
  for (const file of files) {
    try {
      const { url, upload } = await materialOf(file, t);
      const fields = {
        ...(url ? { url } : {}),
        ...(options['format'] ? { format: options['format'] } : {}),
      };
      const { value } = await createArticle(ctx, fields, upload);
      say(`${value.id}\t${value.title}`, { id: value.id, title: value.title });
    } catch (error) {
      // One bad file leaves the others alone.
      failures.push(`${file}: ${sentence(error)}`);
    }
    bar?.increment();
  }
  bar?.stop();
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  return failures.length > 0 ? 1 : 0;
}

async function exportFile({
  options,
  words,
  database,
  say,
  t,
}: Given): Promise<number> {
  const ctx = await actAs(database, null, t);
  const [article = ''] = words;
  if (!validate(article)) throw new AppError('not-found', 'not-found');
  const format = String(options['format']);
  const { publicUrl } = readConfig(process.env);
  const made = await exportArticle(ctx, article, format, publicUrl);
  const file = options['output'];
  if (file === undefined) process.stdout.write(made.content);
  else {
    fs.writeFileSync(String(file), made.content);
    say(String(file), { article, format, file });
  }
  return 0;
}

/** A folder's files, and those of the folders in it, in their order. */
function filesIn(word: string): string[] {
  const folder = fs.statSync(word, { throwIfNoEntry: false })?.isDirectory();
  if (!folder) return [word];
  return fs
    .readdirSync(word, { recursive: true, encoding: 'utf8' })
    .map(name => path.join(word, name))
    .filter(file => !/(^|[/\\])\./.test(path.relative(word, file)))
    .filter(file => fs.statSync(file).isFile())
    .sort();
}

async function materialOf(
  file: string,
  t: Given['t'],
): Promise<{ url?: string; upload?: Upload }> {
  if (/^https?:\/\//.test(file)) return { url: file };
  let bytes: Buffer;
  try {
    bytes = file === '-' ? await readInput() : fs.readFileSync(file);
  } catch {
    throw new Error(t('cli.noFile', { file }));
  }
  return {
    upload: { bytes: new Uint8Array(bytes), name: path.basename(file) },
  };
}

async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function readPassword(t: Given['t']): Promise<string> {
  const [line = ''] = (await readInput()).toString('utf8').split(/\r?\n/);
  if (line === '') throw new Error(t('cli.noPassword'));
  return line;
}

/** Acts as somebody: by e-mail, or as the owner. */
async function actAs(
  { db, workspaceId }: Database,
  email: string | null,
  t: Given['t'],
): Promise<Context> {
  let actor: Account | null;
  if (email === null) {
    actor = await findOwner(db, workspaceId);
    if (!actor) throw new Error(t('cli.noOwner'));
  } else {
    actor = await findPersonByEmail(db, workspaceId, email);
    if (!actor) throw new Error(t('cli.noPerson', { email }));
  }
  return { db, workspaceId, actor };
}

/** The terminal's language. */
function languageHere(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh-CN' : 'en';
}

function sentence(error: unknown): string {
  if (error instanceof AppError) return problemOf(error, languageHere()).detail;
  return error instanceof Error ? error.message : String(error);
}

/** Runs one command; returns the exit status. */
export async function main(argv: string[]): Promise<number> {
  const t = translator(languageHere());
  let database: Database | undefined;
  try {
    const { command, options, words } = read(argv);
    database = await openDatabase(readConfig(process.env));
    await seed(database.db, database.workspaceId);
    const say = (line: string, value: unknown): void => {
      const json = options['json'] ? JSON.stringify(value) : line;
      process.stdout.write(`${json}\n`);
    };
    return (await command.run({ options, words, database, say, t })) ?? 0;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${t('cli.usage', { detail: error.message })}\n`);
      return 2;
    }
    process.stderr.write(`${sentence(error)}\n`);
    return 1;
  } finally {
    await database?.close();
  }
}

function read(argv: string[]): {
  command: Command;
  options: Options;
  words: string[];
} {
  const name = [argv.slice(0, 2).join(' '), argv[0] ?? ''].find(
    candidate => COMMANDS[candidate],
  );
  const command = name === undefined ? undefined : COMMANDS[name];
  if (name === undefined || !command) {
    throw new UsageError(`${argv[0] ?? ''}\n\n${USAGE}`);
  }
  const args = argv.slice(name.split(' ').length);
  let parsed;
  try {
    parsed = parseArgs({
      args,
      options: { ...command.options, json: flag },
      allowPositionals: command.words !== undefined,
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
  const options = parsed.values as Options;
  const missing = command.required?.find(option => !options[option]);
  if (missing) throw new UsageError(`--${missing}\n\n${USAGE}`);
  const words = parsed.positionals;
  const right =
    command.words === 'one'
      ? words.length === 1
      : command.words === undefined || words.length > 0;
  if (!right) throw new UsageError(`${name}\n\n${USAGE}`);
  return { command, options, words };
}
