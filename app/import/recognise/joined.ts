import type { Line } from '#app/import/page.ts';
import { units } from '#app/import/recognise/measure.ts';
import {
  isChineseName,
  isEnglishName,
  isRole,
} from '#app/import/recognise/names.ts';

/** Of what a field's name in a box of its own is the name. */
const IS_SOURCE = /^(文章|稿件|信息|新闻|内容)?(来源|來源|稿源)$/;
const IS_DAY =
  /^(date|published|posted|updated|(发布|发稿|更新)?(时间|日期))$/i;
const IS_ENGLISH =
  /^((written|words|story|text|edited|photographs|photos|photography|illustrations?|translated|produced|fact-checked|reporting|editing|additional reporting) by|authors?|editors?|photographer|illustrator|translator|producer|fact-checker|copy editor|photography|photographs|illustrations|translation)$/i;

/** What names a field, and holds nothing of it: 来源, Author, 发布时间. */
export const namesField = (text: string): boolean => {
  const name = text.replace(/\s*[:：]$/, '');
  return (
    IS_SOURCE.test(name) ||
    IS_ENGLISH.test(name) ||
    IS_DAY.test(name) ||
    isRole(name)
  );
};

/** Lines as they are to be recognised, and which of them say what stands in the line before. */
export type Joined = { lines: Line[]; held: number[] };

/**
 * Where a field's name stands in a box, and what it names in the next, the first says
 * both, 来源：某报, and the next is none to be read.
 */
export function joinLabels(read: readonly Line[]): Joined {
  const lines = [...read];
  const held: number[] = [];
  for (let i = 0; i + 1 < lines.length; i += 1) {
    const [line, next] = [lines[i], lines[i + 1]] as [Line, Line];
    const text = together(line, next);
    if (text === null) continue;
    const { zone, path, hint } = line;
    lines[i] = {
      text,
      ...(zone ? { zone } : {}),
      ...(path ? { path } : {}),
      ...(hint ? { hint } : {}),
    };
    lines[i + 1] = { ...next, out: 'hidden' };
    held.push(i + 1);
    i += 1;
  }
  return { lines, held };
}

function together(line: Line, next: Line): string | null {
  // A heading heads what is below it, and a title of one word is no field's name.
  if (line.as === 'heading' || line.text.length > 24) return null;
  if (isOut(line) || isOut(next)) return null;
  const label = line.text.replace(/^[【[(（]|\s*[:：|｜/／]$/g, '');
  const value = next.text.replace(/[】\])）]$/, '');
  if (IS_ENGLISH.test(label)) {
    const names = value.split(/\s*(?:,|&|\band\b)\s*/);
    if (!names.every(isEnglishName)) return null;
    return / by$/i.test(label) ? `${label} ${value}` : `${label}: ${value}`;
  }
  // A pen name is known by its label alone; one that asks in a dialogue has words below.
  const penned =
    label !== line.text &&
    label !== '记者' &&
    /^\p{Script=Han}{2,4}$/u.test(value);
  const named = isRole(label) && (penned || isNames(value));
  return (IS_SOURCE.test(label) ? isHouse(value) : named)
    ? `${label}：${value}`
    : null;
}

/** What is hidden, or is said to readers, names nobody; a link may be a person's page. */
const isOut = ({ out }: Line): boolean =>
  out !== undefined && out !== 'related' && out !== 'navigation';

/** A number of staff behind a name. */
const STAFF = /[_＿-]?[A-Za-z]{0,4}\d+$/;

const isNames = (text: string): boolean => {
  if (isEnglishName(text)) return true;
  const names = text.split(/[\s、，,/／&]+/).filter(name => name !== '');
  return (
    names.length > 0 &&
    names.length <= 6 &&
    names.every(name => isChineseName(name.replace(STAFF, '')))
  );
};

const isHouse = (text: string): boolean =>
  units(text) <= 14 &&
  /^[\p{L}\p{N}《》“”·\s]+$/u.test(text) &&
  /\p{L}/u.test(text) &&
  !/\d{4}/.test(text) &&
  !isRole(text);
