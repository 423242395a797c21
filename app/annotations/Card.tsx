import {
  lazy,
  memo,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';

import {
  asksReview,
  COLOURS,
  isBare,
  VISIBILITIES,
  type Annotation,
  type AnnotationContent,
  type Decision,
} from '#app/annotations/annotation.ts';
import { Colleagues } from '#app/annotations/colleague.ts';
import { EditForm } from '#app/annotations/EditForm.tsx';
import { ClaimBody, ClaimHead, preloadClaim } from '#app/claims/ClaimCard.tsx';
import type { EvidenceStore } from '#app/claims/evidence-store.ts';
import { NoteText } from '#app/annotations/NoteText.tsx';
import { numberText } from '#app/claims/claim.ts';
import { plainNote } from '#app/annotations/plain-note.ts';
import type { Word } from '#app/annotations/tag.ts';
import type { ThreadStore } from '#app/annotations/thread-store.ts';
import { today } from '#app/i18n/today.ts';
import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { DraftShelf } from '#app/live/drafts.ts';
import {
  canEditArticles,
  canChangeAnnotation,
  canCheck,
  canResolve,
  type Actor,
} from '#app/people/policy.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon } from '#app/ui/Icon.tsx';
import { Later } from '#app/ui/Later.tsx';

/** What cards ask of the desk; the same object for all of them. */
export type CardActions = {
  activate(id: string): void;
  change(id: string, content: Partial<AnnotationContent>): void;
  remove(id: string): void;
  copyLink(id: string): void;
  /** A part of a card is opened, or with null closed. */
  open(id: string, part: CardPart | null): void;
  /** It is picked for what is done to several, or no longer. */
  pick(id: string): void;
};

/** What can be open on the active card. */
export type CardPart =
  'edit' | 'reply' | 'assign' | 'history' | 'verdict' | 'evidence';

const thread = () => import('#app/annotations/Thread.tsx');
const assignForm = () => import('#app/annotations/AssignForm.tsx');
const Thread = lazy(thread);
const AssignForm = lazy(assignForm);

/** Fetches what an active card needs beside its words. */
export const preloadParts = (): Promise<unknown> =>
  Promise.all([thread(), assignForm(), preloadClaim()]);

type Props = {
  annotation: Annotation;
  active: boolean;
  /** What is open on it; null for nothing. */
  part: CardPart | null;
  picked: boolean;
  threads: ThreadStore;
  evidence: EvidenceStore;
  me: Actor;
  words: readonly Word[];
  drafts: DraftShelf;
  actions: CardActions;
  /** Whether it is an edit that shares words with another one. */
  conflict: boolean;
  onDecide(id: string, decision: Decision): void;
};

/** An annotation beside its text: at rest, active, resolved. */
export const Card = memo(function Card(props: Props) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const { annotation, active, actions } = props;
  const { id, kind, colour, body, tags, author, anchor, resolved } = annotation;
  const { claim } = annotation;
  const quote = anchor?.exact ?? '';
  const editing = active && props.part === 'edit';
  // A boundary that React still hydrates breaks when the desk is used meanwhile.
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  const leave = (): void => {
    actions.open(id, null);
    document.getElementById(`a-${id}`)?.focus({ preventScroll: true });
  };

  return (
    <div
      id={`a-${id}`}
      data-card={id}
      className={[
        'card',
        kind,
        colour ? `hc-${colour}` : '',
        claim ? `v-${claim.verdict}` : '',
        active ? 'act' : '',
        resolved ? 'res' : '',
        props.picked ? 'picked' : '',
        anchor?.start === null ? 'orphan' : '',
      ].join(' ')}
      role="comment"
      aria-label={t('card.label', {
        kind: t(`kind.${kind}`),
        name: author.name,
        quote: quote.slice(0, 40) || t('card.wholeArticle'),
      })}
      aria-current={active ? 'true' : undefined}
      tabIndex={0}
      onClick={event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) actions.pick(id);
        else if (!active) actions.activate(id);
      }}
      onKeyDown={event => {
        if (event.target === event.currentTarget && event.key === 'Enter') {
          event.stopPropagation();
          actions.activate(id);
        }
      }}
    >
      {resolved && !active ? (
        <Resolved annotation={annotation} />
      ) : (
        <>
          {claim && <ClaimHead claim={claim} checker={annotation.assignee} />}
          <header className="hd" hidden={claim !== null && !active}>
            <Avatar name={author.name} colour={author.colour} />
            <b className="trunc">{author.name}</b>
            <time
              dateTime={new Date(annotation.createdAt).toISOString()}
              suppressHydrationWarning
            >
              {timeText(annotation.createdAt)}
            </time>
            {annotation.visibility === 'private' && (
              <span className="lk" role="img" aria-label={t('visible.private')}>
                <Icon name="lock" small />
              </span>
            )}
            {annotation.visibility === 'public' && (
              <span className="lk" role="img" aria-label={t('visible.public')}>
                <Icon name="eye" small />
              </span>
            )}
            <span className="grow" />
            <Tags tags={tags} words={props.words} />
            {!claim && (
              <span className="kd">
                {colour ? t(`colour.${colour}`) : t(`kind.${kind}`)}
              </span>
            )}
          </header>
          {(isBare(annotation) || kind === 'tag' || anchor?.start === null) && (
            <q className={anchor?.start === null ? 'qt gone' : 'qt'}>{quote}</q>
          )}
          {anchor ? (
            <Fate annotation={annotation} />
          ) : (
            <p className="wh">{t('card.wholeArticle')}</p>
          )}
          {!editing && annotation.replacement !== null && (
            <Replaced {...props} />
          )}
          {editing ? (
            <EditForm
              annotation={annotation}
              words={props.words}
              drafts={props.drafts}
              actions={actions}
            />
          ) : (
            !claim && body !== '' && <NoteText body={body} whole={active} />
          )}
          {kind === 'query' && (
            <a
              className="sum"
              href={`/articles/${annotation.articleId}/queries#q-${id}`}
            >
              <Icon name="ask" small /> {t('queries.see')}
            </a>
          )}
          {claim && (
            <ClaimBody
              annotation={annotation}
              active={active}
              mounted={mounted}
              part={props.part}
              evidence={props.evidence}
              me={props.me}
              drafts={props.drafts}
              onChange={change => actions.change(id, change)}
              onOpen={part => (part ? actions.open(id, part) : leave())}
            />
          )}
          {!(claim && !active) && <Assigned annotation={annotation} />}
          {!active && <Replies id={id} threads={props.threads} />}
          {active && props.part === 'assign' && (
            <Later>
              <AssignForm
                annotation={annotation}
                onChange={change => actions.change(id, change)}
                onLeave={leave}
              />
            </Later>
          )}
          {active && mounted && !editing && (
            <Later>
              <Thread
                annotation={annotation}
                threads={props.threads}
                me={props.me}
                drafts={props.drafts}
                replying={props.part === 'reply'}
                onLeave={leave}
              />
            </Later>
          )}
          {active && !editing && <Actions {...props} />}
        </>
      )}
    </div>
  );
});

