import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { v7 } from 'uuid';

import {
  VERDICTS,
  type Verdict,
  type VerdictValue,
} from '#app/claims/claim.ts';
import { VerdictMark } from '#app/claims/VerdictMark.tsx';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { outbox } from '#app/live/page-outbox.ts';
import type { Change } from '#app/live/outbox.ts';
import { Icon } from '#app/ui/Icon.tsx';

/** The workspace's own words for verdicts, each beside the verdict that it is one for. */
export function VerdictScale(props: {
  values: readonly VerdictValue[];
  mayEdit: boolean;
}) {
  const { t } = useTranslation();
  const { values, mayEdit } = props;
  const { revalidate } = useRevalidator();
  const [fault, setFault] = useState<string | null>(null);
  const send = async (change: Change): Promise<boolean> => {
    setFault(null);
    try {
      await outbox.send(change);
      revalidate();
      return true;
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      return false;
    }
  };
  return (
    <>
      {fault && (
        <p className="er bar-er" role="alert">
          {fault}
        </p>
      )}
      <ul className="scale">
        {VERDICTS.map(verdict => (
          <li key={verdict}>
            <VerdictMark verdict={verdict} />
            <div className="own">
              {values
                .filter(({ meaning }) => meaning === verdict)
                .map(value => (
                  <Own
                    key={`${value.id} ${value.revision}`}
                    value={value}
                    mayEdit={mayEdit}
                    onSend={send}
                  />
                ))}
              {mayEdit && <Add verdict={verdict} onSend={send} />}
            </div>
          </li>
        ))}
      </ul>
      <p className="muted none">{t('claims.scaleLead')}</p>
    </>
  );
}

type Send = (change: Change) => Promise<boolean>;

function Own(props: { value: VerdictValue; mayEdit: boolean; onSend: Send }) {
  const { t } = useTranslation();
  const { value, mayEdit, onSend } = props;
  const { id, name, revision } = value;
  const about = { path: `/verdicts/${id}`, of: id, etag: `"${revision}"` };
  if (!mayEdit) return <span>{name}</span>;
  return (
    <form
      className="row"
      onSubmit={event => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get('name');
        void onSend({ ...about, method: 'PATCH', body: { name: typed } });
      }}
    >
      <input
        className="field"
        name="name"
        required
        maxLength={40}
        aria-label={t('claims.scaleName', { name })}
        defaultValue={name}
      />
      <button type="submit" className="btn">
        {t('form.save')}
      </button>
      <button
        type="button"
        className="btn sq"
        aria-label={t('claims.scaleRemove', { name })}
        title={t('claims.scaleRemove', { name })}
        onClick={() => void onSend({ ...about, method: 'DELETE' })}
      >
        <Icon name="bin" small />
      </button>
    </form>
  );
}

function Add({ verdict, onSend }: { verdict: Verdict; onSend: Send }) {
  const { t } = useTranslation();
  const label = t('claims.scaleAdd', { verdict: t(`verdict.${verdict}`) });
  return (
    <form
      className="row"
      onSubmit={event => {
        event.preventDefault();
        const form = event.currentTarget;
        const name = new FormData(form).get('name');
        void onSend({
          method: 'POST',
          path: '/verdicts',
          body: { id: v7(), name, meaning: verdict },
        }).then(done => {
          if (done) form.reset();
        });
      }}
    >
      <input
        className="field"
        name="name"
        required
        maxLength={40}
        aria-label={label}
        placeholder={label}
      />
      <button type="submit" className="btn" aria-label={label}>
        <Icon name="plus" small />
      </button>
    </form>
  );
}
