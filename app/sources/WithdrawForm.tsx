import { useState } from 'react';

import { useTranslation } from '#app/i18n/use-translation.ts';
import { MAX_REASON } from '#app/sources/source.ts';

/** Why a source is withdrawn: asked for with what that brings about. */
export function WithdrawForm(props: {
  /** How many claims fall with it. */
  falling: number;
  onWithdraw(why: string): Promise<void>;
  onLeave(): void;
}) {
  const { t } = useTranslation();
  const [why, setWhy] = useState('');
  return (
    <form
      className="ns"
      onSubmit={event => {
        event.preventDefault();
        if (why.trim() !== '') void props.onWithdraw(why.trim());
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') props.onLeave();
      }}
    >
      <p>{t('sources.withdrawLead', { count: props.falling })}</p>
      <input
        className="field"
        required
        autoFocus
        maxLength={MAX_REASON}
        aria-label={t('sources.withdrawWhy')}
        placeholder={t('sources.withdrawWhy')}
        value={why}
        onChange={event => setWhy(event.target.value)}
      />
      <div className="acts">
        <button type="submit" className="btn line danger">
          {t('sources.withdraw')}
        </button>
        <button type="button" className="btn" onClick={props.onLeave}>
          {t('form.cancel')}
        </button>
      </div>
    </form>
  );
}
