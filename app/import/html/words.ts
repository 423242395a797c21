import type { DiscardReason } from '#app/articles/article.ts';
import { remembered } from '#app/import/remembered.ts';
import { elementsIn, textOf, type Element } from '#app/import/html/tree.ts';
import type { Hint } from '#app/import/page.ts';

/** What an element's words say of it: of several, what stands first; after all of these, what one of them begins with. */
function told<T>(
  table: [T, list: string][],
  stems: [T, RegExp][] = [],
): (words: string[]) => T | null {
  const sets = table.map(([, list]) => new Set(list.split(' ')));
  const all = [...table, ...stems];
  const rank = remembered(word => {
    const named = sets.findIndex(set => set.has(word));
    if (named >= 0) return named;
    const begun = stems.findIndex(([, stem]) => stem.test(word));
    return begun < 0 ? Infinity : sets.length + begun;
  });
  return words => all[Math.min(...words.map(rank))]?.[0] ?? null;
}

/**
 * What markup says by its names: words that any site's `class` and `id` are made
 * of. No site is named here.
 */
const reasonOf = told<DiscardReason>(
  [
    [
      'comment',
      'comment comments commentlist disqus pinglun replies respond discussion',
    ],
    [
      'share',
      'share shares sharing sharebar sharebox social socials sns bdsharebuttonbox jiathis weixin wechat fenxiang',
    ],
    [
      'related',
      'related relate relatednews recommend recommended recommends recommendation recommendations tuijian xiangguan hot hotnews hotlist rank ranking paihang sidebar sidebox rightbar side popular trending latest readmore morenews guess more outbrain taboola bookmarkcard embeddedpost postembed linkcard linkpreview storycard referencedcard',
    ],
    [
      'navigation',
      'nav navbar navigation menu mainmenu submenu topbar topnav breadcrumb breadcrumbs crumb crumbs pager pagination paging pages toc skip tags taglist keywords topics sitenav logo masthead prevnext',
    ],
    [
      'advert',
      'ad ads adv advert adverts advertisement advertising adbox gg guanggao sponsor sponsored promo promos promotion promoted newsletter subscribe subscription signup paywall appdownload download qrcode qr erweima ewm donate donation donations membership fundraising appeal deals dealwidget hawkwidget pricewidget productwidget affiliate affiliates buybox merchant productcard',
    ],
    [
      'notice',
      'copyright copyrights disclosure disclaimer shengming mianze legal rights statement cookie cookies consent gdpr license republish republishing partners funders bio authorbio authorcard',
    ],
    ['contact', 'contact contacts contactbox mediacontact presscontact'],
    [
      'control',
      'toolbar tools tool fontsize fontsizer listen player playbar text2speech texttospeech readaloud audio collect favorite favourite jubao vote poll toupiao survey feedback login modal popup dialog tooltip actions buttons btns jiucuo reportbox video videos videoplayer mediaembed featuredvideo enlarge hidecaption togglecaption showcaption fullscreen zoom buynow buyphoto buyprint aisummary aigenerated aioverview',
    ],
  ],
  // Beginnings that no site gives to anything else: sharedaddy, subscription-box; what is subscriber-only is the article.
  [
    ['share', /^(share|sharing|social)/],
    [
      'related',
      /^(related|recommend|recirc|mostpopular|mostviewed|mostread|readnext)/,
    ],
    ['comment', /^(comment(s|area|list|wrapper|thread)|disqus)/],
    [
      'advert',
      /^(newsletter|subscribe(?!r)|subscription|subscriber(offer|promo|cta)|advert|sponsor|promo|paywall)/,
    ],
    ['navigation', /^(breadcrumb|pagination)/],
    ['notice', /^cookie/],
  ],
);

const hintOf = told<Hint>([
  ['site', 'sitetitle blogtitle sitename blogname brandname'],
  [
    'time',
    'time date pubtime pubdate pubtimetext publishtime posttime datetime timestamp dateline shijian published ptime rq',
  ],
  ['source', 'source laiyuan origin mediasource from'],
  [
    'byline',
    'by byline author authors contributor contributors contrib writers writer reporter reporters zuozhe bylines',
  ],
  [
    'deck',
    'summary abstract deck subtitle standfirst dek lead lede intro zhaiyao daodu daoyu subhead subheadline strapline excerpt teasertext description',
  ],
  ['title', 'title headline biaoti h1 arttitle'],
  [
    'section',
    'section topics topic category kicker eyebrow unibrow overline slug label tag breadcrumb breadcrumbs bread crumb crumbs cat category cate rubric lanmu column',
  ],
]);

const CAPTIONS = new Set(
  'caption captions mediapic figcaption imgdesc imgcaption imageinfo tushuo picdesc photocaption picinfo credit photocredit imgtitle wpcaption picbox picturebox photobox'.split(
    ' ',
  ),
);

/** Where markup names a part; those whose classes are made by machine name it here. */
const NAMING = [
  'class',
  'id',
  'aria-labelledby',
  'data-component',
  'data-testid',
  'data-cy',
  'data-module',
];

/** An element that a site has made (HTML, 4.13.3): its name says what it is, as a class does. */
export const isCustom = (tag: string): boolean => tag.includes('-');

/** What an element is: of one that a site has made, the end of its name. */
const kindOf = ({ tag }: Element): string =>
  isCustom(tag) ? tag.slice(tag.lastIndexOf('-') + 1) : tag;

