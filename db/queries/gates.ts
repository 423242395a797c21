import { sql, type SQL } from 'drizzle-orm';

import type { Kind, Visibility } from '#app/annotations/annotation.ts';
import type {
  Correction,
  Gate,
  Rule,
  SignOff,
  Workflow,
  WorkflowSettings,
} from '#app/gates/gate.ts';
import type { Db, Tx } from '#db/client.ts';
import { at, who } from '#db/queries/json.ts';

/** How a workspace reviews; null where nobody has said. */
export async function findWorkflow(
  db: Db | Tx,
  workspaceId: string,
): Promise<WorkflowSettings | null> {
  const [row] = await db.execute<{
    workflow: Workflow;
    rules: Rule[];
    revision: number;
    signers: Partial<Record<Gate, string[]>>;
  }>(sql`
    select w.workflow, array_to_json(w.rules) as rules, w.revision,
      coalesce((select json_object_agg(g.gate, g.people) from (
        select p.gate, json_agg(p.person_id order by p.person_id) as people
        from gate_people p where p.workspace_id = w.workspace_id
        group by p.gate) g), '{}'::json) as signers
    from workflows w where w.workspace_id = ${workspaceId}`);
  return row ?? null;
}

export async function writeWorkflow(
  tx: Tx,
  workspaceId: string,
  { workflow, rules, signers, revision }: WorkflowSettings,
): Promise<void> {
  const kept = sql`array(select json_array_elements_text(${JSON.stringify(rules)}::text::json))`;
  await tx.execute(sql`
    insert into workflows (workspace_id, workflow, rules, revision)
    values (${workspaceId}, ${workflow}, ${kept}, ${revision})
    on conflict (workspace_id) do update set workflow = excluded.workflow,
      rules = excluded.rules, revision = excluded.revision`);
  await tx.execute(
    sql`delete from gate_people where workspace_id = ${workspaceId}`,
  );
  const people = Object.entries(signers).flatMap(([gate, ids]) =>
    ids.map(person => ({ gate, person })),
  );
  await tx.execute(sql`
    insert into gate_people (workspace_id, gate, person_id)
    select distinct ${workspaceId}::uuid, gate, person
    from json_to_recordset(${JSON.stringify(people)}::text::json)
      as g(gate text, person uuid)`);
}

/** Whether sign-off `s` holds no longer of `v`, the newest version. */
const VOID = sql.raw(`(s.version_hash <> v.hash or (s.gate like 'review-%'
  and exists (select 1 from versions w where w.workspace_id = s.workspace_id
    and w.article_id = s.article_id and w.created_by = s.person_id)))`);

/** An article's sign-offs, oldest first; void where the newest version's words are others, or the signer wrote one. */
export async function listSignOffs(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
): Promise<SignOff[]> {
  const rows = await db.execute<SignOff>(sql`
    select s.id, s.gate, s.version, s.version_hash as "versionHash",
      ${who('p')} as person, s.note, s.errors, ${at('s.at')} as at,
      ${VOID} as void
    from sign_offs s
    join people p on p.workspace_id = s.workspace_id and p.id = s.person_id
    join articles a on a.workspace_id = s.workspace_id and a.id = s.article_id
    join versions v on v.workspace_id = a.workspace_id
      and v.article_id = a.id and v.number = a.version
    where s.workspace_id = ${workspaceId} and s.article_id = ${articleId}
    order by s.at, s.id`);
  return [...rows];
}

/** What there is of an article on its way out. */
export type Standing = {
  id: string;
  /** What became of its last publication; null where there was none. */
  published: 'published' | 'withdrawn' | null;
  /** Gates that are signed over the newest version's words. */
  signed: Gate[];
  /** Whether it has a claim, a sign-off, or a check that everybody may know of. */
  begun: boolean;
  /** Whether it has checks where two have to check. */
  blind: boolean;
};

