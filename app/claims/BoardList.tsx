import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useImperativeHandle, useRef, type Ref } from 'react';

import {
  addressOf,
  type BoardClaim,
  type BoardRow,
  type Grouping,
} from '#app/claims/board.ts';
import { numberText } from '#app/claims/claim.ts';
import { DueText } from '#app/claims/DueText.tsx';
import { EvidenceCount } from '#app/claims/EvidenceCount.tsx';
import { useVerdictName } from '#app/claims/use-verdict-names.ts';
import { PriorityMark, VerdictMark } from '#app/claims/VerdictMark.tsx';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { Person } from '#app/people/person.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon } from '#app/ui/Icon.tsx';

export type BoardListHandle = {
  /** Brings a claim into view. */
  show(id: string): void;
};

type Props = {
  rows: readonly BoardRow[];
  people: readonly Person[];
  grouping: Grouping;
  closed: ReadonlySet<string>;
  picked: ReadonlySet<string>;
  /** The claim that keys speak of; null for none. */
  current: string | null;
  withArticle: boolean;
  onToggle(group: string): void;
  onPick(id: string): void;
  onOpen(id: string): void;
  handle: Ref<BoardListHandle>;
};

/** A row's height, in pixels; measured anew where it is another, as on a phone. */
const ROW = 40;
/** As many rows beyond what is in view as are there already. */
const BEYOND = 12;
/** What the server takes a window to be. */
const FIRST = { width: 1200, height: 900 };

/** The claims as a table, of which the rows in view alone are there. */
export function BoardList(props: Props) {
  const { t } = useTranslation();
  const { rows, people } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: index => keyOf(rows[index]),
    overscan: BEYOND,
    initialRect: FIRST,
  });
  useImperativeHandle(
    props.handle,
    () => ({
      show: id => {
        const at = rows.findIndex(
          row => row.type === 'claim' && row.claim.id === id,
        );
        if (at >= 0) virtual.scrollToIndex(at);
      },
    }),
    [rows, virtual],
  );
  const items = virtual.getVirtualItems();
  const columns = ['number', 'one', 'speaker', 'verdict', 'priority'];
  return (
    <div
      ref={scroller}
      className={props.withArticle ? 'board all' : 'board'}
      role="table"
      aria-rowcount={rows.length + 1}
      aria-label={t('claims.title')}
      tabIndex={0}
    >
      <div role="rowgroup" className="bh">
        <div role="row" aria-rowindex={1} className="br">
          <span role="columnheader">
            <span className="vh">{t('claims.keys.move')}</span>
          </span>
          {columns.map(column => (
            <span role="columnheader" key={column}>
              {t(`claims.${column}`)}
            </span>
          ))}
          <span role="columnheader">{t('claims.checker')}</span>
          <span role="columnheader">{t('claims.evidence')}</span>
          <span role="columnheader">{t('claims.due')}</span>
        </div>
      </div>
      <div
        role="rowgroup"
        className="bb"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(item => {
          const row = rows[item.index];
          if (!row) return null;
          const place = {
            ref: virtual.measureElement,
            'data-index': item.index,
            'aria-rowindex': item.index + 2,
            style: { transform: `translateY(${item.start}px)` },
          };
          return row.type === 'group' ? (
            <div key={item.key} role="row" className="br grp" {...place}>
              <span role="cell">
                <button
                  type="button"
                  aria-expanded={!props.closed.has(row.key)}
                  onClick={() => props.onToggle(row.key)}
                >
                  <Icon
                    name={props.closed.has(row.key) ? 'right' : 'down'}
                    small
                  />
                  <GroupName {...props} group={row.key} />{' '}
                  <span className="n num">{row.count}</span>
                </button>
              </span>
            </div>
          ) : (
            <div
              key={item.key}
              role="row"
              aria-current={row.claim.id === props.current ? 'true' : undefined}
              className={`br r${row.claim.id === props.current ? ' cur' : ''}`}
              onClick={event => {
                const { target } = event;
                if (target instanceof Element && target.closest('a, input')) {
                  return;
                }
                props.onOpen(row.claim.id);
              }}
              {...place}
            >
              <ClaimRow
                claim={row.claim}
                people={people}
                picked={props.picked.has(row.claim.id)}
                withArticle={props.withArticle}
                onPick={props.onPick}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

const keyOf = (row: BoardRow | undefined): string =>
  row?.type === 'claim' ? row.claim.id : `group ${row?.key ?? ''}`;

function GroupName(props: Props & { group: string }) {
  const { t } = useTranslation();
  const { group, grouping, people, rows } = props;
  switch (grouping) {
    case 'state':
      return <>{t(`claims.groupOf.${group}`)}</>;
    case 'speaker':
      return <>{group || t('claims.noSpeaker')}</>;
    case 'checker':
      return (
        <>
          {people.find(({ id }) => id === group)?.name ??
            t('claims.unassigned')}
        </>
      );
    default: {
      const row = rows.find(
        one => one.type === 'claim' && one.claim.article === group,
      );
      return <>{row?.type === 'claim' ? row.claim.title : group}</>;
    }
  }
}

const ClaimRow = memo(function ClaimRow(props: {
  claim: BoardClaim;
  people: readonly Person[];
  picked: boolean;
  withArticle: boolean;
  onPick(id: string): void;
}) {
  const { t } = useTranslation();
  const nameOf = useVerdictName();
  const { claim, people } = props;
  const who = people.find(({ id }) => id === claim.checker);
  const number = numberText(claim.number);
  return (
    <>
      <span role="cell" className="pk">
        <input
          type="checkbox"
          aria-label={t('claims.pick', { number })}
          checked={props.picked}
          onChange={() => props.onPick(claim.id)}
        />
      </span>
      <span role="cell" className="no num">
        {number}
      </span>
      <span role="cell" className="tx">
        <a className="trunc" href={addressOf(claim)}>
          {claim.said}
        </a>
        {props.withArticle && (
          <small className="trunc muted">{claim.title}</small>
        )}
      </span>
      <span role="cell" className="sp trunc">
        {claim.speaker}
      </span>
      <span role="cell" className="ve">
        <VerdictMark verdict={claim.verdict} name={nameOf(claim)} bare />
      </span>
      <span role="cell" className="pr">
        <PriorityMark priority={claim.priority} />
      </span>
      <span role="cell" className="ch">
        {who ? (
          <Avatar name={who.name} colour={who.colour} size="sm" />
        ) : (
          <span
            className="av sm a0"
            role="img"
            aria-label={t('claims.unassigned')}
          />
        )}
      </span>
      <span role="cell" className="ev-n">
        <EvidenceCount counts={claim.evidence} />
      </span>
      <span role="cell" className="du">
        <DueText claim={claim} />
      </span>
    </>
  );
});
