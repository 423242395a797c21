import { memo, useEffect, useRef, useState } from 'react';

import type { Choice, Edit } from '#app/articles/review.ts';
import type { Translate } from '#app/i18n/i18n.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import {
  LINE_ROLES,
  type LineRole,
  type MarkedLine,
} from '#app/import/reading.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  line: MarkedLine;
  at: number;
  /** What it can be taken for, where it asks. */
  choices: Choice[];
  speakers: string[];
  asker: string | null;
  /** Whether the arrow keys have come to it. */
  here: boolean;
  editing: boolean;
  edit(edit: Edit): void;
  onHere(at: number): void;
  onEditing(at: number | null): void;
};

/** Roles whose lines say what the article is. */
const KEY_ROLES = new Set<LineRole>([
  'title',
  'byline',
  'dateline',
  'section',
  'lede',
  'credits',
]);

/** One line as it came, with what it is taken for. */
export const ReviewLine = memo(function ReviewLine({
  line,
  at,
  choices,
  speakers,
  asker,
  here,
  editing,
  edit,
  onHere,
  onEditing,
}: Props) {
  const { t } = useTranslation();
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (here && !editing && document.activeElement?.closest('.ln')) {
      row.current?.focus({ preventScroll: false });
    }
  }, [here, editing]);
  const out = line.role === 'out';
  const role = line.doubt
    ? 'ask'
    : out
      ? 'out'
      : KEY_ROLES.has(line.role)
        ? 'key'
        : '';
  const name = roleText(line, asker, t);
  return (
    <div
      ref={row}
      className={`ln${out ? ' x' : ''}${line.doubt ? ' a' : ''}`}
      role="group"
      aria-label={t('import.roleOf', { n: at + 1, role: name })}
      data-at={at}
      tabIndex={here ? 0 : -1}
      onFocus={() => onHere(at)}
    >
      <span className="no num" aria-hidden="true">
        {at + 1}
      </span>
      <span className={`role ${role}`}>
        <span aria-hidden="true">
          {line.doubt ? t(`import.doubt.${line.doubt}`) : name}
        </span>
        <Icon name="down" small />
        <select
          value={line.role}
          aria-label={t('import.roleOf', { n: at + 1, role: name })}
          tabIndex={here ? 0 : -1}
          onChange={event =>
            edit({ type: 'role', at, role: event.target.value as LineRole })
          }
        >
          {LINE_ROLES.map(one => (
            <option key={one} value={one}>
              {t(`import.role.${one}`)}
            </option>
          ))}
        </select>
      </span>
      <div className="w">
        {editing ? (
          <LineEditor
            text={line.text || line.raw}
            onText={text => edit({ type: 'text', at, text })}
            onSplit={offset => edit({ type: 'split', at, offset })}
            onDone={() => onEditing(null)}
          />
        ) : (
          <p onDoubleClick={() => onEditing(at)}>
            {line.role === 'turn' && (
              <Speaker
                speaker={line.speaker ?? ''}
                speakers={speakers}
                focusable={here}
                choose={speaker => edit({ type: 'speaker', at, speaker })}
                rename={(from, to) => edit({ type: 'rename', from, to })}
              />
            )}
            {line.role === 'turn' ? line.text : line.raw}
          </p>
        )}
        {choices.length > 0 && (
          <span className="qc">
            {choices.map((choice, i) => (
              <button
                key={i}
                type="button"
                className={choice.on ? 'chip on' : 'chip'}
                aria-pressed={choice.on}
                tabIndex={here ? 0 : -1}
                onClick={() => edit(choice.edit)}
              >
                {'role' in choice
                  ? t(`import.role.${choice.role}`)
                  : (choice.speaker ?? t('import.narrator'))}
                <span className="kbd" aria-hidden="true">
                  {i + 1}
                </span>
              </button>
            ))}
          </span>
        )}
      </div>
    </div>
  );
});

/** What a line is called: a question, an answer, and what goes on with one. */
function roleText(
  { role, speaker }: MarkedLine,
  asker: string | null,
  t: Translate,
): string {
  if (role === 'turn' && asker !== null) {
    return t(speaker === asker ? 'import.keys.ask' : 'import.keys.answer');
  }
  if (role === 'paragraph' && speaker) {
    return t('import.continued', { speaker });
  }
  return t(`import.role.${role}`);
}

const OTHER = '\u0000other';
const RENAME = '\u0000rename';
const NOBODY = '\u0000nobody';

function Speaker({
  speaker,
  speakers,
  focusable,
  choose,
  rename,
}: {
  speaker: string;
  speakers: string[];
  focusable: boolean;
  choose(speaker: string | null): void;
  rename(from: string, to: string): void;
}) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<'other' | 'rename' | null>(null);
  if (asking) {
    return (
      <input
        className="spk"
        autoFocus
        aria-label={t('import.speakerName')}
        defaultValue={asking === 'rename' ? speaker : ''}
        onBlur={event => {
          const name = event.target.value.trim();
          setAsking(null);
          if (name === '' || name === speaker) return;
          if (asking === 'rename') rename(speaker, name);
          else choose(name);
        }}
        onKeyDown={event => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setAsking(null);
        }}
      />
    );
  }
  return (
    <span className="spk">
      <span aria-hidden="true">{speaker}：</span>
      <select
        value={speaker}
        tabIndex={focusable ? 0 : -1}
        aria-label={t('import.speakerOf')}
        onChange={event => {
          const { value } = event.target;
          if (value === OTHER) setAsking('other');
          else if (value === RENAME) setAsking('rename');
          else choose(value === NOBODY ? null : value);
        }}
      >
        {speakers.map(name => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        <option value={NOBODY}>{t('import.narrator')}</option>
        <option value={OTHER}>{t('import.speakerNew')}</option>
        <option value={RENAME}>{t('import.rename')}</option>
      </select>
    </span>
  );
}

/** A line's words to be put right: Enter parts them at the cursor, Escape is done. */
function LineEditor({
  text,
  onText,
  onSplit,
  onDone,
}: {
  text: string;
  onText(text: string): void;
  onSplit(offset: number): void;
  onDone(): void;
}) {
  const { t } = useTranslation();
  return (
    <textarea
      autoFocus
      onFocus={event =>
        event.target.setSelectionRange(text.length, text.length)
      }
      defaultValue={text}
      rows={Math.ceil(text.length / 34) + 1}
      aria-label={t('import.split')}
      onBlur={event => {
        onText(event.target.value);
        onDone();
      }}
      onKeyDown={event => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        const { value, selectionStart } = event.currentTarget;
        if (event.key === 'Escape') event.currentTarget.blur();
        if (event.key !== 'Enter') return;
        event.preventDefault();
        if (value !== text) onText(value);
        onSplit(selectionStart - (value.length - value.trimStart().length));
        onDone();
      }}
    />
  );
}
