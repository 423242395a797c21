import { and, eq, inArray, isNull, sql } from 'drizzle-orm';

import type {
  Account,
  Digest,
  Language,
  Person,
  Role,
} from '#app/people/person.ts';
import type { Db, Tx } from '#db/client.ts';
import { identities, people, sessions, tokens } from '#db/schema/people.ts';

/** A person as inserted; `email` null makes the built-in one. */
export type NewPerson = {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  language: Language;
  colour: number;
  passwordHash: string | null;
};

export async function insertPerson(
  db: Db | Tx,
  workspaceId: string,
  person: NewPerson,
): Promise<void> {
  await db
    .insert(people)
    .values({ workspaceId, ...person, builtIn: person.email === null });
}

const account = {
  id: people.id,
  name: people.name,
  role: people.role,
  colour: people.colour,
  email: sql<string>`${people.email}`,
  language: people.language,
};

/** Somebody who can sign in, by e-mail (any case), with the password's hash. */
export async function findPersonByEmail(
  db: Db | Tx,
  workspaceId: string,
  email: string,
): Promise<
  (Account & { passwordHash: string | null; disabled: boolean }) | null
> {
  const rows = await db
    .select({
      ...account,
      passwordHash: people.passwordHash,
      disabled: sql<boolean>`${people.disabledAt} is not null`,
    })
    .from(people)
    .where(
      and(
        eq(people.workspaceId, workspaceId),
        sql`lower(${people.email}) = lower(${email})`,
      ),
    );
  return rows[0] ?? null;
}

/** Everybody but the built-in person, oldest first. */
export function listPeople(
  db: Db | Tx,
  workspaceId: string,
): Promise<(Account & { disabled: boolean })[]> {
  return db
    .select({
      ...account,
      disabled: sql<boolean>`${people.disabledAt} is not null`,
    })
    .from(people)
    .where(and(eq(people.workspaceId, workspaceId), eq(people.builtIn, false)))
    .orderBy(people.createdAt, people.id);
}

/** A member with what only owners and the member see. */
export type MemberRow = Account & {
  digest: Digest;
  revision: number;
  disabled: boolean;
  erased: boolean;
};

const member = {
  ...account,
  digest: people.digest,
  revision: people.revision,
  disabled: sql<boolean>`${people.disabledAt} is not null`,
  erased: sql<boolean>`${people.erasedAt} is not null`,
};

/** Everybody but the built-in person, oldest first; also those who were removed. */
export function listMembers(
  db: Db | Tx,
  workspaceId: string,
): Promise<MemberRow[]> {
  return db
    .select(member)
    .from(people)
    .where(and(eq(people.workspaceId, workspaceId), eq(people.builtIn, false)))
    .orderBy(people.createdAt, people.id);
}

