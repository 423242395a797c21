import { useContext, useEffect, useSyncExternalStore } from 'react';

import type { Annotation, Reply } from '#app/annotations/annotation.ts';
import { Colleagues } from '#app/annotations/colleague.ts';
import { piecesOf } from '#app/annotations/mention.ts';
import { ReplyForm } from '#app/annotations/ReplyForm.tsx';
import type { ThreadStore } from '#app/annotations/thread-store.ts';
import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { DraftShelf } from '#app/live/drafts.ts';
import { canChangeAnnotation, type Actor } from '#app/people/policy.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  annotation: Annotation;
  threads: ThreadStore;
  me: Actor;
  drafts: DraftShelf;
  /** Whether the reply form takes the focus. */
  replying: boolean;
  onLeave(): void;
};

/** The draft of a reply to an annotation. */
export const replyDraft = (annotation: string): string => `reply.${annotation}`;

/** What was said in answer, and where an answer is written. */
export default function Thread(props: Props) {
  const { t } = useTranslation();
  const { annotation, threads, me, drafts } = props;
  const { id } = annotation;
  const thread = useSyncExternalStore(threads.subscribe, () =>
    threads.thread(id),
  );
  useEffect(() => {
    if (thread.replies === null) void threads.load(id);
  }, [id, thread.replies, threads]);
  const draft = replyDraft(id);
  return (
    <section className="thread" aria-label={t('thread.label')}>
      {thread.earlier && (
        <button
          type="button"
          className="btn"
          onClick={() => void threads.load(id)}
        >
          {t('thread.earlier')}
        </button>
      )}
      {thread.replies?.map(reply => (
        <ReplyView
          key={reply.id}
          reply={reply}
          mayRemove={canChangeAnnotation(me, {
            createdBy: reply.author.id,
            visibility: annotation.visibility,
          })}
          onRemove={() => threads.remove(reply)}
        />
      ))}
      <ReplyForm
        key={id}
        initial={drafts.read(draft) ?? ''}
        focused={props.replying}
        onType={text => drafts.write(draft, text)}
        onSend={text => {
          threads.reply(id, text);
          drafts.write(draft, '');
        }}
        onLeave={props.onLeave}
      />
    </section>
  );
}

function ReplyView(props: {
  reply: Reply;
  mayRemove: boolean;
  onRemove(): void;
}) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const colleagues = useContext(Colleagues);
  const { author, body, createdAt } = props.reply;
  return (
    <div className="reply" role="comment">
      <Avatar name={author.name} colour={author.colour} size="sm" />
      <span className="who">
        <b>{author.name}</b>
        <time dateTime={new Date(createdAt).toISOString()}>
          {timeText(createdAt)}
        </time>
        {props.mayRemove && (
          <button
            type="button"
            className="btn sq"
            aria-label={t('thread.remove')}
            onClick={props.onRemove}
          >
            <Icon name="bin" small />
          </button>
        )}
      </span>
      <p>
        {piecesOf(body, colleagues).map(({ text, person }, i) =>
          person ? (
            <span className="at" key={i}>
              {text}
            </span>
          ) : (
            text
          ),
        )}
      </p>
    </div>
  );
}
