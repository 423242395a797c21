import MarkdownIt from 'markdown-it';

/**
 * The Markdown of notes: emphasis, code, links, quotes and lists. No HTML, no
 * images, which would make a reader's browser fetch from elsewhere, and no
 * headings, which have no place in a margin. A line end is a line end.
 */
export const noteMarkdown = new MarkdownIt('commonmark', {
  html: false,
  breaks: true,
}).disable([
  'image',
  'heading',
  'lheading',
  'hr',
  'html_block',
  'html_inline',
  'fence',
  'code',
]);

noteMarkdown.renderer.rules['link_open'] = (tokens, i, options, _, self) => {
  tokens[i]?.attrSet('target', '_blank');
  tokens[i]?.attrSet('rel', 'noreferrer nofollow');
  return self.renderToken(tokens, i, options);
};

/** A note as HTML. Everything in it is escaped; links go to http, https and mailto. */
export const renderNote = (body: string): string => noteMarkdown.render(body);

noteMarkdown.validateLink = url => /^(?:https?:|mailto:)/i.test(url.trim());
