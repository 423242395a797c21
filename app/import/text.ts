import { trimLine } from '#app/articles/text.ts';

/** The lines of a plain text that hold anything, trimmed. */
export function textToLines(text: string): string[] {
  return text
    .split('\n')
    .map(trimLine)
    .filter(line => line !== '');
}
