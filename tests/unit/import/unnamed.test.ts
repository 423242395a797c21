import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { readArticle } from '#app/import/import.ts';
import { projectRoot } from '#app/project-root.server.ts';
import { foundIn } from '#tests/bench/import/found.ts';
import { pagesIn } from '#tests/bench/import/pages.ts';
import type { FieldName } from '#tests/bench/import/score.ts';
import { sharesOf } from '#tests/bench/import/shares.ts';
import { unnamed } from '#tests/bench/import/unnamed.ts';
import { articleFrom } from '#tests/support/article-from.ts';

const pages = ['dev', 'held'].flatMap(name =>
  pagesIn(path.join(projectRoot, 'tests/fixtures/import', name)),
);
const FIELDS: FieldName[] = ['title', 'byline', 'source', 'credits'];

describe.each([
  ['zh', false, 0.96, 0.99],
  ['zh', true, 0.96, 0.99],
  ['en', false, 0.98, 0.99],
  ['en', true, 0.95, 0.985],
])('pages whose names say nothing (%s, plain %s)', (...given) => {
  const [language, plain, clean, body] = given;

  it('come out as their articles', async () => {
    const here = pages.filter(({ gold }) => gold.language === language);
    const read = [];
    for (const { html, gold } of here) {
      const draft = await articleFrom(unnamed(html, plain), { format: 'html' });
      read.push({ gold, found: foundIn(draft) });
    }
    const shares = sharesOf(read);
    for (const name of FIELDS) {
      expect(shares.field(name), name).toBeGreaterThan(0.96);
    }
    expect(shares.body).toBeGreaterThan(body);
    expect(shares.turns).toBeGreaterThan(0.99);
    expect(shares.clean).toBeGreaterThan(clean);
  });
});

const paragraphs = [
  'The ferry stopped on Monday, after forty years of crossings and complaints.',
  'Its last captain coiled the rope, locked the shed, and did not look back.',
  'The county says that a bridge is to open in the spring, if the money holds.',
  'Until then a bus goes round by the upper lock, twice a day, and never full.',
];
const own = paragraphs.map(text => `<p>${text}</p>`);
const [first = '', ...rest] = own;

/** The words below the title, byline and date of a page, line by line. */
async function bodyOf(inside: string, above = ''): Promise<string[]> {
  const content = `<!doctype html><html lang="en"><head><title>The last ferry</title></head><body><div><h1>The last ferry</h1>${above}<div class="k1">By <a href="/r">Jane Roe</a></div><div class="k2">March 3, 2026</div></div><div class="k3">${inside}</div></body></html>`;
  const { lines } = await readArticle({ content, format: 'html' });
  return lines
    .filter(
      ({ role }) => !['out', 'title', 'byline', 'dateline'].includes(role),
    )
    .map(({ text }) => text);
}

