import type { Element, Opaque } from '#app/import/html/tree.ts';
import { elementsIn, textOf } from '#app/import/html/tree.ts';
import { NO_META, type Meta } from '#app/import/page.ts';

/** What a page's head says of it: `<meta>`, Open Graph, JSON-LD, microdata. */
export function readMeta(root: Element, opaque: Opaque[]): Meta {
  const named = new Map<string, string>();
  const all = elementsIn(root);
  let title: string | null = null;
  let canonical: string | null = null;
  let language: string | null = null;
  let timed: string | null = null;
  const microdata: Record<string, string[]> = {};
  for (const element of all) {
    const { tag, attributes } = element;
    const content = clean(attributes['content'] ?? '');
    if (tag === 'meta' && content !== '') {
      const key = attributes['property'] ?? attributes['name'] ?? '';
      const name = key.toLowerCase();
      if (name && !named.has(name)) named.set(name, content);
      const prop = attributes['itemprop'];
      if (prop) (microdata[prop] ??= []).push(content);
    } else if (tag === 'title' && title === null) {
      title = clean(textOf(element));
    } else if (tag === 'link' && attributes['rel'] === 'canonical') {
      canonical ??= attributes['href'] ?? null;
    } else if (tag === 'time') {
      timed ??= attributes['datetime'] ?? null;
    } else if (attributes['itemprop'] === 'datePublished') {
      const told = attributes['datetime'] ?? attributes['title'];
      if (told) (microdata['datePublished'] ??= []).push(told);
    } else if (tag === 'html') {
      language = attributes['lang'] ?? attributes['xml:lang'] ?? null;
    }
  }
  const told = articleIn(opaque);
  const pick = (...names: string[]): string | null =>
    names.map(name => named.get(name)).find(value => value) ?? null;
  const url = [canonical, pick('og:url'), told.url].find(isWeb) ?? null;
  return {
    ...NO_META,
    titles: [
      pick('og:title', 'twitter:title', 'articletitle', 'dc.title'),
      told.headline,
      title,
    ].filter((one): one is string => one !== null && one !== ''),
    siteName: pick('og:site_name', 'application-name') ?? told.publisher,
    authors: [
      ...told.authors,
      ...splitNames(pick('author', 'article:author', 'parsely-author', 'byl')),
    ].filter(name => !/^https?:/.test(name)),
    published: finest([
      ...TIMES.map(name => named.get(name)),
      told.published,
      microdata['datePublished']?.[0],
      timed,
      ...[...named]
        .filter(([name]) => PUBLISHED.test(name))
        .map(([, content]) => content),
    ]),
    source: pick(
      'source',
      'contentsource',
      'manuscriptsource',
      'mediaid',
      'copyrightsource',
    ),
    section: pick('article:section', 'section') ?? told.section,
    language: language ?? told.language,
    url,
  };
}

const TIMES = [
  'article:published_time',
  'og:published_time',
  'datepublished',
  'publishdate',
  'publisheddate',
  'publish_time',
  'pubdate',
  'published',
  'weibo:article:create_at',
  'dc.date.issued',
  'dc.date',
  'date',
  'parsely-pub-date',
  'sailthru.date',
];

/** What some site calls it: first-published-at, publishtime, pub_date. */
const PUBLISHED =
  /(^|[^a-z]|first)(publish(ed)?|pub)[-_.:]?(at|on|date|time|datetime)$/;

/** The first that says an hour; else the first. */
const finest = (times: (string | null | undefined)[]): string | null => {
  const given = times.filter((one): one is string => Boolean(one));
  return given.find(one => /\d:\d\d/.test(one)) ?? given[0] ?? null;
};

type Told = {
  headline: string | null;
  authors: string[];
  publisher: string | null;
  published: string | null;
  section: string | null;
  language: string | null;
  url: string | null;
};

const ARTICLE =
  /(^|\/)(\w*NewsArticle|Article|(Live)?BlogPosting|PodcastEpisode|Report|ReportageNewsArticle|\w+Article)$/;

/** The article that the page's JSON-LD describes (schema.org/Article). */
function articleIn(opaque: Opaque[]): Told {
  const nothing: Told = {
    headline: null,
    authors: [],
    publisher: null,
    published: null,
    section: null,
    language: null,
    url: null,
  };
  for (const { tag, type, text } of opaque) {
    if (tag !== 'script' || !type.includes('ld+json')) continue;
    const found = things(parsed(text)).find(thing =>
      list(thing['@type']).some(t => typeof t === 'string' && ARTICLE.test(t)),
    );
    if (!found) continue;
    return {
      headline: string(found['headline']) ?? string(found['name']),
      authors: list(found['author']).flatMap(author => {
        if (typeof author === 'string') return splitNames(author);
        const named = record(author);
        const organisation = list(named['@type']).some(
          t => typeof t === 'string' && /Organization$/.test(t),
        );
        const name = organisation ? null : string(named['name']);
        return name ? splitNames(name) : [];
      }),
      publisher: string(record(list(found['publisher'])[0])['name']),
      published: string(found['datePublished']),
      section: string(list(found['articleSection'])[0]),
      language: string(found['inLanguage']),
      url: string(found['url']) ?? string(found['mainEntityOfPage']),
    };
  }
  return nothing;
}

type Thing = Record<string, unknown>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(
      text.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, ''),
    ) as unknown;
  } catch {
    return null;
  }
}

/** All things of a JSON-LD document, from its lists and its graph. */
function things(value: unknown): Thing[] {
  return list(value).flatMap(one => {
    const thing = record(one);
    return [thing, ...list(thing['@graph']).map(record)];
  });
}

const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

const record = (value: unknown): Thing =>
  typeof value === 'object' && value !== null ? (value as Thing) : {};

const string = (value: unknown): string | null =>
  typeof value === 'string' && clean(value) !== '' ? clean(value) : null;

const clean = (text: string): string =>
  text.replace(/[\p{Cc}\ufeff\s]+/gu, ' ').trim();

const splitNames = (text: string | null): string[] =>
  (text ?? '')
    .replace(/^by\s+/i, '')
    .split(/\s*(?:[,，、;；|]|\band\b|&)\s*/)
    .filter(name => name !== '');

const isWeb = (url: string | null): url is string => {
  try {
    return url !== null && /^https?:$/.test(new URL(url).protocol);
  } catch {
    return false;
  }
};
