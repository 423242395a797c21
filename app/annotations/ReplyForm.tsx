import { useContext, useEffect, useId, useRef, useState } from 'react';

import { MAX_BODY } from '#app/annotations/annotation.ts';
import {
  beingNamed,
  Colleagues,
  type Colleague,
} from '#app/annotations/colleague.ts';
import { MentionOffers, offerKey } from '#app/annotations/MentionOffers.tsx';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { ModKey } from '#app/ui/ModKey.tsx';

type Props = {
  /** What was typed before and not sent. */
  initial: string;
  /** Whether it takes the focus when it appears. */
  focused: boolean;
  onType(text: string): void;
  onSend(text: string): void;
  onLeave(): void;
};

/** Where a reply is written; `@` names a colleague. */
export function ReplyForm(props: Props) {
  const { t } = useTranslation();
  const colleagues = useContext(Colleagues);
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(props.initial);
  const [caret, setCaret] = useState(props.initial.length);
  const [closed, setClosed] = useState(false);
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const named = closed ? null : beingNamed(text.slice(0, caret), colleagues);
  const { focused } = props;
  useEffect(() => {
    if (focused) field.current?.focus({ preventScroll: true });
  }, [focused]);

  const type = (next: string, at: number): void => {
    setText(next);
    setCaret(at);
    setClosed(false);
    setChosen(0);
    props.onType(next);
  };
  const take = ({ name }: Colleague): void => {
    const from = caret - (named?.typed.length ?? 0);
    const next = `${text.slice(0, from)}${name} ${text.slice(caret)}`;
    const at = from + name.length + 1;
    type(next, at);
    requestAnimationFrame(() => field.current?.setSelectionRange(at, at));
  };
  const tooLong = text.length > MAX_BODY;
  const send = (): void => {
    if (text.trim() === '' || tooLong) return;
    props.onSend(text.trim());
    setText('');
    setCaret(0);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    const offers = named?.offers ?? [];
    const done = offerKey(
      { key: event.key, isComposing },
      chosen,
      offers.length,
    );
    const colleague = offers[chosen];
    const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (sends && !isComposing) send();
    else if (done === 'take' && colleague) take(colleague);
    else if (done === 'close') setClosed(true);
    else if (done && typeof done === 'object') setChosen(done.chosen);
    else if (event.key === 'Escape' && !isComposing) props.onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <form
      className="rf"
      onSubmit={event => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        value={text}
        rows={Math.min(8, Math.max(1, text.split('\n').length))}
        placeholder={t('thread.placeholder')}
        aria-label={t('thread.reply')}
        aria-autocomplete="list"
        aria-controls={named ? id : undefined}
        aria-activedescendant={named ? `${id}-${chosen}` : undefined}
        aria-invalid={tooLong || undefined}
        onChange={event =>
          type(event.target.value, event.target.selectionStart)
        }
        onSelect={event => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      {named && (
        <MentionOffers
          id={id}
          offers={named.offers}
          chosen={chosen}
          onTake={take}
        />
      )}
      {tooLong && (
        <p className="er" role="alert">
          {t('error.body-too-long')}
        </p>
      )}
      {text.trim() !== '' && (
        <button type="submit" className="btn pri" disabled={tooLong}>
          {t('thread.send')} <ModKey and="↵" />
        </button>
      )}
    </form>
  );
}
