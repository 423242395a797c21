import { useState } from 'react';

import { useTranslation } from '#app/i18n/use-translation.ts';
import type { Account, Person } from '#app/people/person.ts';
import {
  MAX_REASON,
  MAX_TITLE,
  RELIABILITIES,
  SOURCE_KINDS,
  TIERS,
  type Source,
} from '#app/sources/source.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  source: Source;
  people: readonly Person[];
  me: Account;
  /** What is to be changed, as the API takes it. */
  onSave(patch: object): Promise<void>;
  onLeave(): void;
};

/** What is said of a source, being changed. */
export function SourceForm({ source, people, me, onSave, onLeave }: Props) {
  const { t } = useTranslation();
  const [confidential, setConfidential] = useState(source.confidential);
  const [named, setNamed] = useState<ReadonlySet<string>>(
    new Set(source.people ?? []),
  );
  const always = new Set([source.holder.id, me.id]);
  return (
    <form
      className="sf"
      onSubmit={event => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const text = (name: string): string => String(form.get(name) ?? '');
        const orNull = (name: string): string | null =>
          text(name).trim() || null;
        void onSave({
          title: text('title'),
          kind: text('kind'),
          tier: orNull('tier'),
          reliability: orNull('reliability'),
          reason: text('reason'),
          origin: orNull('origin'),
          published: orNull('published'),
          url: orNull('url'),
          note: text('note'),
          tags: text('tags')
            .split(/[,，、\s]+/)
            .filter(Boolean),
          confidential,
          ...(confidential ? { people: [...named] } : {}),
        });
      }}
      onKeyDown={event => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) onLeave();
      }}
    >
      <Field label={t('sources.title')}>
        <input
          name="title"
          required
          maxLength={MAX_TITLE}
          defaultValue={source.title}
          autoFocus
        />
      </Field>
      <div className="row fields">
        <Select
          name="kind"
          label={t('sources.kind')}
          value={source.kind}
          options={SOURCE_KINDS.map(one => [one, t(`sourceKind.${one}`)])}
        />
        <Select
          name="tier"
          label={t('sources.tier')}
          value={source.tier}
          optional
          options={TIERS.map(one => [one, t(`tier.${one}`)])}
        />
        <Select
          name="reliability"
          label={t('sources.grade')}
          value={source.reliability}
          optional
          options={RELIABILITIES.map(one => [one, one])}
        />
      </div>
      <Field label={t('sources.reason')}>
        <input
          name="reason"
          maxLength={MAX_REASON}
          defaultValue={source.reason}
        />
      </Field>
      <div className="row fields">
        <Field label={t('sources.origin')}>
          <input
            name="origin"
            maxLength={MAX_TITLE}
            defaultValue={source.origin ?? ''}
          />
        </Field>
        <Field label={t('sources.published')}>
          <input
            name="published"
            type="date"
            defaultValue={source.published ?? ''}
          />
        </Field>
      </div>
      <Field label={t('sources.url')}>
        <input name="url" type="url" defaultValue={source.url ?? ''} />
      </Field>
      <Field label={t('sources.tags')}>
        <input name="tags" defaultValue={source.tags.join(' ')} />
      </Field>
      <label className="fi">
        <span>{t('sources.note')}</span>
        <textarea
          className="field"
          name="note"
          rows={3}
          defaultValue={source.note}
        />
      </label>
      <label className="row">
        <input
          type="checkbox"
          checked={confidential}
          onChange={event => setConfidential(event.target.checked)}
        />
        <Icon name="lock" small /> {t('sources.confidential')}
      </label>
      {confidential && (
        <fieldset className="named">
          <legend>{t('sources.people')}</legend>
          {people.map(({ id, name }) => (
            <label key={id} className="row">
              <input
                type="checkbox"
                disabled={always.has(id)}
                checked={named.has(id) || always.has(id)}
                onChange={event => {
                  const next = new Set(named);
                  if (event.target.checked) next.add(id);
                  else next.delete(id);
                  setNamed(next);
                }}
              />
              {name}
            </label>
          ))}
        </fieldset>
      )}
      <div className="acts">
        <button type="submit" className="btn pri">
          {t('sources.save')}
        </button>
        <button type="button" className="btn" onClick={onLeave}>
          {t('form.cancel')} <span className="kbd">Esc</span>
        </button>
      </div>
    </form>
  );
}

function Field({
  label,
  children,
}: {
  label: string;
  children: React.ReactNode;
}) {
  return (
    <label className="fi">
      <span>{label}</span>
      <span className="field">{children}</span>
    </label>
  );
}

function Select(props: {
  name: string;
  label: string;
  value: string | null;
  options: [value: string, text: string][];
  optional?: boolean;
}) {
  return (
    <label className="fi">
      <span>{props.label}</span>
      <select
        className="chip"
        name={props.name}
        defaultValue={props.value ?? ''}
      >
        {props.optional && <option value="">—</option>}
        {props.options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
