import type { Credit } from '#app/articles/article.ts';
import type { Line, Meta, Page } from '#app/import/page.ts';
import {
  isPassageRole,
  type Fields,
  type MarkedLine,
  type Reading,
} from '#app/import/reading.ts';
import { canLead, markBody } from '#app/import/recognise/body.ts';
import { markHeader, type HeaderFields } from '#app/import/recognise/header.ts';
import { joinLabels } from '#app/import/recognise/joined.ts';
import { languageOf } from '#app/import/recognise/measure.ts';
import {
  isChineseName,
  isEnglishName,
  reportersInLede,
} from '#app/import/recognise/names.ts';
import { parted } from '#app/import/recognise/parted.ts';
import { markStructured } from '#app/import/recognise/structured.ts';
import { finerTime, readInstant } from '#app/import/recognise/time.ts';
import { cleanTitle } from '#app/import/recognise/title.ts';

/**
 * Tells an article from the page around it. Every line comes out as exactly one
 * of a field, a passage, or left out with a reason.
 *
 * @param sentTitle a title that the caller knows; it takes no line away
 */
export function recognise(
  { lines: read, meta, remarks }: Page,
  sentTitle?: string,
): Reading {
  const structured = read.some(line => line.zone !== undefined);
  const { lines, held } = joinLabels(structured ? read : parted(read));
  const shown = lines.filter(line => line.out !== 'hidden');
  const language = languageFrom(meta, shown);
  const marked: MarkedLine[] = read.map(({ text, path }) => ({
    raw: text,
    text,
    role: 'out',
    reason: 'navigation',
    ...(path ? { path } : {}),
  }));
  const header = structured
    ? markStructured(lines, marked, meta, language, sentTitle)
    : markHeader(lines, marked, language, sentTitle);
  const tail = markBody(lines, marked, header, language, meta.siteName);
  for (const i of held) {
    // What a field's name says of the line, it says of what it names.
    const { role, reason } = marked[i - 1] as MarkedLine;
    const line = marked[i] as MarkedLine;
    delete line.reason;
    Object.assign(line, { role, ...(reason ? { reason } : {}) });
  }
  const known = sentTitle ?? header.title ?? cleanTitle(meta, lines);
  const title = known || firstLine(marked, lines);
  const leads = markLede(marked);
  if (structured) header.source ??= besideDay(header, meta, language);
  const fields = fieldsFrom(header, tail, meta, language, leads);
  return {
    lines: marked,
    fields: { ...fields, title },
    remarks,
  };
}

/** A page that names no title has it in its first line; somebody is to look at that. */
function firstLine(marked: MarkedLine[], lines: Line[]): string {
  const passage = marked.findIndex(line => isPassageRole(line.role));
  const shown = lines.findIndex(line => line.out !== 'hidden');
  const line = marked[passage >= 0 ? passage : shown];
  if (!line) return '';
  line.role = 'title';
  line.doubt = 'title';
  delete line.reason;
  return line.text;
}

/**
 * A template's language is often not its article's: the words say it. Between
 * languages in Latin letters the page itself knows.
 */
function languageFrom(meta: Meta, shown: Line[]): string {
  const body = shown.filter(line => line.zone !== 'above' && !line.out);
  const read = languageOf(body.map(line => line.text).join('\n'));
  const told = /^[a-z]{2,3}(?=$|[-_])/i.exec(meta.language ?? '')?.[0];
  if (read !== 'en' || !told) return read;
  const own = told.toLowerCase();
  return ['zh', 'ja', 'ko'].includes(own) ? read : own;
}

/** The first paragraph leads, where more than one follows the title. Gives the words that the article opens with. */
function markLede(marked: MarkedLine[]): string[] {
  const at = marked.findIndex(
    line =>
      !['out', 'title', 'byline', 'dateline', 'section', 'caption'].includes(
        line.role,
      ),
  );
  const first = marked[at];
  if (!first) return [];
  const more = marked
    .slice(at + 1)
    .some(line => !['out', 'credits', 'caption'].includes(line.role));
  if (first.role === 'paragraph' && !first.speaker && more) {
    if (canLead(first.text)) first.role = 'lede';
  }
  return marked
    .slice(at)
    .filter(({ role }) => role === 'lede' || role === 'paragraph')
    .slice(0, 3)
    .map(line => line.text);
}

/** How the names of papers, agencies and their clients end. */
const IS_HOUSE = /^\p{Script=Han}{2,10}(报|网|社|闻|台|刊|客户端|发布)$/u;

/** The source that a Chinese page has beside its day, with no word about it; null where it is the page's own name. */
const besideDay = (
  { publisher, publishedAt }: HeaderFields,
  { siteName, titles }: Meta,
  language: string,
): string | null =>
  language === 'zh' &&
  publishedAt !== null &&
  publisher !== null &&
  publisher !== siteName &&
  IS_HOUSE.test(publisher) &&
  !titles.some(title => title.includes(publisher))
    ? publisher
    : null;

function fieldsFrom(
  header: HeaderFields,
  tail: HeaderFields,
  meta: Meta,
  language: string,
  lede: string[],
): Fields {
  const bylines = [
    header.byline,
    lede.flatMap(reportersInLede).slice(0, 6),
    tail.byline,
    personsOf(meta),
  ];
  const persons = bylines.map(names => names.filter(n => !isSite(n, meta)));
  const publisher =
    header.publisher ?? tail.publisher ?? meta.siteName?.trim() ?? null;
  const published = readInstant(meta.published, language);
  const shown = header.publishedAt ?? tail.publishedAt;
  const source = header.source ?? tail.source ?? meta.source;
  const section = header.section ?? meta.section;
  return {
    title: '',
    byline: persons.find(names => names.length > 0) ?? [],
    publishedAt: finerTime(shown, published) ?? null,
    publisher,
    // Where it belongs: 青石日报(青石).
    source:
      source
        ?.replace(/(?<=\p{Script=Han})[(（][^()（）]*[)）]$/u, '')
        // 《求实》2026/09: which issue of it.
        .replace(/(?<=》)\s*\d{4}\s*[年/.-].*$/, '') ?? null,
    section: section === source ? null : section,
    url: meta.url,
    language,
    credits: unique([...header.credits, ...tail.credits]),
  };
}

/** A page says above and below its words who edited them. */
const unique = (credits: Credit[]): Credit[] =>
  credits.filter(
    ({ role, name }, i) =>
      credits.findIndex(c => c.role === role && c.name === name) === i,
  );

/** Whether a name is the site's own, without what kind of site it is. */
const isSite = (name: string, { titles, siteName }: Meta): boolean =>
  [siteName ?? '', ...titles].some(title =>
    ['网', '網', '社', '报', '報'].some(kind => title.endsWith(name + kind)),
  );

const personsOf = ({ authors, siteName }: Meta): string[] => [
  ...new Set(
    authors.filter(
      name => name !== siteName && (isChineseName(name) || isEnglishName(name)),
    ),
  ),
];