describe('what stands among paragraphs', () => {
  it.each([
    [
      'leads to another article by its title',
      '<div class="k9"><span>Opinion</span><a href="/o">Why the county never liked its ferry</a><p>It was slow, and it was theirs.</p></div>',
    ],
    [
      'has another article for its heading',
      '<article class="k9"><a href="/o"><h1>The county and its boats</h1></a></article>',
    ],
    [
      'is a film, by how long it takes',
      '<div class="k9"><div>The last crossing</div><div>2 months ago</div><div>Duration 2:03</div><div>Few boats are still run by hand. This one was.</div></div>',
    ],
    [
      'is a film in one line',
      '<div class="k9"><div><span>VIDEO</span><span>3:51</span><span>The last crossing</span></div></div>',
    ],
    [
      'is another letter, by when it came and who liked it',
      '<div class="k9"><div>Slow boats</div><div>A short history of the rope</div><div>I have been asked about ropes…</div><div>a year ago · 88 likes · 12 comments · Ann Lee</div></div>',
    ],
    [
      'sells something',
      '<div class="k9"><div>Rope of the year</div><div><span>Emporium</span><span>£9</span><a href="/b">View Deal</a></div></div>',
    ],
    [
      'calls for a subscription above a field',
      '<div class="k9"><h3>Sign up for Slow Boats:</h3><p>The best of what floats.</p><form><input><button>Go</button></form></div>',
    ],
    [
      'asks for an address, and speaks to nobody',
      '<div class="k9"><div>In the know</div><div>The top stories every morning.</div><input placeholder="Email"><button>Go</button></div>',
    ],
    [
      'has nothing but links where a picture would be',
      '<figure class="k9"><a href="/o"><div>A bridge too few: the ferry returns</div><div>Read more</div></a></figure>',
    ],
    [
      'asks what readers think of the article',
      '<ul><li><em>Do you have an opinion on the issues raised in this article? If you would like to submit a response, please <a href="/l">click here</a>.</em></li></ul>',
    ],
    [
      'points elsewhere with a question',
      '<div class="k9"><ul><li><a href="/o">Which county has the most ferries a head?</a></li></ul></div>',
    ],
    [
      'says what its author does',
      '<div class="k9"><p>Jane Roe is a senior reporter who covers boats and bridges.</p></div>',
    ],
    [
      'says what its author does, and how to reach her',
      '<p>Jane Roe: 206-555-0188 or jroe@ledger.example. Jane Roe is a features reporter at The Ledger.</p>',
    ],
  ])('is none of the article where it %s', async (_, box) => {
    const inside = [first, ...rest.slice(0, 2), box, ...rest.slice(2)];
    expect(await bodyOf(inside.join(''))).toEqual(paragraphs);
  });

  it('is none of it above the first paragraph where it plays', async () => {
    const film =
      '<div class="k9"><div class="k8"><a href="/v">Video</a></div><h2>Top stories for March 3</h2><p>The top stories are here. See what people click on.</p></div>';
    expect(await bodyOf(film + own.join(''))).toEqual(paragraphs);
  });

  it('sums the article up above the first paragraph', async () => {
    const points =
      '<section class="k9"><h5>If your time is short</h5><ul><li>The ferry ran for forty years.</li><li>A bridge is to open in spring. <a href="/s">See the sources</a></li></ul></section>';
    const read = await bodyOf(points + own.join(''));
    expect(read).toContain('The ferry ran for forty years.');
  });

  it('stays the author and the day below a subtitle', async () => {
    const read = await bodyOf(
      `<p>It carried more people than the county has now, and one cow.</p><div class="k9"><a href="/r">Jane Roe, Ledger staff</a></div>${own.join('')}`,
    );
    expect(read[0]).toMatch(/^It carried/);
    expect(read.slice(-4)).toEqual(paragraphs);
  });
});

describe('what readers say', () => {
  it('is none of the article below a heading that counts it, signed or not', async () => {
    const said = paragraphs.map(
      text => `<div class="k9"><p>${text} I can’t agree with that.</p></div>`,
    );
    const read = await bodyOf(
      `<div class="k7">${own.join('')}</div><div class="k8"><h3>4 comments</h3>${said.join('')}</div>`,
    );
    expect(read).toEqual(paragraphs);
  });
});

describe('words in one element with a picture', () => {
  const rolesOf = async (box: string, inside = own.join('')) => {
    const content = `<!doctype html><html lang="en"><head><title>The last ferry</title></head><body><h1>The last ferry</h1><div class="k1">By Jane Roe</div><div class="k3">${box}${inside}</div></body></html>`;
    const { lines } = await readArticle({ content, format: 'html' });
    return lines.map(({ role, text }) => `${role} ${text}`);
  };

  it('are its caption', async () => {
    const box =
      '<div class="k9"><a href="/p"><img src="p.jpg"></a><p>The ferry at its landing in a March fog</p></div>';
    expect(await rolesOf(box)).toContain(
      'caption The ferry at its landing in a March fog',
    );
  });

  it('are none where they say who edited the article', async () => {
    const content = `<!doctype html><html lang="zh"><body><h1>渡口停航</h1><div>${'<p>船老大把缆绳盘好，锁进了渡口的仓库，说明天不来了，后天也不来。</p>'.repeat(3)}<div><img src="l.png"> 责任编辑：王晓</div></div></body></html>`;
    const { fields } = await readArticle({ content, format: 'html' });
    expect(fields.credits).toEqual([{ role: '责任编辑', name: '王晓' }]);
  });

  it.each(['hide caption', 'Enlarge', 'Buy Now'])(
    'lose a control beside them: %s',
    async control => {
      const box = `<div class="k9"><img src="p.jpg"><p>The ferry at its landing in a March fog. <b>${control}</b></p></div>`;
      const read = await rolesOf(box);
      expect(read).toContain(
        'caption The ferry at its landing in a March fog.',
      );
    },
  );
});

describe('a few words between the day and the article', () => {
  it('are its subtitle, whatever their element is called', async () => {
    const content = `<!doctype html><html lang="zh"><head><title>渡口停航</title></head><body><div><h1>渡口停航</h1><div class="k1">文｜顾流光 2025年10月27日 14:20</div></div><div class="k2">六十五岁以上的乘客可以改坐班车；每天只有两趟</div><div class="k3">${'<p>船老大把缆绳盘好，锁进了渡口的仓库，说明天不来了，后天也不来。</p>'.repeat(3)}</div></body></html>`;
    const { lines } = await readArticle({ content, format: 'html' });
    expect(lines.find(({ text }) => text.startsWith('六十五岁'))?.role).toBe(
      'lede',
    );
  });
});