function Resolved({ annotation }: { annotation: Annotation }) {
  const { t } = useTranslation();
  const { author, body, anchor, tags, claim } = annotation;
  const words = plainNote(body) || tags.join(' ') || anchor?.exact;
  return (
    <header className="hd">
      <Icon name="check" small />
      <b>{claim ? numberText(claim.number) : t('card.resolved')}</b>
      <span className="trunc">
        {author.name} · {words}
      </span>
    </header>
  );
}

/** What a new version did to its words, where somebody has to look at it. */
function Fate({ annotation }: { annotation: Annotation }) {
  const { t } = useTranslation();
  const { id, articleId, version, anchor, decision } = annotation;
  if (
    !anchor ||
    decision !== null ||
    (!asksReview(anchor) && anchor.review !== 'again')
  )
    return null;
  const lost = anchor.start === null;
  const state = anchor.review === 'again' ? 'again' : anchor.state;
  return (
    <p className={lost ? 'fate gone' : 'fate'}>
      <Icon name={lost ? 'off' : 'edit'} small />
      <span className="grow">{t(`card.fate.${state}`)}</span>
      {lost && (
        <a href={`/articles/${articleId}?version=${version}&annotation=${id}`}>
          {t('card.fate.see', { n: version })}
        </a>
      )}
      <a href={`/articles/${articleId}/compare?to=${anchor.version}`}>
        {t('card.fate.review')}
      </a>
    </p>
  );
}

/** What a suggested edit takes out and puts in, and what was decided of it. */
function Replaced({ annotation, me, active, conflict, onDecide }: Props) {
  const { t } = useTranslation();
  const { id, articleId, anchor, replacement, decision } = annotation;
  const open = decision === null;
  return (
    <>
      <p className="rw">
        <del>{anchor?.exact}</del>{' '}
        {replacement !== '' && <ins>{replacement}</ins>}
      </p>
      {!open && (
        <p className="sum">
          <Icon name={decision === 'accepted' ? 'check' : 'x'} small />
          {t(`edits.${decision}`)}
        </p>
      )}
      {open && conflict && (
        <p className="fate">
          <Icon name="warn" small /> {t('edits.conflict')}
        </p>
      )}
      {open && active && (
        <div className="row decide">
          {canEditArticles(me) && (
            <>
              <button
                type="button"
                className="btn line"
                onClick={() => onDecide(id, 'accepted')}
              >
                <Icon name="check" small /> {t('edits.accept')}
              </button>
              <button
                type="button"
                className="btn"
                onClick={() => onDecide(id, 'rejected')}
              >
                {t('edits.reject')}
              </button>
            </>
          )}
          <a className="btn" href={`/articles/${articleId}/compare?to=edits`}>
            {t('edits.preview')}
          </a>
        </div>
      )}
    </>
  );
}

