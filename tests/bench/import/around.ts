import { parseHTML } from 'linkedom';

import type { Gold } from '#tests/bench/import/score.ts';
import { hashed } from '#tests/bench/import/unnamed.ts';

/** A page with other surroundings, or with its article set in other markup: what it holds is the same. */
export type Changed = {
  html: string;
  /** Words that were put around the article, none of them its own. */
  put: string[];
};

type Page = {
  document: Document;
  chinese: boolean;
  /** The elements of the article's paragraphs, in their order. */
  paragraphs: Element[];
  /** The element that holds them all. */
  holder: Element;
};

/** Changes a page in place; gives words of what it puts there. */
type Change = (page: Page) => string[] | void;

const INLINE = 'a b strong em i span font br img sup sub code'.split(' ');
const same = (text: string | null): string =>
  (text ?? '').replace(/\s+/g, ' ').trim();

function pageOf(html: string, gold: Gold): Page | null {
  const document = parseHTML(html).document as unknown as Document;
  const said = new Set(gold.body.map(same));
  const paragraphs = [...document.querySelectorAll('p, div, section')].filter(
    element =>
      said.has(same(element.textContent)) &&
      [...element.children].every(child => INLINE.includes(child.localName)),
  );
  let holder = paragraphs[0]?.parentElement ?? null;
  while (holder && !paragraphs.every(one => holder?.contains(one))) {
    holder = holder.parentElement;
  }
  const chinese = gold.language === 'zh';
  return holder && { document, chinese, paragraphs, holder };
}

/** A page after a change; null where it has no paragraph to change something around. */
export function around(html: string, gold: Gold, name: string): Changed | null {
  const change = AROUND[name];
  if (!change) throw new Error(`no such change: ${name}`);
  const page = pageOf(html, gold);
  if (!page) return null;
  const put = change(page) ?? [];
  return { html: page.document.toString(), put };
}

const many = (count: number, one: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => one(i)).join('');

/** Puts one of two, by the page's language, and says what words tell it. */
const put = (
  page: Page,
  at: [Element | undefined, InsertPosition],
  zh: [html: string, ...words: string[]],
  en: [html: string, ...words: string[]],
): string[] => {
  const [html, ...words] = page.chinese ? zh : en;
  at[0]?.insertAdjacentHTML(at[1], html);
  return at[0] ? words : [];
};

const rename = (element: Element, tag: string): void => {
  const made = element.ownerDocument.createElement(tag);
  for (const { name, value } of element.attributes) {
    made.setAttribute(name, value);
  }
  made.append(...element.childNodes);
  element.replaceWith(made);
};

const wrap = (element: Element, outer: string, inner?: string): void => {
  const { ownerDocument: document } = element;
  const made = document.createElement(outer);
  const within = inner ? document.createElement(inner) : made;
  if (within !== made) made.append(within);
  element.replaceWith(made);
  within.append(element);
};

const cards = (page: Page, at: [Element, InsertPosition], count: number) =>
  put(
    page,
    at,
    [
      `<div class="z1">${many(count, i => `<div class="z2"><a href="/a/${i}.html"><img src="t.jpg"><h3>渡口的第${i}班船停在黄昏</h3></a><p>河边的人说，船一停，村子便安静了许多，连狗也不叫了。</p></div>`)}</div>`,
      '停在黄昏',
      '连狗也不叫',
    ],
    [
      `<div class="z1">${many(count, i => `<div class="z2"><a href="/a/${i}"><img src="t.jpg"><h3>Ferry number ${i} stopped at dusk</h3></a><p>People by the river said the village went quiet once the boat was gone.</p></div>`)}</div>`,
      'stopped at dusk',
      'village went quiet',
    ],
  );

/** One of two, by the page's language. */
const ofTwo =
  ({ chinese }: Page) =>
  ([zh, en]: [zh: string, en: string]): string =>
    chinese ? zh : en;

const SAID: [zh: string, en: string] = [
  '写得真好，我家门口那条路也是这样修了三年还没有修完，谁来管管。',
  'Well said. The road outside my house has been dug up for three years and nobody cares.',
];

/** What readers say, in a list that begins so; each begins and ends so. */
function said(
  page: Page,
  [at, where]: [Element, InsertPosition],
  as: (
    of: (two: [zh: string, en: string]) => string,
  ) => [open: string, begin: (n: number) => string, end: string],
): string[] {
  const i = ofTwo(page);
  const [open, begin, end] = as(i);
  const close = open.includes('<ul') ? '</ul>' : '</div>';
  at.insertAdjacentHTML(
    where,
    `${open}${many(10, n => `${begin(n)}<p>${i(SAID)}</p>${end}`)}${close}`,
  );
  return [i(SAID)];
}

