import {
  defaultMarkdownParser,
  defaultMarkdownSerializer,
  MarkdownParser,
  schema as markdownSchema,
} from 'prosemirror-markdown';
import { Schema, type NodeSpec, type Node } from 'prosemirror-model';

import { noteMarkdown } from '#app/annotations/note-markdown.ts';

const NODES = [
  'doc',
  'paragraph',
  'blockquote',
  'bullet_list',
  'ordered_list',
  'list_item',
  'text',
  'hard_break',
] as const;
type NodeName = (typeof NODES)[number];
type MarkName = 'em' | 'strong' | 'code' | 'link';

/** A note's document: what its Markdown can say, and no more. */
export const schema = new Schema<NodeName, MarkName>({
  nodes: Object.fromEntries(
    NODES.map(name => [name, markdownSchema.spec.nodes.get(name)]),
  ) as Record<NodeName, NodeSpec>,
  marks: markdownSchema.spec.marks,
});

const { tokens } = defaultMarkdownParser;
const known = [
  ...['blockquote', 'paragraph', 'list_item', 'bullet_list', 'ordered_list'],
  ...['hardbreak', 'em', 'strong', 'link', 'code_inline'],
];
const parser = new MarkdownParser(schema, noteMarkdown, {
  ...Object.fromEntries(known.map(name => [name, tokens[name] ?? {}])),
  softbreak: { node: 'hard_break' },
});

/** A note's Markdown as a document. */
export const parseNote = (body: string): Node => parser.parse(body);

/** The document as Markdown again. */
export const serializeNote = (doc: Node): string =>
  defaultMarkdownSerializer.serialize(doc, { tightLists: true });