/** How many replies there are, on a card at rest. */
function Replies({ id, threads }: { id: string; threads: ThreadStore }) {
  const { t } = useTranslation();
  const count = useSyncExternalStore(
    threads.subscribe,
    () => threads.thread(id).count,
    () => threads.thread(id).count,
  );
  if (count === 0) return null;
  return (
    <p className="sum">
      <Icon name="reply" small /> {t('thread.count', { count })}
    </p>
  );
}

/** Who is to see to it, and by when. */
function Assigned({ annotation }: { annotation: Annotation }) {
  const { t } = useTranslation();
  const colleagues = useContext(Colleagues);
  const { assignee, due, resolved } = annotation;
  if (assignee === null && due === null) return null;
  const who = colleagues.find(({ id }) => id === assignee);
  const late = due !== null && !resolved && due < today();
  return (
    <p className={late ? 'sum late' : 'sum'}>
      {assignee !== null && (
        <>
          <Icon name="user" small />
          {t('assign.to', { name: who?.name ?? t('assign.gone') })}
        </>
      )}
      {due !== null && (
        <time dateTime={due}>
          {t(late ? 'assign.late' : 'assign.by', { day: due })}
        </time>
      )}
    </p>
  );
}

function Tags({ tags, words }: { tags: string[]; words: readonly Word[] }) {
  return tags.map(tag => {
    const colour = words.find(word => word.name === tag)?.colour;
    return (
      <span className={colour ? `tag tc-${colour}` : 'tag'} key={tag}>
        {tag}
      </span>
    );
  });
}

function Actions({ annotation, me, actions }: Props) {
  const { t } = useTranslation();
  const { id, kind, colour, resolved, author, visibility } = annotation;
  const owned = { createdBy: author.id, visibility };
  const mayRemove = canChangeAnnotation(me, owned);
  const mayChange = kind === 'claim' ? canCheck(me) : mayRemove;
  return (
    <footer className="acts">
      {mayChange && kind === 'claim' && (
        <button
          type="button"
          className="btn"
          onClick={() => actions.open(id, 'verdict')}
          aria-keyshortcuts="v"
        >
          <Icon name="flag" small />
          {t('claims.decide')} <span className="kbd">V</span>
        </button>
      )}
      {mayChange && kind === 'highlight' && (
        <span className="sws" role="group" aria-label={t('card.colour')}>
          {COLOURS.map(choice => (
            <button
              key={choice}
              type="button"
              className={`sw hl-${choice}`}
              aria-pressed={choice === colour}
              aria-label={t(`colour.${choice}`)}
              title={t(`colour.${choice}`)}
              onClick={() => actions.change(id, { colour: choice })}
            >
              <span className="d" />
            </button>
          ))}
        </span>
      )}
      {mayChange && (
        <button
          type="button"
          className="btn"
          onClick={() => actions.open(id, 'edit')}
          aria-keyshortcuts="e"
        >
          <Icon name="edit" small />
          {t('card.edit')} <span className="kbd">E</span>
        </button>
      )}
      {canResolve(me, owned) && (
        <button
          type="button"
          className="btn"
          onClick={() => actions.open(id, 'assign')}
          aria-keyshortcuts="@"
        >
          <Icon name="user" small />
          {t('assign.action')} <span className="kbd">@</span>
        </button>
      )}
      {canResolve(me, owned) && (
        <button
          type="button"
          className="btn"
          onClick={() => actions.change(id, { resolved: !resolved })}
          aria-keyshortcuts="x"
        >
          <Icon name={resolved ? 'redo' : 'check'} small />
          {t(resolved ? 'card.reopen' : 'card.resolve')}{' '}
          <span className="kbd">X</span>
        </button>
      )}
      <span className="end">
        {author.id === me.id && me.role !== 'reader' && (
          <select
            className="chip"
            aria-label={t('visible.label')}
            value={visibility}
            onChange={event =>
              actions.change(id, {
                visibility: event.target.value as Annotation['visibility'],
              })
            }
          >
            {VISIBILITIES.filter(
              choice => kind !== 'claim' || choice !== 'private',
            ).map(choice => (
              <option key={choice} value={choice}>
                {t(`visible.${choice}`)}
              </option>
            ))}
          </select>
        )}
        <button
          type="button"
          className="btn sq"
          aria-label={t('history.title')}
          title={t('history.title')}
          onClick={() => actions.open(id, 'history')}
        >
          <Icon name="history" small />
        </button>
        <button
          type="button"
          className="btn sq"
          aria-label={t('card.copyLink')}
          title={t('card.copyLink')}
          onClick={() => actions.copyLink(id)}
        >
          <Icon name="link" small />
        </button>
        {mayRemove && (
          <button
            type="button"
            className="btn sq"
            aria-label={t('card.remove')}
            title={t('card.remove')}
            onClick={() => actions.remove(id)}
          >
            <Icon name="bin" small />
          </button>
        )}
      </span>
    </footer>
  );
}