describe('beside its day', () => {
  const read = async (title: string, beside: string) => {
    const content = `<!doctype html><html lang="zh"><head><title>${title}</title></head><body><h1>渡口停航</h1>${beside}<div class="k3">${'<p>船老大把缆绳盘好，锁进了渡口的仓库，说明天不来了，后天也不来。</p>'.repeat(3)}</div></body></html>`;
    return (await readArticle({ content, format: 'html' })).fields;
  };
  const dated =
    '<div class="k1"><span>2025年09月18日 07:42</span> <a href="#">江畔晨报</a></div>';

  it('an article has its source, with no word about it', async () => {
    expect((await read('渡口停航_江岸网', dated)).source).toBe('江畔晨报');
  });

  it('an article has none where that is the page’s own', async () => {
    expect((await read('渡口停航--江畔晨报网络版', dated)).source).toBeNull();
  });

  it('an article names its source in a link', async () => {
    const linked =
      '<div class="k1"><a href="/d">2025年08月09日 11:26:03</a> <span>来自内蒙古</span></div><div class="k2"><a href="/s">来源：北疆新闻</a></div>';
    const { source, publishedAt } = await read('渡口停航', linked);
    expect(source).toBe('北疆新闻');
    expect(publishedAt).toBe('2025-08-09T11:26:03+08:00');
  });

  it('an article has no province for its author', async () => {
    const from =
      '<div class="author-info"><a class="username">半圆实验室</a><span class="time">2026-05-06 19:20</span><span>山东</span></div>';
    expect((await read('渡口停航', from)).byline).toEqual([]);
  });

  it.each([
    ['柏守正', ['柏守正']],
    ['民生新闻', []],
  ])(
    'an article has its author, and no paper for one: %s',
    async (name, by) => {
      const named = `<div class="k2">${name}</div>${dated}`;
      expect((await read('渡口停航', named)).byline).toEqual(by);
    },
  );
});

describe('right above the words, with no word about them', () => {
  it.each([
    ['Jane Roe', ['Jane Roe']],
    ['Jane Roe and Tom Hale', ['Jane Roe', 'Tom Hale']],
    ['Jane Roe, Tom Hale and Ann Lee', ['Jane Roe', 'Tom Hale', 'Ann Lee']],
    ['Jane Roe, Staff Writer', ['Jane Roe']],
    ['Jane Roe in London', ['Jane Roe']],
    ['Image: A ferry at its landing', []],
  ])('stands who wrote them: %s', async (line, byline) => {
    const content = `<!doctype html><html lang="en"><head><title>The last ferry</title></head><body><div><h1>The last ferry</h1><div class="k1">${line}</div></div><div class="k3">${own.join('')}</div></body></html>`;
    const { fields } = await readArticle({ content, format: 'html' });
    expect(fields.byline).toEqual(byline);
    expect(fields.publisher).toBeNull();
  });

  it.each([
    ['Senior Political Correspondent', 'en'],
    ['Professor of History, University of Leeds', 'en'],
    ['Small Medium Large', 'en'],
    ['A 4-minute read', 'en'],
    ['Reporting from Leeds', 'en'],
    ['Make The Coast a preferred source', 'en'],
    ['IP属地：北京', 'zh'],
    ['优质财经领域创作者', 'zh'],
    ['原创', 'zh'],
    ['语速', 'zh'],
    ['昨天 10:00', 'zh'],
    ['总第1234期', 'zh'],
    ['A03版：要闻', 'zh'],
    ['所属专题：桥梁', 'zh'],
    ['听全文 05:12', 'zh'],
  ])('is left out what a page says beside them: %s', async (line, language) => {
    const named =
      language === 'zh'
        ? '作者：陆青禾 2026-03-03'
        : 'By Jane Roe, March 3, 2026';
    const words =
      language === 'zh'
        ? '<p>船老大把缆绳盘好，锁进了渡口的仓库，说明天不来了，后天也不来。</p>'.repeat(
            3,
          )
        : own.join('');
    for (const inside of [false, true]) {
      const box = `<div class="k2">${line}</div>`;
      const content = `<!doctype html><html lang="${language}"><head><title>The last ferry</title></head><body><div><h1>The last ferry</h1><div class="k1">${named}</div>${inside ? '' : box}</div><div class="k3">${inside ? box : ''}${words}</div></body></html>`;
      const { fields, lines } = await readArticle({ content, format: 'html' });
      expect(lines.find(({ raw }) => raw === line)?.role).toBe('out');
      expect(fields.publisher).toBeNull();
    }
  });
});
