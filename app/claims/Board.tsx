import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';

import { useBoardKeys } from '#app/claims/use-board-keys.ts';
import {
  addressOf,
  isFiltered,
  readBoard,
  rowsOf,
  shownOf,
  writeBoard,
  type BoardClaim,
  type BoardView,
} from '#app/claims/board.ts';
import { BoardBulk } from '#app/claims/BoardBulk.tsx';
import { BoardFilters } from '#app/claims/BoardFilters.tsx';
import { BoardList, type BoardListHandle } from '#app/claims/BoardList.tsx';
import { BoardProgress } from '#app/claims/BoardProgress.tsx';
import { ClaimPeek, type PeekPart } from '#app/claims/ClaimPeek.tsx';
import { EvidenceStore } from '#app/claims/evidence-store.ts';
import { useBoard } from '#app/claims/use-board.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { ask } from '#app/live/ask.ts';
import { draftsOf } from '#app/live/drafts.ts';
import { outbox } from '#app/live/page-outbox.ts';
import type { Account, Person } from '#app/people/person.ts';
import { useAddress } from '#app/ui/use-address.ts';

type Props = {
  claims: readonly BoardClaim[];
  /** The article whose board it is; null for all of them. */
  article: { id: string; title: string } | null;
  people: readonly Person[];
  me: Account;
  /** Where the activity log was when the page was loaded. */
  position: string;
  /** Whether bare keys are commands. */
  singleKeys: boolean;
  /** What stands between the tools and the list. */
  children?: ReactNode;
};

/** The claims of an article, or of all, as a list to work through: filtered, grouped, assigned, looked into. */
export function Board(props: Props) {
  const { t } = useTranslation();
  const { article, people, me } = props;
  const [params, changeAddress] = useAddress();
  const view = useMemo(() => readBoard(params), [params]);
  const setView = useCallback(
    (change: Partial<BoardView>) =>
      changeAddress(before =>
        writeBoard(before, { ...readBoard(before), ...change }),
      ),
    [changeAddress],
  );
  const [evidence] = useState(
    () => new EvidenceStore({ ask, send: change => outbox.send(change) }),
  );
  const drafts = useMemo(() => draftsOf(me.id), [me.id]);
  const board = useBoard({ ...props, evidence });
  const { claims } = board;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string | null>(null);
  const [peeking, setPeeking] = useState(false);
  const [part, setPart] = useState<PeekPart | null>(null);
  const list = useRef<BoardListHandle>(null);
  const found = useRef<HTMLInputElement>(null);

  const shown = useMemo(
    () => shownOf(claims, view, me.id),
    [claims, view, me.id],
  );
  const rows = useMemo(
    () => rowsOf(shown, view.group, closed),
    [shown, view.group, closed],
  );
  const order = useMemo(
    () => rows.flatMap(row => (row.type === 'claim' ? [row.claim.id] : [])),
    [rows],
  );
  const toggle = useCallback(
    (key: string) => setClosed(before => toggled(before, key)),
    [],
  );
  const pick = useCallback(
    (id: string) => setPicked(before => toggled(before, id)),
    [],
  );
  const open = useCallback(
    (id: string | null, next: PeekPart | null = null) => {
      setCurrent(id);
      setPeeking(id !== null);
      setPart(next);
    },
    [],
  );
  const step = (by: 1 | -1): void => {
    const at = current === null ? -1 : order.indexOf(current);
    const to = order[at < 0 ? (by > 0 ? 0 : order.length - 1) : at + by];
    if (to === undefined) return;
    setCurrent(to);
    setPart(null);
    list.current?.show(to);
  };

  useBoardKeys(props.singleKeys, {
    step,
    peek: () => setPeeking(!peeking && current !== null),
    part: next => {
      if (current === null) return false;
      open(current, next);
      return true;
    },
    pick: () => current !== null && pick(current),
    find: () => found.current?.focus(),
    enter: () => {
      const claim = claims.find(({ id }) => id === current);
      if (claim) location.assign(addressOf(claim));
      return claim !== undefined;
    },
    close: () => {
      if (part !== null) setPart(null);
      else if (peeking) setPeeking(false);
      else if (picked.size > 0) setPicked(new Set());
      else setCurrent(null);
    },
  });

  // What has gone is picked, and looked at, no more.
  useEffect(() => {
    const there = new Set(claims.map(({ id }) => id));
    setPicked(before =>
      [...before].every(id => there.has(id))
        ? before
        : new Set([...before].filter(id => there.has(id))),
    );
  }, [claims]);

  const looked = peeking ? claims.find(({ id }) => id === current) : undefined;
  return (
    <>
      <BoardProgress claims={claims} />
      <BoardFilters
        claims={claims}
        people={people}
        view={view}
        onChange={setView}
        field={found}
      />
      {picked.size > 0 && (
        <BoardBulk
          count={picked.size}
          people={people}
          onAssign={checker => board.changeAll([...picked], { checker })}
          onClear={() => setPicked(new Set())}
        />
      )}
      {board.refused && (
        <p className="er bar-er" role="alert">
          {board.refused}
        </p>
      )}
      {props.children}
      <div className={looked ? 'split peeking' : 'split'}>
        {rows.length === 0 ? (
          <p className="none">
            {t(
              isFiltered(view)
                ? 'claims.none'
                : article
                  ? 'claims.emptyHere'
                  : 'claims.empty',
            )}{' '}
            {isFiltered(view) && (
              <a
                className="btn line"
                href={article ? `?article=${article.id}` : '?'}
              >
                {t('claims.drop')}
              </a>
            )}
          </p>
        ) : (
          <BoardList
            rows={rows}
            people={people}
            grouping={view.group}
            closed={closed}
            picked={picked}
            current={current}
            withArticle={article === null}
            onToggle={toggle}
            onPick={pick}
            onOpen={open}
            handle={list}
          />
        )}
        {looked && (
          <ClaimPeek
            key={looked.id}
            claim={looked}
            part={part}
            people={people}
            me={me}
            evidence={evidence}
            drafts={drafts}
            onPart={setPart}
            onChange={change => board.changeAll([looked.id], change)}
            onStep={step}
            onClose={() => setPeeking(false)}
          />
        )}
      </div>
    </>
  );
}

function toggled(
  before: ReadonlySet<string>,
  key: string,
): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(key)) after.add(key);
  return after;
}
