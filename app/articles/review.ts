import { stitch } from '#app/import/join.ts';
import {
  inRole,
  isPassageRole,
  type Doubt,
  type Fields,
  type LineRole,
  type MarkedLine,
  type Reading,
} from '#app/import/reading.ts';
import { readNames, readPeople } from '#app/import/recognise/names.ts';
import { findTime } from '#app/import/recognise/time.ts';
import { readLabel } from '#app/import/recognise/turns.ts';

/** A page as somebody corrects it. */
export type Draft = Pick<Reading, 'lines' | 'fields'>;

/** One correction. `at` is a line's index; `offset` UTF-16 into its text. */
export type Edit =
  | { type: 'role'; at: number; role: LineRole }
  | { type: 'turn'; at: number; speaker: string }
  | { type: 'speaker'; at: number; speaker: string | null }
  | { type: 'rename'; from: string; to: string }
  | { type: 'merge'; at: number }
  | { type: 'split'; at: number; offset: number }
  | { type: 'text'; at: number; text: string }
  | { type: 'sure'; at: number }
  | { type: 'fields'; fields: Partial<Fields> };

/** A page with a correction made; the same one where it changes nothing. */
export function correct(draft: Draft, edit: Edit): Draft {
  const { lines, fields } = draft;
  const line = 'at' in edit ? lines[edit.at] : undefined;
  switch (edit.type) {
    case 'fields':
      return { lines, fields: { ...fields, ...edit.fields } };
    case 'rename':
      return edit.to === '' ? draft : { ...draft, lines: renamed(lines, edit) };
    case 'role':
      return line ? taken(draft, edit.at, line, edit.role) : draft;
    case 'turn':
      return line ? turned(draft, edit.at, line, edit.speaker) : draft;
    case 'speaker':
      return line ? spoken(draft, edit.at, line, edit.speaker) : draft;
    case 'sure':
      return line ? put(draft, edit.at, [sure(line)]) : draft;
    case 'text':
      return line ? retold(draft, edit.at, line, edit.text) : draft;
    case 'merge':
      return line ? merged(draft, edit.at, line) : draft;
    case 'split':
      return line ? parted(draft, edit.at, line, edit.offset) : draft;
  }
}

const put = (
  { lines, fields }: Draft,
  at: number,
  instead: MarkedLine[],
  count = 1,
): Draft => ({
  fields,
  lines: [...lines.slice(0, at), ...instead, ...lines.slice(at + count)],
});

const sure = ({ doubt: _, ...line }: MarkedLine): MarkedLine => line;

/** A line in another role; fields are read from it, or given up with it. */
function taken(
  draft: Draft,
  at: number,
  line: MarkedLine,
  role: LineRole,
): Draft {
  if (role === 'turn') {
    const speaker = readLabel(line.raw)?.label ?? speakerBefore(draft, at);
    return speaker === null ? draft : turned(draft, at, line, speaker);
  }
  const next = inRole(
    isPassageRole(role) ? line : { ...line, text: line.raw },
    role,
  );
  // Nobody speaks from here on whose turn it was.
  const silent = line.role === 'turn' ? silenced(draft, at) : draft;
  const done = put(silent, at, [next]);
  if (role === 'title') return titled(done, at, next);
  const fields = { ...done.fields };
  if (role === 'byline') {
    const names = readNames(line.raw);
    if (names.length > 0) fields.byline = names;
  } else if (role === 'dateline') {
    fields.publishedAt =
      findTime(line.raw, fields.language)?.instant ?? fields.publishedAt;
    const source = /(?:来源|來源|source)\s*[:：]\s*(.+?)(?:\s{2,}|\u3000|$)/iu;
    fields.source = source.exec(line.raw)?.[1] ?? fields.source;
  } else if (role === 'section') {
    fields.section = line.raw.replace(/\s*[>›»]\s*$/, '').slice(0, 200);
  } else if (role === 'credits') {
    const people = readPeople(line.raw)?.credits ?? [];
    fields.credits = [...fields.credits, ...people];
  }
  return { ...done, fields };
}

/** One line is the title; the one that was is text. */
function titled({ lines, fields }: Draft, at: number, line: MarkedLine): Draft {
  return {
    fields: { ...fields, title: line.raw },
    lines: lines.map((other, i) =>
      i !== at && other.role === 'title' ? inRole(other, 'paragraph') : other,
    ),
  };
}

/** The lines below a turn that go on with it, `[at + 1, end)`. */
function goesOnUntil(
  { lines }: Draft,
  at: number,
  speaker: string | null,
): number {
  let end = at + 1;
  for (; end < lines.length; end += 1) {
    const line = lines[end];
    if (!line || line.role === 'turn' || line.role === 'heading') break;
    if (!isPassageRole(line.role)) continue;
    if ((line.speaker ?? null) !== speaker) break;
  }
  return end;
}

function silenced(draft: Draft, at: number): Draft {
  const speaker = draft.lines[at]?.speaker ?? null;
  const end = goesOnUntil(draft, at, speaker);
  return {
    ...draft,
    lines: draft.lines.map((line, i) => {
      if (i <= at || i >= end) return line;
      const { speaker: _, ...rest } = line;
      return rest;
    }),
  };
}

