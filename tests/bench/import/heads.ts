import type { Gold } from '#tests/bench/import/score.ts';

/** What a page says of an article above and below its words; made up, and other for each article. */
export type Told = {
  title: string;
  /** One or two. */
  names: string[];
  /** As it is written on the page. */
  date: string;
  /** ISO 8601, of the same minute. */
  instant: string;
  source: string;
  section: string;
  /** Two who edited it. */
  editors: [string, string];
};

/** Markup above an article's words and below them, and what its first paragraph begins with. */
type Set = { above: string; below?: string; opening?: string };
type Form = (told: Told) => Set;

const NAMES = {
  zh: ['陆青禾', '周砚', '欧阳晓岚', '沈予安', '何川', '许一鸣'],
  en: [
    'Harriet Boone',
    'Maya Lindqvist',
    'Tom Okafor',
    "Siobhan O'Dell",
    'J. R. Pike',
    'Ana-Maria Costa',
  ],
};
const EDITORS = {
  zh: ['林舟', '魏东升', '祁素兰', '阮青'],
  en: ['Bea Ashdown', 'Carl Voss', 'Ruth Tully'],
};
const SOURCES = ['临江晚报', '江岸新闻网', '新华社', '澜城发布', '北岸日报'];
const SECTIONS = {
  zh: ['财经', '社会', '文化', '体育'],
  en: ['Business', 'Culture', 'Sport', 'Local News'],
};
const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** A space as wide as a Han character. */
const WIDE = '\u3000';

const two = (n: number): string => String(n).padStart(2, '0');

/** A minute in each of the ways in which sites write it, by turns. */
function dated(day: Date, chinese: boolean, n: number): string {
  const year = day.getUTCFullYear();
  const month = day.getUTCMonth() + 1;
  const date = day.getUTCDate();
  const hour = day.getUTCHours();
  const minute = two(day.getUTCMinutes());
  const time = `${two(hour)}:${minute}`;
  const name = MONTHS[month - 1] ?? '';
  const twelve = hour % 12 || 12;
  const half = hour < 12 ? 'a' : 'p';
  const forms = chinese
    ? [
        `${year}-${two(month)}-${two(date)} ${time}`,
        `${year}年${month}月${date}日 ${time}`,
        `${year}/${two(month)}/${two(date)} ${time}:08`,
        `${year}年${two(month)}月${two(date)}日${two(hour)}时${minute}分`,
        `${year}.${two(month)}.${two(date)} ${time}`,
      ]
    : [
        `${name} ${date}, ${year} at ${twelve}:${minute} ${half}.m.`,
        `${date} ${name} ${year}, ${time}`,
        `${name.slice(0, 3)} ${date}, ${year}, ${twelve}:${minute}${half}m`,
        `${time}, ${date} ${name.slice(0, 3)} ${year}`,
        `${year}-${two(month)}-${two(date)} ${time}`,
      ];
  return forms[n % forms.length] ?? '';
}

/** What the n-th article's page says of it. */
export function toldOf(gold: Gold, n: number): Told {
  const chinese = gold.language === 'zh';
  const names = NAMES[chinese ? 'zh' : 'en'];
  const editors = EDITORS[chinese ? 'zh' : 'en'];
  const of = (list: string[], i: number): string => list[i % list.length] ?? '';
  const day = new Date(
    Date.UTC(2024 + (n % 3), n % 12, 1 + (n % 28), 7 + (n % 14), (n * 7) % 60),
  );
  return {
    title: gold.title,
    names: [of(names, n), ...(n % 3 === 0 ? [of(names, n + 2)] : [])],
    date: dated(day, chinese, n),
    instant: new Date(
      day.getTime() - (chinese ? 8 : 0) * 3_600_000,
    ).toISOString(),
    source: of(SOURCES, n),
    section: of(SECTIONS[chinese ? 'zh' : 'en'], n),
    editors: [of(editors, n), of(editors, n + 1)],
  };
}

