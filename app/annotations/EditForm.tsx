import { useState } from 'react';

import type { Annotation } from '#app/annotations/annotation.ts';
import { saysOtherwise } from '#app/annotations/annotation-store.ts';
import {
  AnnotationForm,
  type Words,
} from '#app/annotations/AnnotationForm.tsx';
import type { CardActions } from '#app/annotations/Card.tsx';
import {
  editDraft,
  readEditDraft,
  type Said,
} from '#app/annotations/edit-draft.ts';
import { NoteText } from '#app/annotations/NoteText.tsx';
import type { Word } from '#app/annotations/tag.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { DraftShelf } from '#app/live/drafts.ts';

type Props = {
  annotation: Annotation;
  words: readonly Word[];
  drafts: DraftShelf;
  actions: CardActions;
};

/**
 * A card's words, being changed. When somebody else changes them meanwhile, both
 * are shown and whoever writes decides: nobody's words are overwritten unseen.
 */
export function EditForm({ annotation, words, drafts, actions }: Props) {
  const { id, kind, body, tags, replacement, anchor } = annotation;
  const name = editDraft(id);
  const [opened] = useState(() => readEditDraft(drafts.read(name)));
  const [base, setBase] = useState<Said>(opened?.base ?? { body, tags });
  const [initial, setInitial] = useState<Words>(
    opened?.words ?? {
      body,
      tags: { names: tags, typed: '' },
      ...(replacement === null ? {} : { replacement }),
    },
  );
  const [typed, setTyped] = useState(initial);
  const [insisted, setInsisted] = useState(false);
  const changed = saysOtherwise(base, annotation);

  const keep = (next: Words, on: Said = base): void => {
    setTyped(next);
    drafts.write(name, JSON.stringify({ words: next, base: on }));
  };
  const stop = (): void => {
    drafts.write(name, '');
    actions.open(id, null);
  };
  /** Goes on from what is there now, with these words. */
  const goOn = (next: Words): void => {
    setInitial(next);
    setBase({ body, tags });
    setInsisted(false);
    keep(next, { body, tags });
  };
  return (
    <>
      {changed && (
        <Meanwhile
          annotation={annotation}
          insisted={insisted}
          onBoth={() => goOn(both(annotation, typed))}
          onMine={() => goOn(typed)}
          onTheirs={stop}
        />
      )}
      <AnnotationForm
        key={JSON.stringify(base)}
        kind={kind}
        initial={initial}
        words={words}
        focus={
          kind === 'edit' ? 'replacement' : kind === 'tag' ? 'tags' : 'body'
        }
        {...(anchor ? { quote: anchor.exact } : {})}
        onType={next => keep(next)}
        onCancel={stop}
        onSave={(text, names, put) => {
          if (changed) return setInsisted(true);
          stop();
          actions.change(id, { body: text, tags: names, replacement: put });
        }}
      />
    </>
  );
}

/** Their words above mine, and the tags of both. */
function both({ body, tags }: Said, typed: Words): Words {
  const mine = typed.body.trim();
  const together = mine === '' || mine === body ? body : `${body}\n\n${mine}`;
  const names = [...new Set([...tags, ...typed.tags.names])];
  return { body: together, tags: { ...typed.tags, names } };
}

function Meanwhile(props: {
  annotation: Annotation;
  /** Whether saving was tried before a choice was made. */
  insisted: boolean;
  onBoth(): void;
  onMine(): void;
  onTheirs(): void;
}) {
  const { t } = useTranslation();
  const { annotation } = props;
  return (
    <div className={props.insisted ? 'meanwhile er' : 'meanwhile'} role="alert">
      <p>{t('meanwhile.lead')}</p>
      {annotation.body !== '' && <NoteText body={annotation.body} whole />}
      {annotation.tags.length > 0 && (
        <p className="row">
          {annotation.tags.map(tag => (
            <span className="tag" key={tag}>
              {tag}
            </span>
          ))}
        </p>
      )}
      <div className="acts">
        <button type="button" className="btn line" onClick={props.onBoth}>
          {t('meanwhile.both')}
        </button>
        <button type="button" className="btn" onClick={props.onMine}>
          {t('meanwhile.mine')}
        </button>
        <button type="button" className="btn" onClick={props.onTheirs}>
          {t('meanwhile.theirs')}
        </button>
      </div>
    </div>
  );
}
