import {
  sameContent,
  type Annotation,
  type AnnotationContent,
} from '#app/annotations/annotation.ts';

/** One annotation's change, as it is done or undone. */
export type Operation =
  | {
      type: 'change';
      id: string;
      from: AnnotationContent;
      to: AnnotationContent;
    }
  | { type: 'remove'; annotation: Annotation }
  | { type: 'restore'; annotation: Annotation };

/** What was done at once, to one annotation or to several: what one undo takes back. */
export type Step = readonly Operation[];

/** What was done, latest last, and what was undone, to be done again. */
export type History = { done: Step[]; undone: Step[] };

export const EMPTY: History = { done: [], undone: [] };

/** As many steps as anybody retraces, and as little as a browser's storage takes. */
const LONGEST = 200;

/** A new action ends what could have been done again. */
export const did = ({ done }: History, step: Step): History => ({
  done: [...done, step].slice(-LONGEST),
  undone: [],
});

/** The step that takes another back. */
export const inverse = (step: Step): Step => step.map(inverseOf).reverse();

function inverseOf(operation: Operation): Operation {
  switch (operation.type) {
    case 'change':
      return { ...operation, from: operation.to, to: operation.from };
    case 'remove':
      return { type: 'restore', annotation: operation.annotation };
    case 'restore':
      return { type: 'remove', annotation: operation.annotation };
  }
}

export const idOf = (operation: Operation): string =>
  operation.type === 'change' ? operation.id : operation.annotation.id;

/**
 * Whether an operation may run on what is there now: only on what this person
 * left behind, so that nobody else's work is undone.
 *
 * @param present the annotation as it stands; undefined when it is removed
 */
export function applies(
  operation: Operation,
  present: Annotation | undefined,
): boolean {
  switch (operation.type) {
    case 'change':
      return present !== undefined && sameContent(present, operation.from);
    case 'remove':
      return (
        present !== undefined && sameContent(present, operation.annotation)
      );
    case 'restore':
      return present === undefined;
  }
}

/** What is left when the server refused an annotation's change. */
export function without({ done, undone }: History, id: string): History {
  const others = (steps: Step[]): Step[] =>
    steps
      .map(step => step.filter(operation => idOf(operation) !== id))
      .filter(step => step.length > 0);
  return { done: others(done), undone: others(undone) };
}
