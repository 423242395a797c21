import { useMemo, type RefObject } from 'react';

import {
  GROUPINGS,
  NOBODY,
  speakersOf,
  type BoardClaim,
  type BoardView,
} from '#app/claims/board.ts';
import { PRIORITIES, VERDICTS } from '#app/claims/claim.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { Person } from '#app/people/person.ts';
import { Choice } from '#app/ui/Choice.tsx';
import { Icon } from '#app/ui/Icon.tsx';
import { useEarlyInput } from '#app/ui/use-early-input.ts';

type Props = {
  claims: readonly BoardClaim[];
  people: readonly Person[];
  view: BoardView;
  onChange(change: Partial<BoardView>): void;
  field: RefObject<HTMLInputElement>;
};

/** Which claims are looked at, and how they are put together. */
export function BoardFilters(props: Props) {
  const { t } = useTranslation();
  const { claims, people, view, onChange } = props;
  const speakers = useMemo(() => speakersOf(claims), [claims]);
  const find = (text: string): void => onChange({ text });
  useEarlyInput(props.field, view.text, find);
  return (
    <div className="tools" role="group" aria-label={t('filter.label')}>
      <label className="field">
        <Icon name="search" small />
        <input
          ref={props.field}
          type="search"
          aria-label={t('claims.filter')}
          placeholder={t('claims.filter')}
          value={view.text}
          onChange={event => find(event.target.value)}
        />
        <span className="kbd" aria-hidden="true">
          /
        </span>
      </label>
      <Choice
        label={t('claims.group')}
        value={view.group}
        options={GROUPINGS.map(one => [one, t(`claims.groupBy.${one}`)])}
        onChange={group => onChange({ group: group as BoardView['group'] })}
        always
      />
      <Choice
        label={t('claims.speaker')}
        value={view.speaker}
        options={speakers.map(speaker => [speaker, speaker])}
        onChange={speaker => onChange({ speaker })}
      />
      <Choice
        label={t('claims.checker')}
        value={view.checker}
        options={[
          [NOBODY, t('claims.unassigned')],
          ...people.map(({ id, name }): [string, string] => [id, name]),
        ]}
        onChange={checker => onChange({ checker })}
      />
      <Choice
        label={t('claims.priority')}
        value={view.priority}
        options={PRIORITIES.map(one => [one, t(`priority.${one}`)])}
        onChange={priority =>
          onChange({ priority: priority as BoardView['priority'] })
        }
      />
      <Choice
        label={t('claims.verdict')}
        value={view.verdict}
        options={VERDICTS.map(one => [one, t(`verdict.${one}`)])}
        onChange={verdict =>
          onChange({ verdict: verdict as BoardView['verdict'] })
        }
      />
      {(['mine', 'bare'] as const).map(part => (
        <button
          key={part}
          type="button"
          className={view[part] ? 'chip on' : 'chip'}
          aria-pressed={view[part]}
          onClick={() => onChange({ [part]: !view[part] })}
        >
          {t(`claims.${part}`)}
        </button>
      ))}
      <span className="grow" />
      <span className="muted hint">
        <span className="kbd">V</span> {t('claims.keys.verdict')}{' '}
        <span className="kbd">@</span> {t('claims.keys.assign')}{' '}
        <span className="kbd">␣</span> {t('claims.keys.peek')}
      </span>
    </div>
  );
}
