import MarkdownIt from 'markdown-it';

import { htmlToPage } from '#app/import/html.ts';
import type { Page } from '#app/import/page.ts';

/** Markup inside comes out as its words, as in any page. */
const markdown = new MarkdownIt({ html: true, linkify: false, breaks: false });

/** A text in Markdown (CommonMark and tables), with or without front matter. */
export function markdownToPage(text: string): Page {
  const front = /^\s*---\n([^]*?)\n---\s*(?:\n|$)/.exec(text);
  const body = front ? text.slice(front[0].length) : text;
  const page = htmlToPage(`<main>${markdown.render(body)}</main>`);
  const told = (name: string): string | null => {
    const line = new RegExp(`^${name}\\s*:\\s*(.+)$`, 'im').exec(
      front?.[1] ?? '',
    );
    return line?.[1]?.trim().replace(/^(["'])(.*)\1$/, '$2') || null;
  };
  const title = told('title');
  const authors = told('authors?')?.replace(/^\[|\]$/g, '') ?? '';
  return {
    ...page,
    meta: {
      ...page.meta,
      titles: title ? [title] : [],
      authors: authors.split(/\s*[,，、]\s*/).filter(name => name !== ''),
      published: told('date'),
      source: told('source'),
      section: told('section'),
    },
  };
}
