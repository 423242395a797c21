import { fileTypeFromBuffer } from 'file-type';

import { canonicalCharacters } from '#app/articles/text.ts';
import { AppError, invalid } from '#app/errors.ts';
import { cuesOf, isTranscript } from '#app/import/cues.ts';
import { decodeBytes } from '#app/import/decode.ts';
import { docxToPage } from '#app/import/docx.ts';
import { epubToPage } from '#app/import/epub.ts';
import { formatOfText, isBinaryText } from '#app/import/format.ts';
import { htmlToPage } from '#app/import/html.ts';
import type { Page } from '#app/import/page.ts';
import { pdfPages } from '#app/import/pdf.ts';
import { NO_MAP, type TextMap } from '#app/sources/locating.ts';

/** A file that is to be kept as a snapshot. */
export type SnapshotFile = {
  bytes: Uint8Array;
  name: string;
  charset?: string | undefined;
};

/** What is in it. */
export type Extract = {
  /** By what it begins with, whatever it is called. */
  mediaType: string;
  /** All its words in reading order; empty where it has none to search. */
  text: string;
  map: TextMap;
};

/** Longest text that is searched, in UTF-16 units. */
const MAX_TEXT = 20_000_000;
const MAX_PAGES = 5_000;
const DOCX =
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * The words of a snapshot, for quotes to be found in: of a file of pictures or
 * sounds there are none. Unlike an article, all of it counts, furniture too.
 *
 * @throws AppError invalid with `file` for what is none of the kinds that are kept, too-large
 */
export async function extractText(file: SnapshotFile): Promise<Extract> {
  const extract = await read(file);
  if (extract.text.length > MAX_TEXT) {
    throw new AppError('too-large', 'snapshot-text-too-long', {
      params: { max: MAX_TEXT },
    });
  }
  return extract;
}

const FIELD = 'file';

async function read({ bytes, name, charset }: SnapshotFile): Promise<Extract> {
  if (bytes.length === 0) throw invalid(FIELD, 'file-empty');
  const found = await fileTypeFromBuffer(bytes);
  const mediaType = found?.mime ?? '';
  if (mediaType === 'application/pdf') {
    const pages = await pdfPages(bytes, FIELD, MAX_PAGES);
    return { mediaType, ...inPages(pages) };
  }
  if (mediaType === DOCX) return { mediaType, ...of(docxToPage(bytes, FIELD)) };
  if (mediaType === 'application/epub+zip') {
    return { mediaType, ...of(epubToPage(bytes, FIELD)) };
  }
  if (/^(image|audio|video)\//.test(mediaType)) {
    return { mediaType, text: '', map: NO_MAP };
  }
  // What is not known by its first bytes may be a text; XML and WebVTT are.
  if (mediaType !== '' && !/^(text\/|application\/xml$)/.test(mediaType)) {
    throw invalid(FIELD, 'file-unknown');
  }
  return ofText(decodeBytes(bytes, FIELD, charset), name);
}

function ofText(text: string, name: string): Extract {
  if (isBinaryText(text)) throw invalid(FIELD, 'file-unknown');
  if (
    /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?(<!doctype svg[^>]*>\s*)?<svg[\s>]/i.test(
      text,
    )
  ) {
    return { mediaType: 'image/svg+xml', text: '', map: NO_MAP };
  }
  if (isTranscript(text)) {
    const isVtt = /^\ufeff?WEBVTT/.test(text);
    const mediaType = isVtt ? 'text/vtt' : 'application/x-subrip';
    return { mediaType, ...inTime(text) };
  }
  if (formatOfText(text, name) === 'html') {
    return { mediaType: 'text/html', ...of(htmlToPage(text)) };
  }
  const mediaType = /\.csv$/i.test(name) ? 'text/csv' : 'text/plain';
  return { mediaType, text: canonicalCharacters(text).trim(), map: NO_MAP };
}

/** What a reader of it sees. */
const of = ({ lines }: Page): Pick<Extract, 'text' | 'map'> => ({
  text: lines
    .filter(line => line.out !== 'hidden')
    .map(line => line.text)
    .join('\n'),
  map: NO_MAP,
});

function inPages(pages: readonly string[]): Pick<Extract, 'text' | 'map'> {
  const starts: number[] = [];
  let length = 0;
  for (const page of pages) {
    starts.push(length);
    length += page.length + 1;
  }
  const text = pages.join('\n');
  // Line ends alone are no words: it is a scan.
  if (text.trim() === '')
    return { text: '', map: { ...NO_MAP, pages: starts } };
  return { text, map: { ...NO_MAP, pages: starts } };
}

function inTime(transcript: string): Pick<Extract, 'text' | 'map'> {
  const cues = cuesOf(transcript);
  const times: TextMap['times'] = [];
  let length = 0;
  for (const { from, text } of cues) {
    times.push([length, from]);
    length += text.length + 1;
  }
  const last = Math.max(0, ...cues.slice(-50).map(cue => cue.to));
  return {
    text: cues.map(cue => cue.text).join('\n'),
    map: { pages: [], times, duration: times.length > 0 ? last : null },
  };
}
