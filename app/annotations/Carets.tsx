import { useLayoutEffect, useState, type RefObject } from 'react';

import type { Present } from '#app/live/event.ts';
import type { ReaderHandle } from '#app/reader/Reader.tsx';

type Props = {
  present: readonly Present[];
  reader: RefObject<ReaderHandle>;
  frame: RefObject<HTMLElement>;
};

type Drawn = {
  key: string;
  colour: number;
  name: string | null;
  left: number;
  top: number;
  width: number;
  height: number;
};

/** What others have selected, in their colours, with their names. */
export function Carets({ present, reader, frame }: Props) {
  const [drawn, setDrawn] = useState<Drawn[]>([]);
  useLayoutEffect(() => {
    const draw = (): void => {
      const origin = frame.current?.getBoundingClientRect();
      if (!origin || !reader.current) return;
      const { current } = reader;
      setDrawn(
        present.flatMap(({ tab, person, selection }) => {
          if (!selection) return [];
          const rects = current.rectsOf(selection);
          return rects.map((rect, i): Drawn => ({
            key: `${tab}-${i}`,
            colour: person.colour,
            name: i === rects.length - 1 ? person.name : null,
            left: rect.left - origin.left,
            top: rect.top - origin.top,
            width: rect.width,
            height: rect.height,
          }));
        }),
      );
    };
    draw();
    window.addEventListener('resize', draw);
    return () => window.removeEventListener('resize', draw);
  }, [frame, present, reader]);
  return (
    <div className="carets" aria-hidden="true">
      {drawn.map(({ key, colour, name, ...box }) => (
        <i key={key} className={`caret a${colour}`} style={box}>
          {name && <b>{name}</b>}
        </i>
      ))}
    </div>
  );
}