const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** A page that says this of an article, and the article's paragraphs as they then are. */
export function withHead(
  { language, body }: Gold,
  told: Told,
  form: Form,
): { html: string; paragraphs: string[]; shown: string } {
  const chinese = language === 'zh';
  const title = escape(told.title);
  const { above, below = '', opening = '' } = form({ ...told, title });
  const paragraphs = body
    .filter(text => text.length > (chinese ? 25 : 60))
    .map((text, i) => (i === 0 ? opening + text : text));
  const site = chinese ? '临江网' : 'Valley Post';
  const menu = chinese
    ? ['首页', '新闻', '社会', '视频']
    : ['Home', 'News', 'Sport', 'Video'];
  const links = menu.map(name => `<a href="/${name}">${name}</a>`).join(' ');
  const words = paragraphs.map(text => `<p>${escape(text)}</p>`).join('');
  const html =
    `<!doctype html><html lang="${chinese ? 'zh-CN' : 'en'}"><head><title>${title}${chinese ? '_' : ' | '}${site}</title></head>` +
    `<body><div>${links}</div><div>${above}<div>${words}</div>${below}</div>` +
    `<div>${chinese ? '版权所有 临江网' : '© 2026 Valley Post'}</div></body></html>`;
  return { html, paragraphs, shown: above + below + opening };
}

const and = (names: string[]): string => names.join(' and ');

