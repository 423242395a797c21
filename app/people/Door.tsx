import { useId, type ReactNode } from 'react';

import { useTranslation } from '#app/i18n/use-translation.ts';
import { LanguageSwitch } from '#app/people/LanguageSwitch.tsx';
import { Icon, Logo } from '#app/ui/Icon.tsx';

type Props = {
  title: string;
  lead?: string;
  here: string;
  children: ReactNode;
};

/** The page before the desk: a form on the left, what the desk is for on the right. */
export function Door({ title, lead, here, children }: Props) {
  const { t } = useTranslation();
  return (
    <main className="si">
      <section className="fm">
        <div className="in">
          <p className="brand">
            <Logo />
            <span>{t('app')}</span>
          </p>
          <h1>{title}</h1>
          {lead && <p className="muted">{lead}</p>}
          {children}
          <LanguageSwitch to={here} />
        </div>
      </section>
      <aside className="spec" aria-hidden="true">
        <div className="read">
          <p className="t">
            <span className="hl hl-green">{t('people.sampleText')}</span>
          </p>
        </div>
        <p className="sn">
          <Icon name="note" small /> {t('people.sampleNote')}
        </p>
      </aside>
    </main>
  );
}

type FieldProps = {
  name: string;
  label: string;
  type?: string;
  hint?: string;
  fault?: string | undefined;
  autoComplete: string;
  /** What it holds at first. */
  value?: string;
};

/** A labelled input with what is wrong with it. */
export function Field({
  name,
  label,
  type,
  hint,
  fault,
  autoComplete,
  value,
}: FieldProps) {
  const id = useId();
  const described = fault ? `${id}-fault` : hint ? `${id}-hint` : undefined;
  return (
    <div className={fault ? 'fld bad' : 'fld'}>
      <label htmlFor={id}>{label}</label>
      <span className="field">
        <input
          id={id}
          name={name}
          type={type ?? 'text'}
          required
          autoComplete={autoComplete}
          defaultValue={value}
          aria-invalid={fault ? true : undefined}
          aria-describedby={described}
        />
      </span>
      {fault ? (
        <Fault id={`${id}-fault`}>{fault}</Fault>
      ) : (
        hint && (
          <span className="muted" id={`${id}-hint`}>
            {hint}
          </span>
        )
      )}
    </div>
  );
}

/** What went wrong. */
export function Fault({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="er" role="alert" id={id}>
      <Icon name="warn" small />
      {children}
    </p>
  );
}
