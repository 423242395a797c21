import { polyphonic } from 'pinyin-pro';

/** As many readings of one name as are kept. */
const MOST = 8;

const HAN = /\p{Script=Han}/u;

/**
 * The initials of a name's pinyin, lower case, one for each reading: 重音 gives
 * `zy` and `cy`. What is not Han stands as itself; white space is left out. Empty for
 * a name without Han.
 */
export function initialsOf(name: string): string[] {
  if (!HAN.test(name)) return [];
  let readings = [''];
  for (const character of name.toLowerCase().replace(/\s/g, '')) {
    const initials = HAN.test(character) ? readingsOf(character) : [character];
    readings = readings
      .flatMap(reading => initials.map(initial => reading + initial))
      .slice(0, MOST);
  }
  return readings;
}

function readingsOf(character: string): string[] {
  const [readings] = polyphonic(character, {
    pattern: 'first',
    toneType: 'none',
    type: 'array',
  });
  return [...new Set(readings ?? [character])];
}