/** How Chinese sites say who wrote an article, when, and for whom. */
export const CHINESE: Record<string, Form> = {
  'stretches in a box': t => ({
    above: `<h1>${t.title}</h1><div class="info"><span>${t.date}</span><span>来源：${t.source}</span><span>作者：${t.names.join('、')}</span></div>`,
    below: `<p>责任编辑：${t.editors[0]}</p>`,
  }),
  'an office’s one line': t => ({
    above: `<div>${t.title}</div><p>发布时间：${t.date}${WIDE}来源：${t.source}${WIDE}作者：${t.names.join(' ')}${WIDE}浏览次数：123次${WIDE}字号：[大 中 小]</p>`,
    below: `<p>（责任编辑：${t.editors[0]}）</p>`,
  }),
  'boxes without a label': t => ({
    above: `<h2>${t.title}</h2><div>${t.source}</div><div>${t.date}</div><div>记者 ${t.names.join(' ')}</div>`,
    below: `<div>编辑：${t.editors[0]} 校对：${t.editors[1]}</div>`,
  }),
  'an account’s lines': t => ({
    above: `<h1>${t.title}</h1><div><span>原创</span><span>${t.names[0]}</span><a href="#">${t.source}</a><em>${t.date}</em></div><p>编辑 | ${t.editors[0]}</p>`,
  }),
  'a card to follow': t => ({
    above: `<h1>${t.title}</h1><div><a href="/u/1"><img src="/a.jpg"></a><div><a href="/u/1">${t.names[0]}</a><button>关注</button><p>${t.date} · ${t.source} · 阅读 3.2万</p></div></div>`,
    below: `<p>责编 ${t.editors[0]} | 审校 ${t.editors[1]}</p>`,
  }),
  'a name at the end': t => ({
    above: `<h1>${t.title}</h1><p>${t.date}${WIDE}${t.source}</p>`,
    below: `<p>（作者：${t.names.join('、')}）</p><p>编辑：${t.editors[0]}</p>`,
  }),
  'a reporter in the first sentence': t => ({
    above: `<h1>${t.title}</h1><div><i>${t.date}</i> <i>来源: ${t.source}</i></div>`,
    opening: `本报讯（记者 ${t.names.join(' ')}）`,
    below: `<p>【责任编辑：${t.editors[0]}】</p>`,
  }),
  'a list of definitions': t => ({
    above: `<h1>${t.title}</h1><dl><dt>时间</dt><dd>${t.date}</dd><dt>来源</dt><dd>${t.source}</dd><dt>记者</dt><dd>${t.names.join('、')}</dd></dl>`,
    below: `<p>责编：${t.editors[0]}${WIDE}审核：${t.editors[1]}</p>`,
  }),
  'a table for layout': t => ({
    above: `<table><tr><td align="center"><b>${t.title}</b></td></tr><tr><td align="center">${t.source}${WIDE}${t.date}${WIDE}${t.names.join(WIDE)}</td></tr></table>`,
    below: `<table><tr><td align="right">责任编辑 ${t.editors[0]}</td></tr></table>`,
  }),
  strokes: t => ({
    above: `<h1>${t.title}</h1><p>${t.source} / ${t.names.join(' ')} / ${t.date}</p>`,
    below: `<p>采写/${t.names.join('、')} 编辑/${t.editors[0]}</p>`,
  }),
  'a list': t => ({
    above: `<h1>${t.title}</h1><ul class="meta"><li>来源：<a href="/s">${t.source}</a></li><li>作者：<a href="/a">${t.names[0]}</a></li><li>${t.date}</li><li>评论(0)</li></ul>`,
    below: `<ul><li>编辑：${t.editors[0]}</li><li>审校：${t.editors[1]}</li></ul>`,
  }),
  'a day above the title': t => ({
    above: `<div>${t.date}</div><h1>${t.title}</h1><div><span>${t.names.join(' ')}</span> <span>${t.source}</span></div>`,
    below: `<p>责任编辑 ｜ ${t.editors[0]}</p>`,
  }),
  'a source at the end': t => ({
    above: `<h1>${t.title}</h1><div>${t.date}</div><div>作者 | ${t.names.join(' ')}</div>`,
    below: `<p>来源：${t.source}</p><p>值班编辑：${t.editors[0]}</p>`,
  }),
  'names in brackets': t => ({
    above: `<h1>${t.title}</h1><p>【来源】${t.source}</p><p>【作者】${t.names.join('、')}</p><p>【时间】${t.date}</p>`,
    below: `<p>【编辑】${t.editors[0]}</p>`,
  }),
  'words without a colon': t => ({
    above: `<h1>${t.title}</h1><div><span>作者</span> <span>${t.names[0]}</span> <span>来源</span> <span>${t.source}</span> <span>${t.date}</span></div>`,
    below: `<p>编辑${WIDE}${t.editors[0]}</p>`,
  }),
  'all of it below': t => ({
    above: `<h1>${t.title}</h1>`,
    below: `<hr><p>来源：${t.source}</p><p>作者：${t.names.join('、')}</p><p>发布时间：${t.date}</p><p>编辑：${t.editors[0]}</p>`,
  }),
  'credits in brackets': t => ({
    above: `<h1>${t.title}</h1><p>${t.date} 来源：${t.source}</p>`,
    below: `<p>（记者 ${t.names.join(' ')} 编辑 ${t.editors[0]}）</p>`,
  }),
  'a way of arrows': t => ({
    above: `<div>您的位置：<a href="/">首页</a> → <a href="/s">${t.section}</a> → 正文</div><h1>${t.title}</h1><p>${t.date} 来源：${t.source}</p>`,
  }),
  'a way that ends in its title': t => ({
    above: `<ol class="breadcrumb"><li><a href="/">首页</a></li><li><a href="/s">${t.section}</a></li><li>${t.title}</li></ol><h1>${t.title}</h1><p>${t.date} 来源：${t.source}</p>`,
  }),
  'a way to an article': t => ({
    above: `<div><a href="/">临江网</a> » <a href="/s">${t.section}</a> » 文章</div><h1>${t.title}</h1><p>${t.date} 来源：${t.source}</p>`,
  }),
  'who told and who wrote it down': t => ({
    above: `<h1>${t.title}</h1><p>口述：${t.names[0]}${WIDE}整理：${t.editors[1]}</p><p>${t.date} 来源：${t.source}</p>`,
    below: `<p>编辑：${t.editors[0]}</p>`,
  }),
};