/** A line that opens a turn, with the paragraphs below it that nobody else speaks. */
function turned(
  draft: Draft,
  at: number,
  line: MarkedLine,
  speaker: string,
): Draft {
  const label = readLabel(line.raw);
  const text = label && label.text !== '' ? label.text : line.text || line.raw;
  const before = line.speaker ?? null;
  const end = goesOnUntil(draft, at, before);
  const next = { ...inRole({ ...line, text }, 'turn'), speaker };
  const lines = draft.lines.map((other, i) => {
    if (i === at) return next;
    const follows = i > at && i < end && other.role === 'paragraph';
    return follows ? { ...other, speaker } : other;
  });
  return { ...draft, lines };
}

/** Who says a line: of a turn all of it; of a paragraph, it goes on with the turn or opens one. */
function spoken(
  draft: Draft,
  at: number,
  line: MarkedLine,
  speaker: string | null,
): Draft {
  if (speaker === null) {
    const { speaker: _, ...rest } = sure(line);
    return put(draft, at, [
      line.role === 'turn' ? { ...rest, role: 'paragraph' } : rest,
    ]);
  }
  if (speaker === line.speaker) return put(draft, at, [sure(line)]);
  return turned(draft, at, line, speaker);
}

const renamed = (
  lines: MarkedLine[],
  { from, to }: { from: string; to: string },
): MarkedLine[] =>
  lines.map(line => (line.speaker === from ? { ...line, speaker: to } : line));

function retold(
  draft: Draft,
  at: number,
  line: MarkedLine,
  text: string,
): Draft {
  const clean = text.trim();
  if (clean === '' || clean === line.text) return draft;
  const done = put(draft, at, [{ ...sure(line), text: clean, raw: clean }]);
  return line.role === 'title'
    ? { ...done, fields: { ...done.fields, title: clean } }
    : done;
}

/** A line with the next one at its end. */
function merged(draft: Draft, at: number, line: MarkedLine): Draft {
  const next = draft.lines[at + 1];
  if (!next) return draft;
  const raw = stitch(line.raw, next.raw);
  const text = stitch(line.text || line.raw, next.text || next.raw);
  return put(draft, at, [{ ...sure(line), raw, text }], 2);
}

/** A line in two; the second goes on with what the first is. */
function parted(
  draft: Draft,
  at: number,
  line: MarkedLine,
  offset: number,
): Draft {
  const first = line.text.slice(0, offset).trim();
  const second = line.text.slice(offset).trim();
  if (first === '' || second === '') return draft;
  const { role } = line;
  const rest: MarkedLine = {
    ...sure(line),
    raw: second,
    text: second,
    role: role === 'turn' || role === 'title' ? 'paragraph' : role,
  };
  // What stands before a turn's words, a name and its colon, stays with the first.
  const lead = line.raw.endsWith(line.text)
    ? line.raw.slice(0, line.raw.length - line.text.length)
    : '';
  const head = { ...sure(line), raw: lead + first, text: first };
  const done = put(draft, at, [head, rest]);
  return role === 'title'
    ? { ...done, fields: { ...done.fields, title: first } }
    : done;
}

/** Who speaks, in the order of their first turns. */
export const speakersOf = (lines: MarkedLine[]): string[] => [
  ...new Set(
    lines.flatMap(line =>
      line.role === 'turn' && line.speaker ? [line.speaker] : [],
    ),
  ),
];

/** The speaker who asks most; null where nobody does. */
export function askerOf(lines: MarkedLine[]): string | null {
  const asked = new Map<string, number>();
  for (const { role, speaker, text } of lines) {
    if (role !== 'turn' || !speaker) continue;
    const question = /[？?][”’」』"']?$/.test(text) ? 1 : -1;
    asked.set(speaker, (asked.get(speaker) ?? 0) + question);
  }
  const [best] = [...asked].sort((a, b) => b[1] - a[1]);
  return best && best[1] > 0 ? best[0] : null;
}

function speakerBefore({ lines }: Draft, at: number): string | null {
  const before = lines.slice(0, at).findLast(line => line.role === 'turn');
  return before?.speaker ?? speakersOf(lines)[0] ?? null;
}

/** What a line can be taken for where it asks, the present guess first. */
export type Choice = { edit: Edit; on: boolean } & (
  { role: LineRole } | { speaker: string | null }
);

const ROLES: Record<Exclude<Doubt, 'speaker'>, LineRole[]> = {
  title: ['title', 'paragraph', 'out'],
  caption: ['caption', 'paragraph', 'out'],
  heading: ['heading', 'paragraph', 'out'],
};

export function choicesFor(lines: MarkedLine[], at: number): Choice[] {
  const line = lines[at];
  if (!line?.doubt) return [];
  if (line.doubt === 'speaker') {
    const own = line.speaker;
    return [...speakersOf(lines).slice(0, 4), null].map(speaker => ({
      speaker,
      on: speaker === own,
      edit: { type: 'speaker', at, speaker },
    }));
  }
  return ROLES[line.doubt].map(role => ({
    role,
    on: role === line.role,
    edit:
      role === line.role ? { type: 'sure', at } : { type: 'role', at, role },
  }));
}
