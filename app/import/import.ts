import type { ArticleDraft } from '#app/articles/article.ts';
import { AppError, invalid } from '#app/errors.ts';
import { decodeBytes } from '#app/import/decode.ts';
import { docxToPage } from '#app/import/docx.ts';
import { epubToPage } from '#app/import/epub.ts';
import {
  formatOfBytes,
  formatOfText,
  isBinary,
  isBinaryText,
  type ImportFormat,
} from '#app/import/format.ts';
import { htmlToPage } from '#app/import/html.ts';
import { markdownToPage } from '#app/import/markdown.ts';
import type { Page } from '#app/import/page.ts';
import { pdfToPage } from '#app/import/pdf.ts';
import type { Reading } from '#app/import/reading.ts';
import { recognise } from '#app/import/recognise/recognise.ts';
import { textToPage } from '#app/import/text.ts';

/** What is brought in: a text, or a file's bytes. */
export type Material = {
  content: string | Uint8Array;
  /** Absent: recognised. */
  format?: ImportFormat | undefined;
  /** The file's name. */
  name?: string | undefined;
  /** The encoding that whoever sent the bytes names. */
  charset?: string | undefined;
  /** A title that is known; it takes no line away. */
  title?: string | undefined;
};

/** As many lines as are looked at, which takes time for each: an article has fewer by far. */
const MAX_LINES = 200_000;

/**
 * Reads an article in whatever it comes in: every line of it, and what each is.
 * This is the room's one door.
 *
 * @throws AppError invalid (`content` or `file`), too-large
 */
export async function readArticle(material: Material): Promise<Reading> {
  const page = await pageOf(material);
  if (!page.lines.some(line => line.out !== 'hidden')) {
    throw invalid(fieldOf(material), 'no-text');
  }
  if (page.lines.length > MAX_LINES) {
    throw new AppError('too-large', 'lines-too-many', {
      params: { max: MAX_LINES },
    });
  }
  return recognise(page, material.title);
}

const fieldOf = ({ content }: Material): string =>
  typeof content === 'string' ? 'content' : 'file';

async function pageOf(material: Material): Promise<Page> {
  const { content, name, charset } = material;
  const field = fieldOf(material);
  const bytes = typeof content === 'string' ? bytesIn(material) : content;
  if (bytes) {
    const found = formatOfBytes(bytes, field) ?? material.format;
    if (found === 'pdf') return pdfToPage(bytes, field);
    if (found === 'docx') return docxToPage(bytes, field);
    if (found === 'epub') return epubToPage(bytes, field);
  }
  const text =
    typeof content === 'string'
      ? content
      : decodeBytes(content, field, charset);
  refuseBinary(text, field);
  const format = material.format ?? formatOfText(text, name);
  if (format === 'html') return htmlToPage(text);
  if (format === 'markdown') return markdownToPage(text);
  if (format === 'text') return textToPage(text);
  throw invalid(field, 'file-unknown');
}

/** A file that was sent as text, in Base64; null when it is none. */
function bytesIn({ content, format }: Material): Uint8Array | null {
  if (typeof content !== 'string' || !format || !isBinary(format)) return null;
  if (!/^[\w+/=\s-]+$/.test(content)) throw invalid('content', 'file-broken');
  return new Uint8Array(Buffer.from(content, 'base64'));
}

/** Says so when it is the inside of something else, rather than import that. */
function refuseBinary(text: string, field: string): void {
  if (isBinaryText(text)) throw invalid(field, 'binary');
}

/** Fields of which a caller knows better than the page. */
export type Overrides = Partial<
  Pick<
    ArticleDraft,
    | 'byline'
    | 'publishedAt'
    | 'publisher'
    | 'source'
    | 'section'
    | 'url'
    | 'language'
  >
>;
