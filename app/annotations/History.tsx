import { useEffect, useState } from 'react';

import type {
  Annotation,
  AnnotationContent,
} from '#app/annotations/annotation.ts';
import { wordDiff } from '#app/annotations/word-diff.ts';
import { VerdictMark } from '#app/claims/VerdictMark.tsx';
import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { ask } from '#app/live/ask.ts';
import { useSaving } from '#app/live/page-outbox.ts';
import { Dialog } from '#app/ui/Dialog.tsx';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  annotation: Annotation;
  language: string;
  /** Whether what was said before may be brought back. */
  mayRestore: boolean;
  onRestore(content: Partial<AnnotationContent>): void;
  onClose(): void;
};

/** A line of the trail, as the API gives it. */
type Line = {
  id: string;
  verb: string;
  at: string;
  person: { name: string };
  detail: Partial<AnnotationContent>;
};

/** Who changed what of an annotation, when, word by word; and the way back. */
export default function History(props: Props) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const { annotation, language, onClose } = props;
  const [lines, setLines] = useState<Line[] | 'asking' | 'away'>('asking');
  const { pending } = useSaving();
  // Asked again when somebody has changed it, or what was changed here is kept.
  useEffect(() => {
    let gone = false;
    void ask(`/annotations/${annotation.id}/history?limit=200`).then(found => {
      // Our own API, of the same build as this page.
      const items = (found as { items: Line[] } | null)?.items;
      if (gone) return;
      // What is read stays where nothing newer can be had.
      setLines(now => items ?? (typeof now === 'string' ? 'away' : now));
    });
    return () => {
      gone = true;
    };
  }, [annotation, pending]);
  return (
    <Dialog
      className="dlg history"
      labelledBy="history-title"
      onClose={onClose}
    >
      <header className="row">
        <h2 id="history-title">{t('history.title')}</h2>
        <span className="grow" />
        <button
          type="button"
          className="btn sq"
          aria-label={t('help.close')}
          onClick={onClose}
        >
          <Icon name="x" />
        </button>
      </header>
      {typeof lines === 'string' ? (
        <p className="muted" role="status">
          {t(`history.${lines}`)}
        </p>
      ) : (
        <ol className="trail">
          {lines.map((line, i) => (
            <li key={line.id}>
              <p className="row">
                <b>{line.person.name}</b>
                <span>{t(`doing.${line.verb}`)}</span>
                <time className="muted" dateTime={line.at}>
                  {timeText(line.at)}
                </time>
                <span className="grow" />
                {i > 0 &&
                  props.mayRestore &&
                  line.detail.body !== undefined && (
                    <button
                      type="button"
                      className="btn"
                      onClick={() => {
                        const { body = '', tags = [], colour } = line.detail;
                        props.onRestore({
                          body,
                          tags,
                          ...(colour === undefined ? {} : { colour }),
                        });
                        onClose();
                      }}
                    >
                      {t('history.restore')}
                    </button>
                  )}
              </p>
              <Changes
                now={line.detail}
                before={lines[i + 1]?.detail ?? {}}
                language={language}
              />
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}

function Changes(props: {
  now: Partial<AnnotationContent>;
  before: Partial<AnnotationContent>;
  language: string;
}) {
  const { now, before, language } = props;
  const tags = [before.tags ?? [], now.tags ?? []].map(list =>
    list.map(tag => `#${tag}`).join(' '),
  );
  return (
    <>
      {now.body !== before.body && (
        <Diff before={before.body} after={now.body} language={language} />
      )}
      {now.claim && now.claim.verdict !== before.claim?.verdict && (
        <p className="row">
          {before.claim && (
            <>
              <VerdictMark verdict={before.claim.verdict} bare />
              <Icon name="right" small />
            </>
          )}
          <VerdictMark verdict={now.claim.verdict} />
        </p>
      )}
      {now.claim && now.claim.finding !== (before.claim?.finding ?? '') && (
        <Diff
          before={before.claim?.finding}
          after={now.claim.finding}
          language={language}
        />
      )}
      {tags[0] !== tags[1] && (
        <Diff before={tags[0]} after={tags[1]} language={language} />
      )}
    </>
  );
}

function Diff(props: {
  before: string | undefined;
  after: string | undefined;
  language: string;
}) {
  const { before = '', after = '', language } = props;
  return (
    <p className="diff">
      {wordDiff(before, after, language).map(({ text, type }, i) =>
        type === 'added' ? (
          <ins key={i}>{text}</ins>
        ) : type === 'removed' ? (
          <del key={i}>{text}</del>
        ) : (
          <span key={i}>{text}</span>
        ),
      )}
    </p>
  );
}
