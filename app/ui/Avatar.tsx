import { monogram } from '#app/people/person.ts';

/** Somebody, as the first character of the name in their colour. */
export function Avatar({
  name,
  colour,
  size,
}: {
  name: string;
  colour: number;
  size?: 'sm' | 'lg';
}) {
  return (
    <span
      className={`av a${colour}${size ? ` ${size}` : ''}`}
      role="img"
      title={name}
      aria-label={name}
    >
      {monogram(name)}
    </span>
  );
}
