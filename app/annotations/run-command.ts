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
import type { CheckMode } from '#app/claims/use-check-mode.ts';

/** What commands act on. */
export type Deck = {
  /** The article's id. */
  article: string;
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
  /** Whether claims can be made and decided. */
  mayCheck: boolean;
  /** Says that two have to check words, or no longer; null for those who may not. */
  pair: ((span: Span) => void) | null;
  /** Sentence by sentence; its sentence is null while that is off. */
  check: CheckMode;
  toggleCheck(): void;
  /** Makes a claim of what is selected, and asks for its source. */
  source(): void;
  step(by: 1 | -1): void;
  activate(id: string | null): void;
  linkTo(span: Span): void;
  open(layer: Layer): void;
  /** Reading alone, without margin and outline; or with them again. */
  toggleFocus(): void;
  close(): void;
  say(what: 'swapped' | 'allChecked'): void;
  /** The first character in view. */
  inView(): number;
};

/** Runs a command; false when it means nothing now. */
export function runCommand(command: Command, deck: Deck): boolean {
  const { selected, active, filter, go, actions, check } = deck;
  /** What is to be checked: what is selected, or the sentence that is looked at. */
  const meant = selected ?? check.sentence;
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
    case 'claim':
      if (!meant || !deck.mayCheck) return false;
      deck.write('claim', meant);
      return true;
    case 'query':
      if (!meant || !deck.mayCheck) return false;
      deck.write('query', meant);
      return true;
    case 'checked':
    case 'not-needed':
      if (!meant || !deck.mayCheck) return false;
      check.mark(meant, command);
      return true;
    case 'pair':
      if (!meant || !deck.pair) return false;
      deck.pair(meant);
      return true;
    case 'check-mode':
      deck.toggleCheck();
      return true;
    case 'next-unchecked': {
      const after = meant?.[0] ?? deck.inView();
      const to = check.unchecked(after);
      if (!to) {
        deck.say('allChecked');
        return true;
      }
      if (check.sentence) check.go(to);
      else go.choose(to);
      return true;
    }
    case 'source':
      if (!deck.mayCheck) return false;
      if (selected) deck.source();
      else if (active?.claim) actions.open(active.id, 'evidence');
      return selected !== null || active?.claim != null;
    case 'verdict':
    case 'evidence':
      if (!active?.claim || !deck.mayCheck) return false;
      actions.open(active.id, command);
      return true;
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
      return check.sentence ? check.step(way) : go.sentence(way);
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
    case 'go-claims':
      location.assign(`/claims?article=${deck.article}`);
      return true;
    case 'go-sources':
      location.assign('/sources');
      return true;
    case 'go-tags':
      location.assign('/tags');
      return true;
    case 'undo':
      if (check.sentence && check.undo()) return true;
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