/** Other articles, each with its title, a few words and who wrote it. */
function bylines(page: Page, [at, where]: [Element, InsertPosition]): string[] {
  const i = ofTwo(page);
  at.insertAdjacentHTML(
    where,
    `<section class="u1"><h2>${i(['更多报道', 'More from us'])}</h2>${many(
      8,
      n =>
        `<article class="u2"><h2><a href="/a/${n}">${i([`渡口的第${n}班船停在黄昏`, `Ferry number ${n} stopped at dusk`])}</a></h2><p>${i(['河边的人说，船一停，村子便安静了许多，连狗也不叫了。', 'People by the river said the village went quiet once the boat was gone.'])}</p><footer>${i(['记者 江大川', 'By Orla Quayside'])}</footer></article>`,
    )}</section>`,
  );
  return [
    i(['停在黄昏', 'stopped at dusk']),
    i(['江大川', 'Orla Quayside']),
    i(['连狗也不叫', 'village went quiet']),
  ];
}

/** Each by its name: what it puts around an article, or how it sets it. */
export const AROUND: Record<string, Change> = {
  // What stands around it.
  menu: page =>
    put(
      page,
      [page.document.body, 'afterbegin'],
      [
        `<div class="m0">${many(144, i => `<li><a href="/s/${i}">栏目之${i}</a></li>`)}</div>`,
        '栏目之',
      ],
      [
        `<div class="m0">${many(144, i => `<li><a href="/s/${i}">Topic no. ${i}</a></li>`)}</div>`,
        'Topic no.',
      ],
    ),
  cards: page => cards(page, [page.holder, 'beforeend'], 4),
  'many cards': page => cards(page, [page.document.body, 'beforeend'], 30),
  links: page =>
    put(
      page,
      [page.holder, 'beforeend'],
      [
        '<ul><li><a href="/1">夜市摊主们的第二本账</a></li><li><a href="/2">一条河怎样改了三次名</a></li><li><a href="/3">渡口最后一班船停在黄昏</a></li></ul>',
        '第二本账',
      ],
      [
        '<ul><li><a href="/1">The second ledger of the night market</a></li><li><a href="/2">How a river changed its name</a></li><li><a href="/3">The last ferry stopped at dusk</a></li></ul>',
        'second ledger',
      ],
    ),
  comments: page =>
    put(
      page,
      [page.holder, 'beforeend'],
      [
        `<div class="pl"><h3>评论（12）</h3>${many(12, i => `<div class="it"><b>读者${i}号</b><span>${i}小时前</span><p>写得真好，我家门口那条路也是这样修了三年还没有修完，谁来管管。</p><a>回复</a></div>`)}</div>`,
        '修了三年',
      ],
      [
        `<div class="pl"><h3>Comments (12)</h3>${many(12, i => `<div class="it"><b>reader${i}</b><span>${i} hours ago</span><p>Well said. The road outside my house has been dug up for three years and nobody cares.</p><a>Reply</a></div>`)}</div>`,
        'dug up for three years',
      ],
    ),
  'comments below a heading': page =>
    said(page, [page.document.body, 'beforeend'], i => [
      `<h3>${i(['最新评论', 'Latest comments'])}</h3><ul class="x1">`,
      n => `<li><span>${i(['江边', 'riverside'])}${n}</span>`,
      '</li>',
    ]),
  'comments with how long ago': page =>
    said(page, [page.holder, 'beforeend'], i => [
      '<div class="x1">',
      n =>
        `<div class="x2"><span>${i(['江边', 'riverside'])}${n}</span><span>${i([`${n + 1}小时前`, `${n + 1}h ago`])}</span>`,
      '</div>',
    ]),
  'comments beside a field': page =>
    said(page, [page.document.body, 'beforeend'], i => [
      `<div class="x1"><form><textarea></textarea><button>${i(['发布', 'Post'])}</button></form>`,
      n => `<div class="x2"><b>${i(['江边', 'riverside'])}${n}</b>`,
      '</div>',
    ]),
  'two articles below a heading': page =>
    put(
      page,
      [page.holder, 'beforeend'],
      [
        `<div class="y1"><h4>同题报道</h4>${many(2, i => `<div><a href="/a/${i}">渡口的第${i}班船停在黄昏</a><p>河边的人说，船一停，村子便安静了许多，连狗也不叫了。</p></div>`)}</div>`,
        '停在黄昏',
        '连狗也不叫',
      ],
      [
        `<div class="y1"><h4>From our archive</h4>${many(2, i => `<div><a href="/a/${i}">Ferry number ${i} stopped at dusk</a><p>People by the river said the village went quiet once the boat was gone.</p></div>`)}</div>`,
        'stopped at dusk',
        'village went quiet',
      ],
    ),
  'articles with who wrote them': page =>
    bylines(page, [page.document.body, 'beforeend']),
  'articles with who wrote them above it': page =>
    bylines(page, [page.holder, 'beforebegin']),
  'what a house says of itself': page =>
    put(
      page,
      [page.holder, 'beforeend'],
      [
        '<div class="v1"><h3>编辑准则</h3><p>本报所有报道均由两名以上编辑核对，并遵守公开的编辑准则。</p></div><p>本报欢迎读者来信，来信请注明姓名和电话。</p>',
        '两名以上编辑',
        '注明姓名',
      ],
      [
        '<div class="v1"><h3>How we reported this</h3><p>All our reports are checked by at least two editors, and follow a code that we publish.</p></div><p>We welcome letters. Please give your name and telephone number.</p>',
        'at least two editors',
        'We welcome letters',
      ],
    ),
  'a newsletter above it': page =>
    put(
      page,
      [page.holder, 'beforebegin'],
      [
        '<div class="w1"><h4>江上晨报</h4><p>每天早上六点，把昨夜的消息送到您的邮箱。</p><form><input><button>订阅</button></form></div>',
        '昨夜的消息',
      ],
      [
        '<div class="w1"><h4>The morning letter</h4><p>What happened overnight, in your inbox at six.</p><form><input><button>Sign up</button></form></div>',
        'happened overnight',
      ],
    ),
  'a whole site': page => {
    const { document } = page;
    const i = ofTwo(page);
    document.body.insertAdjacentHTML(
      'afterbegin',
      `<header class="site-header"><nav class="main-nav"><ul>${many(
        150,
        n =>
          `<li class="nav-item level-${n % 3}"><a class="nav-link" href="/s/${n}"><span>${i(['频道', 'Section'])} ${n}</span></a></li>`,
      )}</ul></nav></header><script>${'window.page = { "name": "value" };'.repeat(1500)}</script>`,
    );
    const said = cards(page, [document.body, 'beforeend'], 80);
    document.body.insertAdjacentHTML(
      'beforeend',
      `<div class="comments">${many(
        100,
        n =>
          `<div class="comment"><span class="user">${i(['江边', 'riverside'])}${n}</span><p>${i(SAID)}</p><button>${i(['回复', 'Reply'])}</button></div>`,
      )}</div><footer>${many(60, n => `<a href="/f/${n}">${i(['关于我们', 'About us'])} ${n}</a>`)}</footer>`,
    );
    return [...said, i(SAID)];
  },
  consent: page =>
    put(
      page,
      [page.document.body, 'beforeend'],
      [
        '<div class="k1"><p>我们使用Cookie来改善您的体验。继续浏览即表示您同意我们的隐私政策。</p><button>接受</button></div>',
        '改善您的体验',
      ],
      [
        '<div class="k1"><h2>We value your privacy</h2><p>We and our partners store and access information on a device, such as cookies, and process personal data for personalised ads and content.</p><button>Accept all</button></div>',
        'our partners store',
      ],
    ),
  newsletter: page =>
    put(
      page,
      [page.paragraphs[2] ?? page.paragraphs[0], 'afterend'],
      [
        '<div class="x3"><h3>订阅早报</h3><p>每天早上七点，把要闻送到你的邮箱。</p><form><input type="email"><button>订阅</button></form></div>',
        '送到你的邮箱',
      ],
      [
        '<div class="x3"><h3>Get the Morning Report</h3><p>The day’s top stories, delivered to your inbox every weekday.</p><form><input type="email"><button>Sign up</button></form><p>By signing up, you agree to our Terms of Service.</p></div>',
        'delivered to your inbox',
        'By signing up',
      ],
    ),
  player: page =>
    put(
      page,
      [page.paragraphs.at(-1), 'beforebegin'],
      [
        '<div class="v1"><div>您的浏览器不支持播放</div><div>00:00 / 01:32</div><p>视频加载中，请稍候...</p></div>',
        '请稍候',
        '01:32',
      ],
      [
        '<div class="v1"><div><span>Now Playing</span><span>0:00</span><span>/</span><span>1:32</span></div><p>Your browser does not support video.</p></div>',
        'Now Playing',
        'does not support video',
      ],
    ),
  poll: page =>
    put(
      page,
      [page.paragraphs.at(-1), 'beforebegin'],
      [
        '<div class="q1"><p>你会坐夜班船吗？</p><ul><li>会</li><li>不会</li></ul><button>投票</button></div>',
        '夜班船',
      ],
      [
        '<div class="q1"><p>Would you take the night boat?</p><ul><li>Yes</li><li>No</li></ul><button>Vote</button></div>',
        'night boat',
      ],
    ),
  adverts: page => {
    page.paragraphs.forEach((paragraph, i) => {
      const words = page.chinese ? '广告' : 'ADVERTISEMENT';
      const html = `<div class="x9"><span>${words}</span></div>`;
      if (i % 3 === 2) paragraph.insertAdjacentHTML('afterend', html);
    });
    return page.chinese ? [] : ['ADVERTISEMENT'];
  },
  tags: page =>
    put(
      page,
      [page.holder, 'beforeend'],
      [
        '<div class="t1"><span>标签：</span><a href="/t/1">河流治理</a> <a href="/t/2">城市更新</a></div>',
        '河流治理',
      ],
      [
        '<div class="t1"><span>Tags:</span><a href="/t/1">River policy</a> <a href="/t/2">Urban renewal</a></div>',
        'River policy',
      ],
    ),
  'about its author': page =>
    put(
      page,
      [page.holder, 'beforeend'],
      [
        '<div class="b1"><h4>关于作者</h4><p>林远舟，本报特约撰稿人，长期关注城市与河流。</p></div>',
        '长期关注城市',
      ],
      [
        '<div class="b1"><h4>About the author</h4><p>Pat Limmer is a staff writer who covers rivers and cities. Follow her @plimmer.</p></div>',
        'covers rivers',
      ],
    ),
  rights: page =>
    put(
      page,
      [page.document.body, 'beforeend'],
      [
        '<div class="f1"><p>本网站由临江传媒集团主办，未经书面授权，任何单位和个人不得转载、摘编或以其他方式使用本网站的内容。</p></div>',
        '临江传媒集团',
      ],
      [
        '<div class="f1"><p>© 2026 Harbour Media Group. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.</p></div>',
        'may not be published',
      ],
    ),
  'a wall': page =>
    put(
      page,
      [page.holder, 'beforeend'],
      [
        '<div class="pw"><h3>登录后阅读全文</h3><p>开通会员，畅读全部内容。</p><a href="/vip">立即开通</a></div>',
        '开通会员',
      ],
      [
        '<div class="pw"><h3>Start your free trial</h3><p>Already a subscriber? <a href="/login">Log in</a></p><a href="/sub">Subscribe now</a></div>',
        'Already a subscriber',
      ],
    ),
  // How it is set.
  'names that say nothing': ({ document }) => {
    for (const element of document.querySelectorAll('[class]')) {
      const names = (element.getAttribute('class') ?? '').split(/\s+/);
      element.setAttribute('class', names.map(hashed).join(' '));
    }
  },
  'one element for all': ({ document }) => {
    const tags = 'article main section header footer aside nav';
    for (const element of document.querySelectorAll(tags.replace(/ /g, ','))) {
      rename(element, 'div');
    }
  },
  'boxes for paragraphs': ({ paragraphs }) => {
    for (const one of paragraphs) if (one.localName === 'p') rename(one, 'div');
  },
  'elements of its own': ({ document, paragraphs }) => {
    for (const one of paragraphs) if (one.localName === 'p') rename(one, 'x-p');
    for (const box of document.querySelectorAll('div')) rename(box, 'x-box');
  },
  'each paragraph in boxes': ({ paragraphs }) => {
    for (const one of paragraphs) wrap(one, 'div', 'div');
  },
  'each paragraph in a section': ({ paragraphs }) => {
    for (const one of paragraphs) wrap(one, 'section');
  },
  'parts of three': ({ paragraphs }) => {
    let part: Element | null = null;
    for (const one of paragraphs) {
      if (
        part &&
        one.previousElementSibling === part &&
        part.children.length < 3
      )
        part.append(one);
      else {
        wrap(one, 'div');
        part = one.parentElement;
        part?.setAttribute('class', 'part');
      }
    }
  },
  fonts: ({ paragraphs, document }) => {
    for (const one of paragraphs) {
      const font = document.createElement('font');
      font.append(...one.childNodes);
      one.append(font);
    }
  },
  'a large first letter': ({ paragraphs, document }) => {
    const first = paragraphs.find(
      ({ firstChild }) =>
        firstChild?.nodeType === 3 && same(firstChild.textContent).length > 20,
    )?.firstChild;
    if (!first) return;
    const text = (first.textContent ?? '').trimStart();
    const letter = document.createElement('span');
    letter.textContent = text.charAt(0);
    first.textContent = text.slice(1);
    first.parentNode?.insertBefore(letter, first);
  },
  'empty paragraphs': ({ paragraphs }) => {
    for (const one of paragraphs) {
      one.insertAdjacentHTML('afterend', '<p>&nbsp;</p><p><br></p>');
    }
  },
  'a form around all': ({ document: { body } }) => {
    const form = body.ownerDocument.createElement('form');
    form.append(...body.childNodes);
    body.append(form);
  },
  'a large heading of the site': page => {
    const { document } = page;
    for (const one of document.querySelectorAll('h1')) rename(one, 'h2');
    put(
      page,
      [document.body, 'afterbegin'],
      ['<div><h1><a href="/">临江新闻网</a></h1></div>'],
      ['<div><h1><a href="/">The Harbour Post</a></h1></div>'],
    );
  },
};
