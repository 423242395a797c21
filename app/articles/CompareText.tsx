import { memo } from 'react';

import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import type { Block } from '#app/articles/article.ts';
import {
  diffCharacters,
  diffSentences,
  type Piece,
  type Row,
} from '#app/articles/compare.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';

/** What is replaced whole where it changed. */
export type Grain = 'character' | 'sentence';

/** The pieces of a pair of blocks; one is absent where it is new, or gone. */
export function piecesOf(
  before: Block | undefined,
  after: Block | undefined,
  grain: Grain,
): Piece[] {
  if (!before) return [{ text: after?.text ?? '', type: 'added' }];
  if (!after) return [{ text: before.text, type: 'removed' }];
  const diff = grain === 'sentence' ? diffSentences : diffCharacters;
  return diff(before.text, after.text);
}

type Props = {
  row: Row;
  before: Block | undefined;
  after: Block | undefined;
  /** Beside each other, or as one text. */
  together: boolean;
  grain: Grain;
  /** Annotations on the earlier version, and on the later one; null where it can have none. */
  marksBefore: AnnotationList | null;
  marksAfter: AnnotationList | null;
  /** Whether it is the difference that one has come to. */
  current: boolean;
};

/** A row of the comparison: a block of either version. */
export const CompareRow = memo(function CompareRow(props: Props) {
  const { row, before, after, together, marksBefore, marksAfter } = props;
  const { t } = useTranslation();
  const changed = !row.same || row.moved !== null;
  const both = before && after && row.moved !== 'away';
  const pieces = piecesOf(
    row.moved === 'here' && !row.same ? before : both ? before : undefined,
    after,
    props.grain,
  );
  const name = `pr ${(after ?? before)?.type ?? ''}${props.current ? ' now' : ''}`;
  const left = before && row.moved !== 'here';
  const right = after && row.moved !== 'away';
  const gone = left && !right;
  const come = right && !left;
  const moved = row.moved && (
    <span className="mv">
      {t(row.moved === 'away' ? 'compare.movedTo' : 'compare.movedFrom', {
        n: ((row.moved === 'away' ? row.after : row.before) ?? 0) + 1,
      })}
    </span>
  );
  const rightText = right && (
    <>
      <Speaker before={left ? before : undefined} after={after} />
      <Text
        pieces={
          row.same || (come && row.moved === null) || (row.moved && row.same)
            ? [{ text: after.text, type: 'same' }]
            : pieces
        }
        start={after.start}
        marks={marksAfter}
      />
    </>
  );
  const leftText = left && (
    <>
      <Speaker after={before} />
      <Text
        pieces={[{ text: before.text, type: 'same' }]}
        start={before.start}
        marks={marksBefore}
      />
    </>
  );
  return (
    <div
      className={name}
      id={
        changed
          ? `change-${row.before ?? ''}-${row.after ?? ''}-${row.moved ?? ''}`
          : undefined
      }
      aria-current={props.current ? 'true' : undefined}
    >
      {!together && (
        <>
          <span className="g num">{left ? (row.before ?? 0) + 1 : ''}</span>
          {left ? (
            <p className={row.moved ? 'mo' : gone ? 'rm' : undefined}>
              {leftText}
              {gone && moved}
            </p>
          ) : (
            <div className="no" />
          )}
        </>
      )}
      <span className="g num">{right ? (row.after ?? 0) + 1 : ''}</span>
      {right ? (
        <p
          className={row.moved ? 'mo' : come ? 'ad' : undefined}
          data-side="after"
        >
          {rightText}
          {come && moved}
        </p>
      ) : together ? (
        <p className={row.moved ? 'mo' : 'rm'}>
          {row.moved ? leftText : <del>{leftText}</del>}
          {moved}
        </p>
      ) : (
        <div className="no" />
      )}
    </div>
  );
});

/** Who says it, and who said it before. */
function Speaker({
  before,
  after,
}: {
  before?: Block | undefined;
  after: Block;
}) {
  const was = before?.speaker;
  const is = after.speaker;
  if (was === is || before === undefined) {
    return is && after.type === 'turn' ? <b className="sp">{is}</b> : null;
  }
  return (
    <b className="sp">
      {was && <del>{was}</del>}
      {is && <ins>{is}</ins>}
    </b>
  );
}

/** A block's text in pieces, with what lies on it. */
function Text({
  pieces,
  start,
  marks,
}: {
  pieces: Piece[];
  start: number;
  marks: AnnotationList | null;
}) {
  let at = start;
  return pieces.map(({ text, type }, i) => {
    if (type === 'removed') return <del key={i}>{text}</del>;
    const from = at;
    at += text.length;
    const inner = <Marked text={text} start={from} marks={marks} />;
    return type === 'added' ? (
      <ins key={i}>{inner}</ins>
    ) : (
      <span key={i}>{inner}</span>
    );
  });
}

/** Text cut where annotations begin and end; each cut knows its offset in the version. */
function Marked({
  text,
  start,
  marks,
}: {
  text: string;
  start: number;
  marks: AnnotationList | null;
}) {
  const end = start + text.length;
  const there = marks?.within(start, end) ?? [];
  const cuts = new Set([start, end]);
  for (const i of there) {
    cuts.add(Math.max(start, marks?.start(i) ?? start));
    cuts.add(Math.min(end, marks?.end(i) ?? end));
  }
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, k) => {
    const to = edges[k + 1] ?? end;
    const over = there.filter(
      i => (marks?.start(i) ?? 0) <= from && (marks?.end(i) ?? 0) >= to,
    );
    // The innermost is seen.
    const top = over.at(-1);
    const words = text.slice(from - start, to - start);
    if (top === undefined || !marks) {
      return (
        <span key={from} data-at={from}>
          {words}
        </span>
      );
    }
    const colour = marks.colour(top);
    return (
      <mark
        key={from}
        data-at={from}
        data-annotations={over.map(i => marks.id(i)).join(' ')}
        className={colour ? `hl hl-${colour}` : 'note-a'}
      >
        {words}
      </mark>
    );
  });
}