/** One of them, locked until the transaction ends where there is one. */
export async function findMember(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<(MemberRow & { passwordHash: string | null }) | null> {
  const rows = await db
    .select({ ...member, passwordHash: people.passwordHash })
    .from(people)
    .where(
      and(
        eq(people.workspaceId, workspaceId),
        eq(people.id, id),
        eq(people.builtIn, false),
      ),
    )
    .for('update');
  return rows[0] ?? null;
}

/** What can be changed of somebody. */
export type PersonChange = {
  name?: string | undefined;
  email?: string | null | undefined;
  role?: Role | undefined;
  language?: Language | undefined;
  colour?: number | undefined;
  digest?: Digest | undefined;
  passwordHash?: string | null | undefined;
  disabledAt?: Date | null | undefined;
  erasedAt?: Date | undefined;
};

/** Changes somebody, and raises the revision. */
export async function updatePerson(
  tx: Db | Tx,
  workspaceId: string,
  id: string,
  change: PersonChange,
): Promise<void> {
  await tx
    .update(people)
    .set({ ...change, revision: sql`${people.revision} + 1` })
    .where(and(eq(people.workspaceId, workspaceId), eq(people.id, id)));
}

/** How many owners can sign in. */
export function countOwners(db: Db | Tx, workspaceId: string): Promise<number> {
  return db.$count(
    people,
    and(
      eq(people.workspaceId, workspaceId),
      eq(people.role, 'owner'),
      eq(people.builtIn, false),
      isNull(people.disabledAt),
    ),
  );
}

/** Those of these ids, in no order, disabled or not: authorship stays. */
export function findPeople(
  db: Db | Tx,
  workspaceId: string,
  ids: string[],
): Promise<Person[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return db
    .select({
      id: people.id,
      name: people.name,
      role: people.role,
      colour: people.colour,
    })
    .from(people)
    .where(and(eq(people.workspaceId, workspaceId), inArray(people.id, ids)));
}

/** Somebody who is still a member; null otherwise. */
export async function findAccount(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<Account | null> {
  const rows = await db
    .select(account)
    .from(people)
    .where(
      and(
        eq(people.workspaceId, workspaceId),
        eq(people.id, id),
        isNull(people.disabledAt),
      ),
    );
  return rows[0] ?? null;
}

/** The first owner who is not disabled; null before the first visit. */
export async function findOwner(
  db: Db | Tx,
  workspaceId: string,
): Promise<Account | null> {
  const rows = await db
    .select(account)
    .from(people)
    .where(
      and(
        eq(people.workspaceId, workspaceId),
        eq(people.role, 'owner'),
        eq(people.builtIn, false),
        isNull(people.disabledAt),
      ),
    )
    .orderBy(people.createdAt)
    .limit(1);
  return rows[0] ?? null;
}

/** Serialises what must happen once per workspace, such as making the first owner. */
/** What a workspace is called; empty where nobody has said. */
export async function workspaceName(
  db: Db | Tx,
  workspaceId: string,
): Promise<string> {
  const [row] = await db.execute<{ name: string }>(
    sql`select name from workspaces where id = ${workspaceId}`,
  );
  return row?.name ?? '';
}

export async function lockWorkspace(
  tx: Tx,
  workspaceId: string,
): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${workspaceId}, 0))`,
  );
}

export async function setPassword(
  db: Db | Tx,
  workspaceId: string,
  personId: string,
  passwordHash: string,
): Promise<void> {
  await db
    .update(people)
    .set({ passwordHash })
    .where(and(eq(people.workspaceId, workspaceId), eq(people.id, personId)));
}

export async function setLanguage(
  db: Db | Tx,
  workspaceId: string,
  personId: string,
  language: Language,
): Promise<void> {
  await db
    .update(people)
    .set({ language })
    .where(and(eq(people.workspaceId, workspaceId), eq(people.id, personId)));
}

/** Disables somebody and ends all their sessions and tokens. */
export async function disablePerson(
  tx: Tx,
  workspaceId: string,
  personId: string,
): Promise<void> {
  await tx
    .update(people)
    .set({ disabledAt: sql`now()` })
    .where(and(eq(people.workspaceId, workspaceId), eq(people.id, personId)));
  await endSessions(tx, workspaceId, personId);
}

export async function insertSession(
  db: Db | Tx,
  workspaceId: string,
  session: { secretHash: string; personId: string; expiresAt: Date },
): Promise<void> {
  await db.insert(sessions).values({ workspaceId, ...session });
}

/** Ends one session. Returns whose it was; null when there was none. */
export async function deleteSession(
  db: Db | Tx,
  workspaceId: string,
  secretHash: string,
): Promise<string | null> {
  const [gone] = await db
    .delete(sessions)
    .where(
      and(
        eq(sessions.workspaceId, workspaceId),
        eq(sessions.secretHash, secretHash),
      ),
    )
    .returning({ personId: sessions.personId });
  return gone?.personId ?? null;
}

export async function endSessions(
  db: Db | Tx,
  workspaceId: string,
  personId: string,
): Promise<void> {
  await db
    .delete(sessions)
    .where(
      and(
        eq(sessions.workspaceId, workspaceId),
        eq(sessions.personId, personId),
      ),
    );
}

/** An API token as listed; its secret is not kept. */
export type Token = {
  id: string;
  name: string;
  personId: string;
  email: string;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

export async function insertToken(
  db: Db | Tx,
  workspaceId: string,
  token: {
    id: string;
    personId: string;
    name: string;
    secretHash: string;
    expiresAt: Date | null;
  },
): Promise<void> {
  await db.insert(tokens).values({ workspaceId, ...token });
}

export function listTokens(db: Db | Tx, workspaceId: string): Promise<Token[]> {
  return db
    .select({
      id: tokens.id,
      name: tokens.name,
      personId: tokens.personId,
      email: sql<string>`${people.email}`,
      createdAt: tokens.createdAt,
      expiresAt: tokens.expiresAt,
      revokedAt: tokens.revokedAt,
    })
    .from(tokens)
    .innerJoin(
      people,
      and(
        eq(people.workspaceId, tokens.workspaceId),
        eq(people.id, tokens.personId),
      ),
    )
    .where(eq(tokens.workspaceId, workspaceId))
    .orderBy(tokens.createdAt);
}

/** Revokes a token; null when there is none by that id. */
export async function revokeToken(
  db: Db | Tx,
  workspaceId: string,
  id: string,
): Promise<{ id: string; personId: string } | null> {
  const rows = await db
    .update(tokens)
    .set({ revokedAt: sql`coalesce(${tokens.revokedAt}, now())` })
    .where(and(eq(tokens.workspaceId, workspaceId), eq(tokens.id, id)))
    .returning({ id: tokens.id, personId: tokens.personId });
  return rows[0] ?? null;
}

/** The member whom a provider's name for somebody means; null when nobody's. */
export async function findIdentity(
  db: Db | Tx,
  workspaceId: string,
  issuer: string,
  subject: string,
): Promise<(Account & { disabled: boolean }) | null> {
  const rows = await db
    .select({
      ...account,
      disabled: sql<boolean>`${people.disabledAt} is not null`,
    })
    .from(identities)
    .innerJoin(
      people,
      and(
        eq(people.workspaceId, identities.workspaceId),
        eq(people.id, identities.personId),
      ),
    )
    .where(
      and(
        eq(identities.workspaceId, workspaceId),
        eq(identities.issuer, issuer),
        eq(identities.subject, subject),
      ),
    );
  return rows[0] ?? null;
}

export async function insertIdentity(
  tx: Tx,
  workspaceId: string,
  identity: { issuer: string; subject: string; personId: string },
): Promise<void> {
  await tx.insert(identities).values({ workspaceId, ...identity });
}

/** Those whose digest is due: not sent for so many hours. */
export async function dueForDigest(
  db: Db | Tx,
  workspaceId: string,
  hours: number,
): Promise<(Account & { digestAt: Date | null; asOf: string })[]> {
  return db
    .select({
      ...account,
      digestAt: people.digestAt,
      // What comes after this is the next one's; and what may still come with a
      // time before it: a row has the time at which its transaction began.
      asOf: sql<string>`greatest(${people.digestAt}, date_trunc('milliseconds',
        (select min(xact_start) from pg_stat_activity
          where datname = current_database() and backend_type = 'client backend')
      ) - interval '1 millisecond')::text`,
    })
    .from(people)
    .where(
      and(
        eq(people.workspaceId, workspaceId),
        eq(people.digest, 'daily'),
        isNull(people.disabledAt),
        eq(people.builtIn, false),
        sql`coalesce(${people.digestAt}, ${people.createdAt}) < now() - make_interval(secs => ${hours * 3600})`,
      ),
    );
}

/** Takes the sending of somebody's digest; false when another process has it. */
export async function takeDigest(
  db: Db | Tx,
  workspaceId: string,
  personId: string,
  before: Date | null,
  asOf: string,
): Promise<boolean> {
  const taken = await db
    .update(people)
    .set({ digestAt: sql`${asOf}::timestamptz` })
    .where(
      and(
        eq(people.workspaceId, workspaceId),
        eq(people.id, personId),
        before
          ? sql`date_trunc('milliseconds', ${people.digestAt}) = ${before.toISOString()}::timestamptz`
          : isNull(people.digestAt),
      ),
    )
    .returning({ id: people.id });
  return taken.length > 0;
}
