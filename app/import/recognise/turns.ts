import { isChineseName } from '#app/import/recognise/names.ts';

/** A line that opens with a label and a colon. */
type Labelled = { label: string; text: string };

const LABEL =
  /^([\p{L}\p{N}·•.'’ -]{1,24}?)(?:[（(][^（）()]{1,30}[)）])?\s*[:：](?!\/\/)\s*(.*)$/u;

/** Labels of a dialogue that need no second appearance. */
const GENERIC = new Set(
  '问 答 记者 主持人 主持 提问 采访者 受访者 观众 听众 读者 网友 学生 Q A q a Interviewer Host Moderator Audience'.split(
    ' ',
  ),
);

/** Words before a colon that are no speaker, however often they come. */
const NOT_SPEAKERS = new Set(
  '比如 例如 譬如 首先 其次 再次 最后 第一 第二 第三 第四 其一 其二 其三 一是 二是 三是 注 注意 结论 原因 标题 时间 地点 来源 作者 编辑 导语 摘要 图 表 优点 缺点 编者按 记者按 背景 事实 提示 提醒 警告 另外 此外 总之 结果 问题 答案 目的 方法 意义 对象 电话 邮箱 地址 网址 链接 费用 票价 开放时间 截至目前 Note Update Updated Correction Photo Photos Source Sources Tip Warning Example Pros Cons Summary Where When What Who Why How Time Date Place Phone Email Address Price'.split(
    ' ',
  ),
);

export function readLabel(line: string): Labelled | null {
  const match = LABEL.exec(line);
  const label = match?.[1]?.trim();
  if (!match || !label || NOT_SPEAKERS.has(label)) return null;
  const han = label.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han > 10 || /^\d+$/.test(label)) return null;
  if (han === 0 && !GENERIC.has(label) && !/^[A-Z]/.test(label)) return null;
  if (han === 0 && label.split(' ').length > 4) return null;
  if (/^\d{1,2}$/.test(label)) return null;
  return { label, text: match[2] ?? '' };
}

/**
 * Who speaks in these lines. A label is a speaker when it comes back (or is one
 * that dialogues use), and there are two of them; in a dialogue a name that the
 * text knows is one even when it speaks once.
 */
export function speakersIn(lines: string[]): Set<string> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const label = readLabel(line)?.label;
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const speakers = new Set<string>();
  let turns = 0;
  for (const [label, count] of counts) {
    if (GENERIC.has(label) || count >= 2) {
      speakers.add(label);
      turns += count;
    }
  }
  const asked = lines.some(line => /[？?][”’"']?$/.test(line));
  const known = [...speakers].some(
    label => GENERIC.has(label) || isChineseName(label),
  );
  if (speakers.size < 2 || turns < 3 || !(asked || known)) {
    return pair(counts, lines) ?? new Set();
  }
  for (const label of counts.keys()) {
    if (!speakers.has(label) && isNamed(label, lines)) speakers.add(label);
  }
  return speakers;
}

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
  if (
    sure.length < 2 ||
    !(labels.some(asks) || sure.every(l => GENERIC.has(l)))
  ) {
    return null;
  }
  return new Set([...sure, ...labels.filter(asks)]);
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
