import { remembered } from '#app/import/remembered.ts';

/** A letter or a digit that is no Han character: the set has no other name that regular expressions know. */
const LETTER = String.raw`[^\p{Script=Han}\p{P}\p{S}\p{Z}\p{C}\p{M}]`;
const UNIT = new RegExp(
  String.raw`\p{Script=Han}|${LETTER}+(?:['’.,-]${LETTER}+)*`,
  'gu',
);

/** Length of a line as a reader feels it: Han characters plus words. */
export const units = remembered(text => text.match(UNIT)?.length ?? 0);

/** Whether a line ends as a sentence does, also inside closing quotes or brackets. */
export function endsSentence(text: string): boolean {
  return /[。！？；…!?;.][”’」』）)"'】\]]*$/.test(text);
}

/** Whether a line is running text rather than a title, a label or a control. */
export function isProse(text: string): boolean {
  if (hasUnits(text, 45)) return true;
  return /[。；…;.][”’」』）)"']*$/.test(text) && hasUnits(text, 14);
}

/** Whether a line is at least so long. */
const hasUnits = (text: string, least: number): boolean =>
  text.length >= least && units(text) >= least;

/** BCP 47 language of a text, from its script. */
export function languageOf(text: string): string {
  const sample = text.slice(0, 20_000);
  const count = (pattern: RegExp): number => sample.match(pattern)?.length ?? 0;
  const han = count(/\p{Script=Han}/gu);
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(/\p{Script=Hangul}/gu);
  const words = count(/\p{Script=Latin}+/gu);
  if (kana > han / 5 && kana > 0) return 'ja';
  if (hangul > han && hangul > words) return 'ko';
  return han >= words ? 'zh' : 'en';
}
