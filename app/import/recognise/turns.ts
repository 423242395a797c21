import type { Line } from '#app/import/page.ts';
import { isChineseName, isEnglishName } from '#app/import/recognise/names.ts';
import { remembered } from '#app/import/remembered.ts';

/** A line that opens with a label and a colon. */
type Labelled = { label: string; text: string };

const LABEL =
  /^(?:[■□●○◆◇◎]\s*)?(《[^《》]{1,20}》|[\p{L}\p{N}·•.'’ -]{1,24}?)(?:\s*[（([【][^（）()[\]【】]{1,30}[)）\]】])?\s*[:：](?!\/\/)\s*(.*)$/u;

/** Labels of a dialogue that need no second appearance. */
const GENERIC = new Set(
  '问 問 答 记者 記者 主持人 主持 提问 采访者 受访者 观众 听众 读者 网友 学生 Q A q a Interviewer Host Moderator Audience'.split(
    ' ',
  ),
);

/** Words before a colon that are no speaker, however often they come. */
const NOT_SPEAKERS = new Set(
  '比如 例如 譬如 首先 其次 再次 最后 第一 第二 第三 第四 其一 其二 其三 一是 二是 三是 注 注意 结论 原因 标题 时间 地点 来源 作者 编辑 导语 摘要 图 表 优点 缺点 编者按 记者按 背景 事实 提示 提醒 警告 另外 此外 总之 结果 问题 答案 目的 方法 意义 对象 电话 邮箱 地址 网址 链接 费用 票价 开放时间 截至目前 Note Update Updated Correction Photo Photos Source Sources Tip Warning Example Pros Cons Summary Where When What Who Why How Time Date Place Phone Email Address Price By'.split(
    ' ',
  ),
);

/** Without a colon: 问 …, Q. …, Q … */
const SPACED = /^(?:([问問答])|([QA])[.．]|(Q)(?=\s+[\p{Lu}“"(]))\s+(\S.*)$/u;
/** A name before a wide space. */
const WIDE = /^(\p{Script=Han}{2,4})\u3000+(?=\S)/u;

/** English: `Jane Roe, chief economist: …`, or alone above what is said. */
const TITLED =
  /^(\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3}), [^:：.!?]{2,70}[:：](?:\s+(.+))?$/u;
/** A dash where others put a colon. */
const DASHED =
  /^([\p{L}\p{N}·•.'’ ]{1,24}?)\s*(?:——?|–| - )\s*(?=[^\s—–-])(.+)$/u;

/** A stroke, behind a person's name. */
const STROKED = /^([\p{L}·•.'’ ]{1,24}?)\s*[｜丨|]\s*(\S.*)$/u;

/** A line's label, by its colon; null when it has none. */
export const readLabel = remembered((line): Labelled | null => {
  const titled = TITLED.exec(line);
  if (titled) return { label: titled[1] ?? '', text: titled[2] ?? '' };
  const match = LABEL.exec(line);
  const label = match?.[1]?.trim();
  return match && label && couldSpeak(label)
    ? { label: plainLabel(label), text: match[2] ?? '' }
    : null;
});

/** 问1, Q2 and A3 are 问, Q and A; and 问题一 is 问. */
const plainLabel = (label: string): string =>
  label.replace(
    /^(问|答|Q|A)题?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})$/,
    '$1',
  );

function couldSpeak(label: string): boolean {
  if (NOT_SPEAKERS.has(label)) return false;
  const han = label.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han > 12 || /^\d+$/.test(label)) return false;
  if (han === 0 && !GENERIC.has(label) && !/^[A-Z]/.test(label)) return false;
  return !(han === 0 && label.split(' ').length > 4);
}

/** When it was said, as transcripts have it before a name, or behind one that stands alone. */
const TIMED = /^[[(（【]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?[\])）】]?\s+(?=\D)/;
const NAME_TIMED =
  /^([\p{L}\d .·'’-]{1,24}?)\s+[[(（【]?\d{1,2}:\d{2}(?::\d{2})?[\])）】]?$/u;
/** The same before what is said: Jane (0:12) …, Jane [00:00:12]: … */
const TIMED_BETWEEN =
  /^([\p{L}\d .·'’-]{1,24}?)\s*[[(（【]\d{1,2}:\d{2}(?::\d{2})?[\])）】]\s*[:：]?\s*(\S.*)$/u;
/** 【某人】 before what is said. */
const BRACKETED = /^[【[]([^】\]]{1,16})[】\]]\s*[:：]?\s*(.+)$/u;

/** A line's label, by what its markup emphasises, its colon, a time, brackets, or a dash. */
function labelIn(line: Spoken): Labelled | null {
  const timed = NAME_TIMED.exec(line.text)?.[1];
  if (timed && couldStandApart(timed)) return { label: timed, text: '' };
  const between = /\d:\d\d/.test(line.text) && TIMED_BETWEEN.exec(line.text);
  const [, told, words = ''] = between || [];
  if (told && couldStandApart(told)) return { label: told, text: words };
  const spoken = line.text.replace(TIMED, '');
  const spaced = spacedIn(spoken);
  if (spaced) return spaced;
  const read = readLabel(spoken);
  if (read && !goesOn(line, read)) return read;
  const [, bracketed, said = ''] = BRACKETED.exec(spoken) ?? [];
  if (bracketed && couldStandApart(bracketed))
    return { label: bracketed, text: said };
  if (line.label !== undefined && line.label.length <= 30) {
    const label = line.label.replace(/\s*[:：.|｜]$/, '');
    const text = line.text.slice(line.label.length).trim();
    const plain = !/[。，？！,?!]/.test(label) || FROM.test(label);
    if (couldSpeak(label) && text !== '' && plain) {
      return { label: plainLabel(label), text: text.replace(/^[:：]\s*/, '') };
    }
  }
  const stroke = /[｜丨|]/.test(line.text) && STROKED.exec(line.text);
  const [, stroked = '', next = ''] = stroke || [];
  if (GENERIC.has(stroked) || isChineseName(stroked) || isEnglishName(stroked))
    return { label: stroked, text: next };
  const dashed = DASHED.exec(line.text);
  const label = dashed?.[1]?.trim();
  if (dashed && label && couldSpeak(label) && isPersonal(label)) {
    return { label, text: dashed[2] ?? '' };
  }
  if (line.bold && line.text.length <= ALONE && couldSpeak(line.text)) {
    if (/[，。？！,?!：:]/.test(line.text)) return null;
    return { label: plainLabel(line.text), text: '' };
  }
  return null;
}

/** Whether a colon is none of a bold name's, but of what is said behind it; or there is none. */
const goesOn = ({ label }: Spoken, read: Labelled | null): boolean =>
  read === null || read.label.startsWith(`${label} `);

/** A label of dialogues that a space sets apart. */
function spacedIn(line: string): Labelled | null {
  const [, ask, letter, q, text = ''] = SPACED.exec(line) ?? [];
  const label = ask ?? letter ?? q;
  return label === undefined ? null : { label, text };
}

/** Who writes in, and from where: Jane, Leeds. */
const FROM = /^\p{Lu}[\p{L}.'’ -]+, \p{Lu}[\p{L}'’ -]+$/u;

/** A name that stands apart is no longer, in UTF-16 units. */
const ALONE = 24;
/** Where all are persons' names, a dialogue has one at least every so many lines; else it takes turns. */
const BETWEEN_NAMES = 4;
const TAKING_TURNS = 2.5;

/** Words that could be a name which nothing but its place sets apart. */
const couldStandApart = (text: string): boolean =>
  text.length <= ALONE && couldSpeak(text) && !/[。，？！,?!：:；;]/.test(text);

/**
 * The names that stand apart though nothing emphasises them: two or more that come
 * back, all through a stretch of lines. `nameIn` is what a line has for one,
 * `speaks` whether words follow it.
 */
function standingApart(
  lines: Spoken[],
  nameIn: (line: Spoken) => string | undefined,
  speaks: (i: number, names: ReadonlySet<string>) => boolean,
): ReadonlySet<string> {
  const labels = lines.map(line => {
    const name = nameIn(line);
    return name !== undefined && couldStandApart(name) ? name : null;
  });
  const counts = new Map<string, number>();
  for (const name of labels) {
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = new Set(
    [...counts].flatMap(([name, count]) => (count >= 2 ? [name] : [])),
  );
  const at = labels.flatMap((name, i) =>
    name !== null && names.has(name) ? [i] : [],
  );
  const stretch = (at.at(-1) ?? 0) - (at[0] ?? 0);
  // A word alone may be anything, an agency under its pictures: but a surname of
  // whom the text calls by both.
  const isSure = (name: string): boolean =>
    GENERIC.has(name) ||
    (/^\p{Lu}\S+$/u.test(name)
      ? lines.some(({ text }) => endsFullName(text, name))
      : isPersonal(name));
  const sure = [...names].filter(isSure).length;
  const most = sure === names.size ? BETWEEN_NAMES : TAKING_TURNS;
  const found =
    names.size >= 2 &&
    sure > 0 &&
    stretch <= at.length * most &&
    at.every(i => speaks(i, names));
  return found ? names : new Set();
}

const endsFullName = (text: string, surname: string): boolean => {
  const at = text.toLowerCase().indexOf(` ${surname.toLowerCase()}`);
  return (
    at > 0 &&
    /\p{Lu}[\p{L}.'’-]+$/u.test(text.slice(0, at)) &&
    !/^\p{L}/u.test(text.slice(at + 1 + surname.length))
  );
};

/** Names alone on their lines, each above what is said. */
const aloneIn = (lines: Spoken[]): ReadonlySet<string> =>
  standingApart(
    lines,
    line => line.text,
    (i, names) => {
      const next = lines[i + 1]?.text;
      return next !== undefined && !names.has(next);
    },
  );

const HELD = /^[[［【]\s*([^[\]［］【】]{2,24}?)\s*[\]］】]$/u;
/** The name that a line holds in brackets, and nothing else: [主持人]. */
export const heldName = (line: string): string | undefined =>
  HELD.exec(line)?.[1];

/** Such names, each above what is said. */
const heldIn = (lines: Spoken[]): ReadonlySet<string> =>
  standingApart(
    lines,
    line => heldName(line.text),
    i => {
      const next = lines[i + 1]?.text;
      return next !== undefined && heldName(next) === undefined;
    },
  );

/** Names in elements of their own before what is said. */
const beforeIn = (lines: Spoken[]): ReadonlySet<string> =>
  standingApart(
    lines,
    line => line.opening,
    i => {
      const { text = '', opening = '' } = lines[i] ?? {};
      return /^[\p{Lu}\p{Script=Han}\d“"「『‘']/u.test(
        text.slice(opening.length).trim(),
      );
    },
  );

const isPersonal = (label: string): boolean =>
  GENERIC.has(label) ||
  isChineseName(label) ||
  /^\p{Lu}[\p{L}.'’-]+( \p{Lu}[\p{L}.'’-]+){0,3}$/u.test(label);

/** Who speaks in some lines, and how to tell from one of them. */
export type Speakers = {
  /** Who speaks a line, and what; null when it opens no turn. `text` is empty for a name alone. */
  read(line: Spoken): { speaker: string; text: string } | null;
};
type Spoken = Pick<Line, 'text' | 'label' | 'bold' | 'opening'>;

/** Learns who speaks in these lines. */
export function speakersIn(given: Spoken[]): Speakers {
  const alone = aloneIn(given);
  const before = beforeIn(given);
  const held = heldIn(given);
  const wide = standingApart(
    given,
    line => WIDE.exec(line.text)?.[1],
    () => true,
  );
  const shown = (line: Spoken): Spoken => {
    const inside = held.size > 0 ? heldName(line.text) : undefined;
    if (inside !== undefined) return { ...line, text: inside, bold: true };
    const once = alone.size > 0 && OF_A_HOUSE.test(line.text);
    if (once || alone.has(line.text)) return { ...line, bold: true };
    const named = WIDE.exec(line.text)?.[1];
    if (named !== undefined && wide.has(named))
      return { ...line, label: named };
    const { opening } = line;
    return opening !== undefined && before.has(opening)
      ? { ...line, label: opening }
      : line;
  };
  const lines = given.map(shown);
  const labels = lines.map(labelIn);
  const names = new Set(namesIn(lines, labels));
  if (held.size > 0) {
    // Who writes in says one thing.
    for (const { text } of given) {
      const name = heldName(text);
      if (name !== undefined) names.add(name);
    }
  }
  const titled = new Map<string, string>();
  for (const name of names) {
    // Introduced in full, then called by the surname: JANE ROE, HOST; ROE.
    titled.set(name, inFull(name, names));
  }
  for (const read of labels) {
    // Introduced once with a title before the name: 某公司总裁张三：
    if (!read || names.has(read.label)) continue;
    const name = [...names].find(
      n => isChineseName(n) && read.label.endsWith(n),
    );
    if (name) titled.set(read.label, name);
  }
  // Names that emphasis alone sets apart: what has a colon behind it is a title.
  const apart = (line: Spoken): boolean =>
    line.label !== undefined && goesOn(line, readLabel(line.text));
  const spoken = lines.filter((_, i) => names.has(labels[i]?.label ?? ''));
  const bare = spoken.filter(apart).length;
  const emphasised = bare >= 3 && bare >= spoken.length - 1;
  return {
    read: given => {
      const line = shown(given);
      const read = labelIn(line);
      if (!read || (emphasised && !apart(line))) return null;
      const speaker =
        titled.get(read.label) ??
        (names.has(read.label) ? read.label : undefined);
      return speaker === undefined ? null : { speaker, text: read.text };
    },
  };
}

/**
 * The names of those who speak. A label is one when it comes back (or is one that
 * dialogues use), and there are two of them; in a dialogue a name that the text
 * knows is one even when it speaks once.
 */
function namesIn(
  lines: Spoken[],
  labels: (Labelled | null)[],
): ReadonlySet<string> {
  const all = new Set(labels.flatMap(read => (read ? [read.label] : [])));
  const counts = new Map<string, number>();
  for (const read of labels) {
    if (!read) continue;
    const label = inFull(read.label, all);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const texts = lines.map(line => line.text);
  const speakers = new Set<string>();
  let turns = 0;
  for (const [label, count] of counts) {
    if (GENERIC.has(label) || OF_A_HOUSE.test(label) || count >= 2) {
      speakers.add(label);
      turns += count;
    }
  }
  const asked = texts.some(line => /[？?][”’"']?$/.test(line));
  const known = [...speakers].some(
    label =>
      GENERIC.has(label) ||
      isChineseName(label) ||
      IN_CAPITALS.test(label) ||
      (IN_FULL.test(label) && all.has(label.split(' ').at(-1) ?? '')),
  );
  if (speakers.size < 2 || turns < 3 || !(asked || known)) {
    return pair(counts, texts) ?? answered(counts, labels) ?? new Set();
  }
  // A name alone on its line, once, without a colon, is as likely a heading.
  labels.forEach((read, i) => {
    if (!read) return;
    const alone = /[:：]$/.test(texts[i] ?? '') && IN_FULL.test(read.label);
    const named = read.text !== '' && isNamed(read.label, texts);
    if (alone || named) speakers.add(read.label);
  });
  for (const label of amongTurns(labels, speakers)) speakers.add(label);
  for (const label of all) {
    if (speakers.has(inFull(label, all))) speakers.add(label);
  }
  return speakers;
}

/** Who asks once, for a house: 某晚报记者. Ours is who wrote this. */
const OF_A_HOUSE =
  /^(?!(本[报刊台网社]|实习|见习|特约|全媒体|首席))\p{Script=Han}{2,10}(记者|記者)$/u;

/** Transcripts of broadcasts: JANE ROE. */
const IN_CAPITALS = /^\p{Lu}[\p{Lu}.'’-]+( \p{Lu}[\p{Lu}.'’-]+){1,3}$/u;

/** Who may be called by a surname later. */
const IN_FULL = /^\p{Lu}[\p{L}.'’-]+( \p{Lu}[\p{L}.'’-]+){1,3}$/u;

/** The one label that a surname is the end of; itself where none or several are. */
function inFull(label: string, all: ReadonlySet<string>): string {
  const whole = [...all].filter(other => other.endsWith(` ${label}`));
  return (whole.length === 1 && whole[0]) || label;
}

/** Labels that stand between two turns, and could be names by their length. */
function amongTurns(
  labels: (Labelled | null)[],
  speakers: ReadonlySet<string>,
): Set<string> {
  const speaks = (i: number): boolean => speakers.has(labels[i]?.label ?? '');
  return new Set(
    labels.flatMap((read, i) =>
      read &&
      speaks(i - 1) &&
      speaks(i + 1) &&
      (COULD_BE_CALLED.test(read.label) || IN_FULL.test(read.label))
        ? [read.label]
        : [],
    ),
  );
}

/** Chinese: two or three characters, none of them one that sentences are made with. */
const COULD_BE_CALLED =
  /^(?:(?![的是了不我你他她这那有一在说])\p{Script=Han}){2,3}$/u;

/**
 * A dialogue too short for a label to come back: two or more of whom the text
 * speaks elsewhere (or 问 and 答), and a question. Whoever asks speaks too.
 */
function pair(
  counts: Map<string, number>,
  lines: string[],
): Set<string> | null {
  const labels = [...counts.keys()];
  const asks = (label: string): boolean =>
    lines.some(line => {
      const read = readLabel(line);
      return read?.label === label && /[？?][”’"']?$/.test(read.text);
    });
  const sure = labels.filter(
    label => GENERIC.has(label) || isMentioned(label, lines),
  );
  // Somebody the text knows, and whoever comes back.
  const known = labels.filter(
    label => sure.includes(label) || (counts.get(label) ?? 0) >= 2,
  );
  if (
    sure.length < 1 ||
    known.length < 2 ||
    !(labels.some(asks) || sure.every(l => GENERIC.has(l)))
  ) {
    return null;
  }
  return new Set([...known, ...labels.filter(asks)]);
}

/** So many answers make a dialogue with people who each ask once. */
const ANSWERS = 3;

/** Somebody who answers everybody: right below each of whose questions they speak. */
function answered(
  counts: Map<string, number>,
  labels: (Labelled | null)[],
): Set<string> | null {
  const [who = '', times = 0] =
    [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  if (times < ANSWERS || !isPersonal(who)) return null;
  const asking = labels.flatMap((read, i) => {
    const before = labels[i - 1];
    return read?.label === who && before && before.label !== who
      ? [before]
      : [];
  });
  const asked = asking.filter(({ text }) => /[？?][”’"']?$/.test(text));
  return asking.length === times && asked.length >= times - 1
    ? new Set([who, ...asking.map(({ label }) => label)])
    : null;
}

/** Whether a label is a person's name: by its surname, or known to the text. */
function isNamed(label: string, lines: string[]): boolean {
  return isChineseName(label) || isMentioned(label, lines);
}

/** Whether a label is a name that stands elsewhere in the text too. */
function isMentioned(label: string, lines: string[]): boolean {
  const name = label.split(' ').at(-1) ?? label;
  const person =
    isChineseName(label) || (/^[A-Z]/.test(label) && name.length > 1);
  return (
    person &&
    lines.some(line => line.includes(name) && readLabel(line)?.label !== label)
  );
}