/** Articles' standings, in no order; those that aren't there are left out. */
export async function listStandings(
  db: Db | Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Standing[]> {
  const rows = await db.execute<Standing>(sql`
    select a.id,
      (select case when x.withdrawn_at is null then 'published'
          else 'withdrawn' end
        from publications x
        where x.workspace_id = a.workspace_id and x.article_id = a.id
        order by x.published_at desc, x.id desc limit 1) as published,
      coalesce((select json_agg(s.gate) from sign_offs s
        where s.workspace_id = a.workspace_id and s.article_id = a.id
          and not ${VOID}), '[]'::json) as signed,
      exists (select 1 from sign_offs s
          where s.workspace_id = a.workspace_id and s.article_id = a.id)
        or exists (select 1 from claims c
          join annotations x on x.workspace_id = c.workspace_id
            and x.id = c.annotation_id and x.deleted_at is null
            and x.visibility <> 'private'
          where c.workspace_id = a.workspace_id and c.article_id = a.id)
        or exists (select 1 from checks k ${ON_NEWEST} and not ${PAIRED})
        as begun,
      exists (select 1 from checks k ${ON_NEWEST} and ${PAIRED}) as blind
    from json_array_elements_text(${JSON.stringify(ids)}::text::json)
      as asked(id)
    join articles a on a.workspace_id = ${workspaceId}
      and a.id = asked.id::uuid and a.deleted_at is null
    join versions v on v.workspace_id = a.workspace_id
      and v.article_id = a.id and v.number = a.version`);
  return [...rows];
}

const ON_NEWEST = sql.raw(`where k.workspace_id = a.workspace_id
  and k.article_id = a.id and k.version = a.version`);

/** Whether check `k` lies where two have to check, from end to end. */
const PAIRED = sql.raw(`exists (select 1 from pairs q
  where q.workspace_id = k.workspace_id and q.article_id = k.article_id
    and q.version = k.version and q.start <= k.start and k."end" <= q."end")`);

/** Writes a sign-off down. @throws what the database holds: `sign_offs_*` */
export async function insertSignOff(
  tx: Tx,
  workspaceId: string,
  articleId: string,
  row: Omit<SignOff, 'person' | 'at' | 'void'> & { person: string },
): Promise<void> {
  await tx.execute(sql`
    insert into sign_offs (workspace_id, id, article_id, version,
      version_hash, gate, person_id, note, errors)
    values (${workspaceId}, ${row.id}, ${articleId}, ${row.version},
      ${row.versionHash}, ${row.gate}, ${row.person}, ${row.note},
      ${row.errors})`);
}

/** Whether somebody made a version of an article. */
export async function hasWritten(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
  personId: string,
): Promise<boolean> {
  const [row] = await db.execute<{ found: boolean }>(sql`
    select exists (select 1 from versions
      where workspace_id = ${workspaceId} and article_id = ${articleId}
        and created_by = ${personId}) as found`);
  return row?.found ?? false;
}

/** When a version was published; `withdrawn` says since when and why it is not any longer. */
export type PublicationRow = {
  id: string;
  version: number;
  by: { id: string; name: string };
  at: string;
  withdrawn: {
    by: { id: string; name: string };
    at: string;
    reason: string;
  } | null;
};

/** What was published of an article, newest first. */
export async function listPublications(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
): Promise<PublicationRow[]> {
  const rows = await db.execute<PublicationRow>(sql`
    select x.id, x.version, ${who('p')} as by, ${at('x.published_at')} as at,
      case when x.withdrawn_at is not null then json_build_object(
        'by', ${who('w')}, 'at', ${at('x.withdrawn_at')}, 'reason', x.reason)
      end as withdrawn
    from publications x
    join people p on p.workspace_id = x.workspace_id and p.id = x.published_by
    left join people w on w.workspace_id = x.workspace_id
      and w.id = x.withdrawn_by
    where x.workspace_id = ${workspaceId} and x.article_id = ${articleId}
    order by x.published_at desc, x.id desc`);
  return [...rows];
}

export async function insertPublication(
  tx: Tx,
  workspaceId: string,
  articleId: string,
  { id, version, by }: { id: string; version: number; by: string },
): Promise<void> {
  await tx.execute(sql`
    insert into publications (workspace_id, id, article_id, version, published_by)
    values (${workspaceId}, ${id}, ${articleId}, ${version}, ${by})`);
}

export async function withdrawPublication(
  tx: Tx,
  workspaceId: string,
  id: string,
  { by, reason }: { by: string; reason: string },
): Promise<void> {
  await tx.execute(sql`
    update publications set withdrawn_by = ${by}, withdrawn_at = now(),
      reason = ${reason}
    where workspace_id = ${workspaceId} and id = ${id}`);
}

/** An article's corrections, newest first. */
export async function listCorrections(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
): Promise<Correction[]> {
  const rows = await db.execute<Correction>(sql`
    select c.id, c.kind, c.from_version as "from", c.to_version as "to",
      c.wrong, c.text, ${who('p')} as by, ${at('c.created_at')} as at
    from corrections c
    join people p on p.workspace_id = c.workspace_id and p.id = c.created_by
    where c.workspace_id = ${workspaceId} and c.article_id = ${articleId}
    order by c.created_at desc, c.id desc`);
  return [...rows];
}

export async function insertCorrection(
  tx: Tx,
  workspaceId: string,
  articleId: string,
  row: Omit<Correction, 'by' | 'at'> & { by: string },
): Promise<void> {
  await tx.execute(sql`
    insert into corrections (workspace_id, id, article_id, kind, from_version,
      to_version, wrong, text, created_by)
    values (${workspaceId}, ${row.id}, ${articleId}, ${row.kind}, ${row.from},
      ${row.to}, ${row.wrong}, ${row.text}, ${row.by})`);
}

/** Where an annotation lies on a version. */
export type NotePlace = {
  id: string;
  kind: Kind;
  body: string;
  /** What a suggested edit puts in place of the words; null for all other kinds. */
  replacement: string | null;
  author: string;
  start: number;
  end: number;
};

/** Annotations of some kinds that some may see, on a version, by where they end. */
export async function listPlaces(
  db: Db | Tx,
  workspaceId: string,
  articleId: string,
  version: number,
  {
    visibilities,
    kinds,
  }: { visibilities: readonly Visibility[]; kinds: readonly Kind[] },
): Promise<NotePlace[]> {
  const among = (names: readonly string[]): SQL =>
    sql`array(select json_array_elements_text(${JSON.stringify(names)}::text::json))`;
  const rows = await db.execute<NotePlace>(sql`
    select x.id, x.kind, x.body, x.replacement, p.name as author, m.start, m."end"
    from annotations x
    join people p on p.workspace_id = x.workspace_id and p.id = x.created_by
    join anchors m on m.workspace_id = x.workspace_id
      and m.annotation_id = x.id and m.version = ${version}
      and m.start is not null
    where x.workspace_id = ${workspaceId} and x.article_id = ${articleId}
      and x.visibility = any(${among(visibilities)}) and x.deleted_at is null
      and x.kind = any(${among(kinds)})
    order by m."end", m.start, x.id`);
  return [...rows];
}