/** How English sites say who wrote an article, and when. */
export const ENGLISH: Record<string, Form> = {
  'strokes in a line': t => ({
    above: `<h1>${t.title}</h1><p>By ${and(t.names)} | ${t.date} | Local</p>`,
  }),
  'a word in a box of its own': t => ({
    above: `<h1>${t.title}</h1><div><span>By</span> <a href="/a">${t.names[0]}</a><span>${t.date}</span></div>`,
  }),
  'a name above what they are': t => ({
    above: `<h1>${t.title}</h1><p><b>${t.names[0]}</b><br>Staff Writer</p><p>${t.date}</p>`,
  }),
  'a day and who posted it': t => ({
    above: `<h2>${t.title}</h2><p>Posted on ${t.date} by ${t.names[0]}</p>`,
  }),
  'a name, a day and a section': t => ({
    above: `<h1>${t.title}</h1><p>by ${t.names[0]} on ${t.date} in ${t.section}</p>`,
  }),
  dots: t => ({
    above: `<h1>${t.title}</h1><p>${t.names[0]} • ${t.date} • 4 min read</p>`,
  }),
  'a day above the title': t => ({
    above: `<p>${t.date}</p><h1>${t.title}</h1><p>${t.names[0]}</p>`,
  }),
  'a list of definitions': t => ({
    above: `<h1>${t.title}</h1><dl><dt>Written by</dt><dd>${t.names.join(', ')}</dd><dt>Published</dt><dd>${t.date}</dd></dl>`,
  }),
  'a table of fields': t => ({
    above: `<h1>${t.title}</h1><table><tr><td>Author</td><td>${t.names[0]}</td></tr><tr><td>Date</td><td>${t.date}</td></tr></table>`,
  }),
  'a list': t => ({
    above: `<h1>${t.title}</h1><ul><li>${t.names[0]}</li><li>The Valley Post</li><li>Published: ${t.date}</li></ul>`,
  }),
  'a dash at the end': t => ({
    above: `<h1>${t.title}</h1><p>${t.date}</p>`,
    below: `<p>— ${and(t.names)}</p>`,
  }),
  'a line at the end': t => ({
    above: `<h1>${t.title}</h1><p>${t.date}</p>`,
    below: `<p><i>By ${and(t.names)}</i></p>`,
  }),
  'reporting and editing': t => ({
    above: `<h1>${t.title}</h1><p>By ${and(t.names)}</p><p>${t.date} | Updated 2 days ago</p>`,
    below: `<p>Reporting by ${and(t.names)}; Editing by ${t.editors[0]}</p>`,
  }),
  'a way that ends in its title': t => ({
    above: `<div><a href="/">Home</a> » <a href="/s">${t.section}</a> » ${t.title}</div><h1>${t.title}</h1><p>${t.date}</p>`,
  }),
  'where it was posted': t => ({
    above: `<h1>${t.title}</h1><p>Posted in <a href="/c">${t.section}</a> on ${t.date} by ${t.names[0]}</p>`,
  }),
  'where it is filed': t => ({
    above: `<h1>${t.title}</h1><p>${t.date}</p><p>Filed under: <a href="/c">${t.section}</a></p>`,
  }),
  capitals: t => ({
    above: `<h1>${t.title}</h1><p>${(t.names[0] ?? '').toUpperCase()} | ${t.date.toUpperCase()}</p>`,
  }),
  'a guest': t => ({
    above: `<h1>${t.title}</h1><p>Guest essay by ${t.names[0]}</p><p>${t.date}</p>`,
  }),
  'words and pictures': t => ({
    above: `<h1>${t.title}</h1><p>Story by ${t.names[0]}. Photographs by ${t.editors[0]}.</p><p>${t.date}</p>`,
  }),
  'a table for layout': t => ({
    above: `<table><tr><td><font size="5"><b>${t.title}</b></font></td></tr><tr><td>by ${t.names[0]}, ${t.date}</td></tr></table>`,
  }),
};
