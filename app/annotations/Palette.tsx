import { Command as Menu } from 'cmdk';

import { capsOf, KEYS, type Command } from '#app/annotations/keys.ts';
import type { Article } from '#app/articles/article.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Dialog } from '#app/ui/Dialog.tsx';

type Props = {
  article: Article;
  onRun(command: Command): void;
  onGo(offset: number): void;
  onClose(): void;
};

/** Every command and every section by name. */
export default function Palette({ article, onRun, onGo, onClose }: Props) {
  const { t } = useTranslation();
  const commands = Object.values(KEYS)
    .flat()
    .filter(([command]) => command !== 'palette' && command !== 'close');
  const headings = article.blocks.filter(({ type }) => type === 'heading');
  return (
    <Dialog
      className="dlg palette"
      label={t('command.palette')}
      onClose={onClose}
    >
      <Menu label={t('command.palette')}>
        <Menu.Input placeholder={t('palette.placeholder')} autoFocus />
        <Menu.List>
          <Menu.Empty>{t('palette.nothing')}</Menu.Empty>
          <Menu.Group heading={t('palette.commands')}>
            {commands.map(([command, key]) => (
              <Menu.Item
                key={command}
                value={t(`command.${command}`)}
                onSelect={() => onRun(command)}
              >
                {t(`command.${command}`)}
                <span className="grow" />
                {capsOf(key ?? '').map((cap, i) => (
                  <kbd className="kbd" key={i}>
                    {cap}
                  </kbd>
                ))}
              </Menu.Item>
            ))}
          </Menu.Group>
          {headings.length > 0 && (
            <Menu.Group heading={t('outline.sections')}>
              {headings.map(({ text, start }) => (
                <Menu.Item
                  key={start}
                  value={`${text} ${start}`}
                  onSelect={() => onGo(start)}
                >
                  {text}
                </Menu.Item>
              ))}
            </Menu.Group>
          )}
        </Menu.List>
      </Menu>
    </Dialog>
  );
}
