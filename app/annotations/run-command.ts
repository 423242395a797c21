import {
  COLOURS,
  type Annotation,
  type Colour,
  type Kind,
} from '#app/annotations/annotation.ts';
import type { AnnotationStore } from '#app/annotations/annotation-store.ts';
import type { CardActions } from '#app/annotations/Card.tsx';
import type { Filter } from '#app/annotations/filter.ts';
import type { Command } from '#app/annotations/keys.ts';
import type { Layer } from '#app/annotations/Layers.tsx';
import type { Navigation } from '#app/annotations/use-navigation.ts';
import type { Span } from '#app/articles/article.ts';

/** What commands act on. */
export type Deck = {
  /** What is selected at this moment; null while a form is open. */
  selected: Span | null;
  active: Annotation | undefined;
  filter: Filter;
  store: AnnotationStore;
  go: Navigation;
  actions: CardActions;
  onFilter(filter: Filter): void;
  highlight(colour: Colour): void;
  write(kind: Kind, span: Span | null): void;
  step(by: 1 | -1): void;
  activate(id: string | null): void;
  linkTo(span: Span): void;
  open(layer: Layer): void;
  /** Reading alone, without margin and outline; or with them again. */
  toggleFocus(): void;
  close(): void;
  say(what: 'swapped'): void;
};

/** Runs a command; false when it means nothing now. */
export function runCommand(command: Command, deck: Deck): boolean {
  const { selected, active, filter, go, actions } = deck;
  const by = /^(next|previous)|(more|less)$/.exec(command)?.[0];
  const way = by === 'next' || by === 'more' ? 1 : -1;
  switch (command) {
    case 'highlight-1':
    case 'highlight-2':
    case 'highlight-3':
    case 'highlight-4':
    case 'highlight-5': {
      const colour = COLOURS[Number(command.at(-1)) - 1];
      if (!selected || !colour) return false;
      deck.highlight(colour);
      return true;
    }
    case 'note':
      deck.write('note', selected);
      return true;
    case 'tag':
      if (selected) deck.write('tag', selected);
      return selected !== null;
    case 'link':
      if (selected) deck.linkTo(selected);
      else if (active) actions.copyLink(active.id);
      return selected !== null || active !== undefined;
    case 'next':
    case 'previous':
      deck.step(way);
      return true;
    case 'next-section':
    case 'previous-section':
      return go.section(way);
    case 'next-sentence':
    case 'previous-sentence':
      return go.sentence(way);
    case 'sentence-more':
    case 'sentence-less':
      return go.extend('sentence', way);
    case 'character-more':
    case 'character-less':
      return go.extend('character', way);
    case 'word-more':
    case 'word-less':
      return go.extend('word', way);
    case 'swap':
      if (!go.swap()) return false;
      deck.say('swapped');
      return true;
    case 'whole-words':
      return go.wholeWords();
    case 'open':
      if (active) document.getElementById(`a-${active.id}`)?.focus();
      return active !== undefined;
    case 'suggest':
      if (selected) deck.write('edit', selected);
      else if (active) actions.open(active.id, 'edit');
      return selected !== null || active !== undefined;
    case 'reply':
    case 'assign':
      if (active) actions.open(active.id, command);
      return active !== undefined;
    case 'pick':
      if (active) actions.pick(active.id);
      return active !== undefined;
    case 'resolve':
      if (active) actions.change(active.id, { resolved: !active.resolved });
      return active !== undefined;
    case 'remove':
      if (active) actions.remove(active.id);
      return active !== undefined;
    case 'mine':
      deck.onFilter({ ...filter, mine: !filter.mine });
      return true;
    case 'unresolved':
      deck.onFilter({ ...filter, open: !filter.open });
      return true;
    case 'filter':
      document.querySelector<HTMLElement>('#filters button')?.focus();
      return true;
    case 'find':
    case 'palette':
    case 'help':
      deck.open(command);
      return true;
    case 'go-library':
      location.assign('/articles');
      return true;
    case 'go-inbox':
      location.assign('/inbox');
      return true;
    case 'go-tags':
      location.assign('/tags');
      return true;
    case 'undo':
      deck.activate(deck.store.undo());
      return true;
    case 'redo':
      deck.activate(deck.store.redo());
      return true;
    case 'focus':
      deck.toggleFocus();
      return true;
    case 'close':
      deck.close();
      return true;
  }
}
