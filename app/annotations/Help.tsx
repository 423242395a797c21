import { capsOf, KEYS, type KeyGroup } from '#app/annotations/keys.ts';
import type { Word } from '#app/annotations/tag.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Dialog } from '#app/ui/Dialog.tsx';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  single: boolean;
  onSingle(on: boolean): void;
  words: readonly Word[];
  onClose(): void;
};

/** Every key of the desk, and whether bare ones mean anything. */
export default function Help({ single, onSingle, words, onClose }: Props) {
  const { t } = useTranslation();
  const tagged = words.filter(word => word.hotkey);
  return (
    <Dialog className="dlg help" labelledBy="help-title" onClose={onClose}>
      <header className="row">
        <h2 id="help-title">{t('help.title')}</h2>
        <span className="muted">{t('help.lead')}</span>
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
      <label className="row switch">
        <input
          type="checkbox"
          checked={single}
          onChange={event => onSingle(event.target.checked)}
        />
        {t('help.single')}
      </label>
      <div className="keys">
        {(Object.keys(KEYS) as KeyGroup[]).map(group => (
          <section key={group}>
            <h3>{t(`keyGroup.${group}`)}</h3>
            <dl>
              {KEYS[group].map(([command, key]) => (
                <div key={command}>
                  <dt>{t(`command.${command}`)}</dt>
                  <dd className="kk">
                    {capsOf(key ?? '').map((cap, i) => (
                      <kbd className="kbd" key={i}>
                        {cap}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
              {group === 'selection' &&
                tagged.map(({ name, hotkey }) => (
                  <div key={name}>
                    <dt>
                      <span className="tag">{name}</span>
                    </dt>
                    <dd className="kk">
                      <kbd className="kbd">{hotkey?.toUpperCase()}</kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
