import { useLayoutEffect, useRef, useState } from 'react';

import { COLOURS, type Colour } from '#app/annotations/annotation.ts';
import { COLOUR_KEYS } from '#app/annotations/labels.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  /** Client rectangles of the selected lines. */
  rects: () => DOMRect[];
  /** The element that the bar is placed in. */
  frame: () => HTMLElement | null;
  onHighlight(colour: Colour): void;
  onNote(): void;
  onTag(): void;
  /** Null for those who make no claims. */
  onClaim: (() => void) | null;
  onSource: (() => void) | null;
  onQuery: (() => void) | null;
  onEdit(): void;
  onLink(): void;
};

type Place = { left: number; top: number; nub: number; below: boolean };

const EDGE = 24;
const OFFSET = 9;

/**
 * What can be done with a selection. Below it, or above it near the end of the
 * viewport; docked at the bottom on a phone, where the style sheet places it.
 */
export function SelectionBar(props: Props) {
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place | null>(null);

  useLayoutEffect(() => {
    const frame = props.frame()?.getBoundingClientRect();
    const rects = props.rects();
    const last = rects.at(-1);
    const first = rects[0];
    if (!bar.current || !frame || !first || !last) return;
    const { offsetWidth: width, offsetHeight: height } = bar.current;
    const centre = last.left + last.width / 2 - frame.left;
    const right = Math.max(0, frame.width - width - 8);
    const left = Math.max(8, Math.min(right, centre - width / 2));
    const below = last.bottom + OFFSET + height + EDGE < window.innerHeight;
    const top = below
      ? last.bottom - frame.top + OFFSET
      : first.top - frame.top - height - OFFSET;
    setPlace({ left, top, below, nub: centre - left });
  }, [props]);

  const style = place
    ? ({
        left: place.left,
        top: place.top,
        '--nub': `${place.nub}px`,
      } as React.CSSProperties)
    : { visibility: 'hidden' as const };
  return (
    <div
      ref={bar}
      className={place?.below === false ? 'tb' : 'tb below'}
      style={style}
      role="toolbar"
      aria-label={t('selection.bar')}
      // The press must not take the selection away before it is used.
      onPointerDown={event => event.preventDefault()}
    >
      <div className="r">
        {COLOURS.map(colour => (
          <button
            key={colour}
            type="button"
            className={`sw hl-${colour}`}
            onClick={() => props.onHighlight(colour)}
            aria-label={t('selection.highlight', {
              colour: t(`colour.${colour}`),
            })}
            title={t(`colour.${colour}`)}
            aria-keyshortcuts={COLOUR_KEYS[colour]}
          >
            <span className="d" />
            <span className="k" aria-hidden="true">
              {COLOUR_KEYS[colour]}
            </span>
          </button>
        ))}
      </div>
      <span className="vr" />
      <div className="r">
        <button type="button" onClick={props.onNote} aria-keyshortcuts="n">
          <Icon name="note" />
          <span>
            {t('selection.note')}
            <span className="k" aria-hidden="true">
              N
            </span>
          </span>
        </button>
        <button type="button" onClick={props.onTag} aria-keyshortcuts="t">
          <Icon name="tag" />
          <span>
            {t('selection.tag')}
            <span className="k" aria-hidden="true">
              T
            </span>
          </span>
        </button>
        {props.onClaim && (
          <button type="button" onClick={props.onClaim} aria-keyshortcuts="c">
            <Icon name="flag" />
            <span>
              {t('selection.claim')}
              <span className="k" aria-hidden="true">
                C
              </span>
            </span>
          </button>
        )}
        {props.onSource && (
          <button type="button" onClick={props.onSource} aria-keyshortcuts="s">
            <Icon name="book" />
            <span>
              {t('selection.source')}
              <span className="k" aria-hidden="true">
                S
              </span>
            </span>
          </button>
        )}
        {props.onQuery && (
          <button type="button" onClick={props.onQuery} aria-keyshortcuts="q">
            <Icon name="ask" />
            <span>
              {t('selection.query')}
              <span className="k" aria-hidden="true">
                Q
              </span>
            </span>
          </button>
        )}
        <button type="button" onClick={props.onEdit} aria-keyshortcuts="e">
          <Icon name="edit" />
          <span>
            {t('selection.edit')}
            <span className="k" aria-hidden="true">
              E
            </span>
          </span>
        </button>
        <button type="button" onClick={props.onLink} aria-keyshortcuts="l">
          <Icon name="link" />
          <span>
            {t('selection.link')}
            <span className="k" aria-hidden="true">
              L
            </span>
          </span>
        </button>
      </div>
    </div>
  );
}