/** The words of an element's names, split, in pairs and whole: `article-shareBar` has share and sharebar. */
export function wordsOf({ tag, attributes }: Element): string[] {
  let names = isCustom(tag) ? ` ${tag}` : '';
  for (const name of NAMING) {
    const value = attributes[name];
    if (value) names += ` ${value}`;
  }
  return names === '' ? [] : wordsIn(names);
}

const wordsIn = remembered(names =>
  names.split(/\s+/).flatMap(name => {
    // What stands beside it, or is not there: has-sidebar, no-share.
    if (/^(has|with|without|no|not)[-_]/i.test(name)) return [];
    const parts = name
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase()
      .split(/\d*(?:[^a-z0-9]+|$)/)
      .filter(part => part !== '');
    const pairs = parts.slice(1).map((part, i) => `${parts[i]}${part}`);
    return parts.length > 2
      ? [...parts, ...pairs, parts.join('')]
      : [...parts, ...pairs];
  }),
);

const ROLES: Record<string, DiscardReason> = {
  navigation: 'navigation',
  search: 'navigation',
  menu: 'navigation',
  complementary: 'related',
  contentinfo: 'licence',
  dialog: 'control',
  alertdialog: 'control',
  toolbar: 'control',
  button: 'control',
};

const TAGS: Record<string, DiscardReason> = {
  nav: 'navigation',
  aside: 'related',
  footer: 'licence',
  button: 'control',
  select: 'control',
  textarea: 'control',
  form: 'control',
  noscript: 'control',
  dialog: 'control',
  audio: 'control',
  video: 'control',
  menu: 'navigation',
};

/** Why a reader is not meant to read an element as part of the article; null when nothing says so. */
export function reasonIn(
  element: Element,
  words: string[],
): DiscardReason | null {
  const role = element.attributes['role']?.toLowerCase() ?? '';
  const named = TAGS[kindOf(element)] ?? ROLES[role];
  if (named) return named;
  if (isContents(element)) return 'navigation';
  // What holds everything is named for what it holds, too: page-with-sidebar.
  if (['html', 'body', 'main', 'p', 'h1'].includes(element.tag)) {
    return null;
  }
  return reasonOf(words);
}

/** Whether an element lists what stands on its own page, each a link to it. */
function isContents(element: Element): boolean {
  if (element.tag !== 'ul' && element.tag !== 'ol') return false;
  const links = elementsIn(element).filter(({ tag }) => tag === 'a');
  const length = (one: Element): number => textOf(one).trim().length;
  return (
    links.length >= 2 &&
    links.every(({ attributes }) => /^#./.test(attributes['href'] ?? '')) &&
    links.reduce((sum, link) => sum + length(link), 0) >= length(element) * 0.8
  );
}

const SURE = new Set(
  'consent gdpr ccpa onetrust cookiebanner cookieconsent cookienotice cookiebar cookiepolicy privacymanager'.split(
    ' ',
  ),
);

/** Whether an element's kind or name is one that no article is in: a footer, a dialog, a request for consent. */
export const isSurelyOut = (element: Element, words: string[]): boolean =>
  /^(footer|dialog)$/.test(kindOf(element)) ||
  /^(contentinfo|dialog|alertdialog)$/.test(element.attributes['role'] ?? '') ||
  words.some(word => SURE.has(word));

/** What no section's name holds. */
const HELD = new Set(['nav', 'h1', 'form']);

/** What an element holds, as its names, its `itemprop` or `rel` have it. */
export function hintIn(element: Element, words: string[]): Hint | null {
  const { itemprop, rel, 'aria-label': label } = element.attributes;
  if (rel) {
    if (/\bauthor\b/.test(rel)) return 'byline';
    if (/\bcategory\b/.test(rel)) return 'section';
  }
  if (itemprop) {
    if (/\bauthor\b/.test(itemprop)) return 'byline';
    if (/\bdatePublished\b/.test(itemprop)) return 'time';
    if (/\bheadline\b/.test(itemprop)) return 'title';
    if (/\barticleSection\b/.test(itemprop)) return 'section';
  }
  if (label && /^breadcrumb/i.test(label)) return 'section';
  const hint = hintOf(words);
  if (hint !== 'section') return hint;
  // What holds an article is named for where it belongs: section, category-city-hall;
  // what holds a menu, for what it is to the page.
  const holds =
    ['body', 'main', 'article', 'section'].includes(element.tag) ||
    elementsIn(element).some(({ tag }) => HELD.has(tag));
  return holds ? null : hint;
}

/** Whether an element's names make a picture's words of it. */
export const isCaptionNamed = (words: string[]): boolean =>
  words.some(word => CAPTIONS.has(word));

/** What a stylesheet of the page itself hides: `.name` and `#name`. */
export function hiddenBy(css: string): Set<string> {
  const hidden = new Set<string>();
  // Rules inside @media speak of other media than the reader's.
  const plain = css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
  for (const [, selectors = '', rules = ''] of plain.matchAll(
    /([^{}]+)\{([^{}]*)\}/g,
  )) {
    if (!hides(rules)) continue;
    for (const selector of selectors.split(',')) {
      const name = selector.trim();
      if (/^[.#][\w-]+$/.test(name)) hidden.add(name);
    }
  }
  return hidden;
}

/** Whether style rules keep words from being seen. */
export function hides(style: string): boolean {
  return /(^|[;\s])(display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0(\.0+)?\s*(;|!|$)|font-size\s*:\s*0(px|pt|em|rem)?\s*(;|!|$)|(text-indent|left|top)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0)/i.test(
    style,
  );
}
