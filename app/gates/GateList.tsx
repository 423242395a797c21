import { Form } from '@remix-run/react';
import { useId } from 'react';

import type { Piece } from '#app/articles/compare.ts';
import {
  MOST_ERRORS,
  nextGate,
  type GateStanding,
  type SignOff,
} from '#app/gates/gate.ts';
import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon, type IconName } from '#app/ui/Icon.tsx';

type Props = {
  article: string;
  gates: readonly GateStanding[];
  signOffs: readonly SignOff[];
  version: number;
  versionHash: string;
  /** Length of the version, UTF-16 units. */
  length: number;
  /** Whether the visitor may sign the next gate. */
  maySign: boolean;
  /** What changed since the visitor signed; null where that says nothing. */
  changes: { from: number; blocks: readonly (readonly Piece[])[] } | null;
};

const ICONS: Record<GateStanding['state'], IconName> = {
  signed: 'check',
  void: 'warn',
  open: 'edit',
  waiting: 'wait',
};

/** The gates in their order, who signed them, and the form for the next. */
export function GateList(props: Props) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const { gates, signOffs, length } = props;
  const next = nextGate(gates);
  return (
    <ol className="gates">
      {gates.map(({ gate, state }) => {
        const own = signOffs.filter(one => one.gate === gate);
        const last = own.findLast(one => !one.void) ?? own.at(-1);
        const rate = last && (last.errors * 10_000) / Math.max(1, length);
        return (
          <li key={gate} className={`gate g-${state}`}>
            <p className="row">
              <Icon name={ICONS[state]} />
              <b>{t(`gate.${gate}`)}</b>
              <span className="chip">{t(`gates.state.${state}`)}</span>
              <span className="grow" />
              {last && (
                <span className="muted">
                  {last.person.name} ·{' '}
                  <time dateTime={last.at} suppressHydrationWarning>
                    {timeText(last.at)}
                  </time>{' '}
                  · {t('library.version', { n: last.version })}
                </span>
              )}
            </p>
            {last && (
              <>
                <p className="said">{last.note}</p>
                <p className="muted small">
                  {t('gates.errors', { count: last.errors })}
                  {rate !== undefined && last.errors > 0 && (
                    <span className={rate > MOST_ERRORS ? 'over' : undefined}>
                      {' · '}
                      {t('gates.rate', {
                        rate: rate.toFixed(1),
                        limit: MOST_ERRORS,
                      })}
                    </span>
                  )}
                  {' · '}
                  <code title={last.versionHash}>
                    {last.versionHash.slice(0, 12)}
                  </code>
                </p>
              </>
            )}
            {gate === next && props.maySign && (
              <SignForm {...props} gate={gate} again={state === 'void'} />
            )}
          </li>
        );
      })}
    </ol>
  );
}

function SignForm(props: Props & { gate: string; again: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  const { changes, gate } = props;
  return (
    <Form method="post" className="sign">
      {changes && (
        <section className="changed" aria-labelledby={`${id}-c`}>
          <h3 id={`${id}-c`}>{t('gates.changed', { n: changes.from })}</h3>
          {changes.blocks.map((pieces, at) => (
            <p key={at}>
              {pieces.map(({ type, text }, i) =>
                type === 'added' ? (
                  <ins key={i}>{text}</ins>
                ) : type === 'removed' ? (
                  <del key={i}>{text}</del>
                ) : (
                  text
                ),
              )}
            </p>
          ))}
        </section>
      )}
      <input type="hidden" name="gate" value={gate} />
      <input type="hidden" name="versionHash" value={props.versionHash} />
      <label htmlFor={id}>{t('gates.note')}</label>
      <textarea
        id={id}
        className="field"
        name="note"
        required
        rows={2}
        maxLength={20_000}
        placeholder={t('gates.noteHint')}
      />
      <div className="row">
        <label className="row">
          {t('gates.errorsFound')}
          <input
            className="field num"
            type="number"
            name="errors"
            min={0}
            max={10_000}
            defaultValue={0}
          />
        </label>
        <span className="grow" />
        <button className="btn pri" name="do" value="sign">
          <Icon name="check" /> {t(props.again ? 'gates.again' : 'gates.sign')}
        </button>
      </div>
    </Form>
  );
}
