import { lazy, type ComponentProps, type RefObject } from 'react';

import type { Command } from '#app/annotations/keys.ts';
import type { Word } from '#app/annotations/tag.ts';
import type { Article } from '#app/articles/article.ts';
import type { ReaderHandle } from '#app/reader/Reader.tsx';
import { Fallible } from '#app/ui/Fallible.tsx';
import { Later } from '#app/ui/Later.tsx';

const checkBar = () => import('#app/claims/CheckBar.tsx');
const bulkBar = () => import('#app/annotations/BulkBar.tsx');
const findBar = () => import('#app/annotations/FindBar.tsx');
const help = () => import('#app/annotations/Help.tsx');
const palette = () => import('#app/annotations/Palette.tsx');
const history = () => import('#app/annotations/History.tsx');
const BulkBar = lazy(bulkBar);
const CheckBar = lazy(checkBar);
const FindBar = lazy(findBar);
const Help = lazy(help);
const Palette = lazy(palette);
const History = lazy(history);

/** An annotation's history, over the desk. */
export function HistoryLayer(props: ComponentProps<typeof History>) {
  return (
    <Fallible onFail={props.onClose}>
      <Later>
        <History {...props} />
      </Later>
    </Fallible>
  );
}

/** The bar of the mode that checks sentence by sentence, under the text. */
export function CheckLayer(props: ComponentProps<typeof CheckBar>) {
  return (
    <Fallible onFail={props.onClose}>
      <Later>
        <CheckBar {...props} />
      </Later>
    </Fallible>
  );
}

/** What can be done with those that are picked, over the desk. */
export function BulkLayer(props: ComponentProps<typeof BulkBar>) {
  return (
    <Fallible onFail={props.onClear}>
      <Later>
        <BulkBar {...props} />
      </Later>
    </Fallible>
  );
}

/** Fetches them once the desk is usable: they are there when the network is not. */
export async function preloadLayers(): Promise<void> {
  const all = [bulkBar, checkBar, findBar, help, palette, history];
  await Promise.allSettled(all.map(fetch => fetch()));
}

/** What can lie over the desk, one at a time. */
export type Layer = 'help' | 'palette' | 'find' | 'outline' | 'filters';

type Props = {
  layer: Layer | null;
  article: Article;
  words: readonly Word[];
  reader: RefObject<ReaderHandle>;
  single: boolean;
  onSingle(on: boolean): void;
  onRun(command: Command): void;
  onGo(offset: number): void;
  onClose(): void;
};

/** The layers that come when they are called; the outline is part of the desk itself. */
export function Layers(props: Props) {
  const { layer, article, onClose, onGo } = props;
  if (layer === null || layer === 'outline' || layer === 'filters') return null;
  return (
    // What could not be fetched closes: the desk and what is typed on it stay.
    <Fallible key={layer} onFail={onClose}>
      <Later>
        {layer === 'find' ? (
          <FindBar
            text={article.text}
            reader={props.reader}
            onGo={onGo}
            onClose={onClose}
          />
        ) : layer === 'help' ? (
          <Help
            single={props.single}
            onSingle={props.onSingle}
            words={props.words}
            onClose={onClose}
          />
        ) : (
          <Palette
            article={article}
            onRun={command => {
              onClose();
              requestAnimationFrame(() => props.onRun(command));
            }}
            onGo={offset => {
              onClose();
              onGo(offset);
            }}
            onClose={onClose}
          />
        )}
      </Later>
    </Fallible>
  );
}
