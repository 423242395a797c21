import { describe, expect, it } from 'vitest';

import { readArticle } from '#app/import/import.ts';

const prose = [
  '大坝上的第一场雪落在十一月九日，比常年早了三个星期，值班的人都没有带手套。',
  '他们用一块旧帆布把水位计包起来，每隔半个小时解开一次，读完数字再重新包上。',
  '到了后半夜，帆布冻硬了，解不开，读数的人就把手贴在上面，一直到它变软。',
];
const paragraphs = prose.map(text => `<p>${text}</p>`).join('');
const page = (inside: string): string =>
  `<!doctype html><html lang="zh"><head><title>第一场雪</title></head><body><h1>第一场雪</h1>${inside}</body></html>`;

/** The words below the title, line by line. */
async function bodyOf(inside: string): Promise<string[]> {
  const { lines } = await readArticle({
    ...{ content: page(inside), format: 'html' as const },
  });
  return lines
    .filter(({ role }) => role !== 'out' && role !== 'title')
    .map(({ text }) => text);
}

describe('words that are hidden', () => {
  const note = '<p>本站由读者供养。</p>';

  it('are the article where a script is to show them', async () => {
    const veil = 'style="visibility: hidden; opacity: 0;"';
    expect(await bodyOf(`<div ${veil}>${paragraphs}</div>`)).toEqual(prose);
  });

  it('are left out where they open as a box, however long they are', async () => {
    const box = `<div style="display:none">${paragraphs}${paragraphs}</div>`;
    expect(await bodyOf(`${note}${box}`)).not.toContain(prose[0]);
  });

  it('are left out where their element is named for something else', async () => {
    const veil = 'style="visibility:hidden"';
    const box = `<div class="cookie-consent" ${veil}>${paragraphs}</div>`;
    expect(await bodyOf(`${note}${box}`)).not.toContain(prose[0]);
  });

  it('are left out beside an article that is seen', async () => {
    const veil = 'style="visibility:hidden"';
    const read = await bodyOf(
      `<article>${paragraphs}</article><div ${veil}><p>${prose[1]}看不见。</p></div>`,
    );
    expect(read).toEqual(prose);
  });
});

describe('a box among paragraphs', () => {
  const among = (box: string): string =>
    `<div>${paragraphs}${box}${paragraphs}</div>`;

  it('with a heading of its own and a few words is none of the article', async () => {
    const read = await bodyOf(
      among(
        '<section><h4>住在附近</h4><p>水坝旅馆，一晚一百八十元。</p></section>',
      ),
    );
    expect(read).toEqual([...prose, ...prose]);
  });

  it('is a section of the article where it says as much as one', async () => {
    const read = await bodyOf(
      among(`<section><h2>后半夜</h2>${paragraphs}</section>`),
    );
    expect(read).toEqual([...prose, '后半夜', ...prose, ...prose]);
  });

  it('that stands above the first of them may sum the article up', async () => {
    const points = '<section><h2>要点</h2><p>雪早了三个星期。</p></section>';
    const read = await bodyOf(`<div>${points}${paragraphs}</div>`);
    expect(read).toEqual(['要点', '雪早了三个星期。', ...prose]);
  });

  it('is no box where only a heading is wrapped', async () => {
    const read = await bodyOf(among('<div class="wrap"><h2>后半夜</h2></div>'));
    expect(read).toEqual([...prose, '后半夜', ...prose]);
  });
});

describe('a heading', () => {
  it('that is a link is about another article', async () => {
    const read = await bodyOf(
      `<div>${paragraphs}<h3><a href="/other">另一座坝上的灯</a></h3>${paragraphs}</div>`,
    );
    expect(read).toEqual([...prose, ...prose]);
  });

  it('that links to its own place heads its section', async () => {
    const read = await bodyOf(
      `<div>${paragraphs}<h3><a href="#later">后半夜的读数</a></h3>${paragraphs}</div>`,
    );
    expect(read).toEqual([...prose, '后半夜的读数', ...prose]);
  });
});

describe('the element that holds an article', () => {
  it('is the one around its parts, where they are of one kind', async () => {
    const part = (name: string, inside: string): string =>
      `<section class="part part--body part--${name}">${inside}</section>`;
    const read = await bodyOf(
      `<div>${part('first', paragraphs + paragraphs)}${part('last', `<p>${prose[1]}又一次。</p>`)}</div>`,
    );
    expect(read).toContain(`${prose[1]}又一次。`);
  });

  it('is not named for what stands beside it', async () => {
    const read = await bodyOf(
      `<header class="has-sidebar"><h2 class="sub-headline">比常年早了三个星期。</h2></header><article>${paragraphs}</article>`,
    );
    expect(read).toEqual(['比常年早了三个星期。', ...prose]);
  });
});

describe('words that are there twice', () => {
  it('are left out where a page pulls them out of a paragraph', async () => {
    const pulled = '<blockquote>“读完数字再重新包上”</blockquote>';
    expect(await bodyOf(`<div>${paragraphs}${pulled}</div>`)).toEqual(prose);
  });

  it('stay where the quote is the only one to say them', async () => {
    const quote = '雪是不等人的，老站长说过。';
    const read = await bodyOf(
      `<div>${paragraphs}<blockquote>${quote}</blockquote>${paragraphs}</div>`,
    );
    expect(read).toEqual([...prose, quote, ...prose]);
  });
});

describe('a picture’s words', () => {
  const among = (words: string): Promise<string[]> =>
    bodyOf(`<div>${paragraphs}<figure>${words}</figure>${paragraphs}</div>`);

  it('are told from their credit, which only style sets apart', async () => {
    const read = await among(
      '<figcaption><span>The dam in November.</span><span>Ruth Abel</span></figcaption>',
    );
    expect(read).toContain('The dam in November. Ruth Abel');
  });

  it('lose the control that stands before them', async () => {
    const read = await among(
      '<figcaption><a class="enlarge-link">Enlarge</a> <span>/</span> The dam in November.</figcaption>',
    );
    expect(read).toContain('The dam in November.');
  });

  it('are known by a name inside a line, and say nothing of the article’s source', async () => {
    const { lines, fields } = await readArticle({
      content: page(
        `<div><a class="inline-caption"><strong>Photo:</strong> Keith on the letterbox. <span class="source">(North News: Tom Ridge)</span></a>${paragraphs}</div>`,
      ),
      format: 'html',
    });
    expect(lines.find(line => line.raw.includes('Keith'))?.role).toBe(
      'caption',
    );
    expect(fields.source).toBeNull();
  });
});

describe('a picture’s words that are the title once more', () => {
  it('are left out', async () => {
    const { lines } = await readArticle({
      content: `<!doctype html><body><h1>第一场雪</h1><figure><figcaption>第一场雪</figcaption></figure><p>作者：邹澄</p><div>${paragraphs}</div></body>`,
      format: 'html',
    });
    expect(lines.map(line => line.role).slice(0, 2)).toEqual(['title', 'out']);
  });
});

describe('a title', () => {
  it('of one word is the heading that the page’s head knows', async () => {
    const { fields } = await readArticle({
      content: `<!doctype html><html><head><title>UNTIL - Small Repairs</title><meta property="og:title" content="UNTIL"></head><body><h1>UNTIL</h1><div>${paragraphs}</div></body></html>`,
      format: 'html',
    });
    expect(fields.title).toBe('UNTIL');
  });

  it('of one word is the first heading of a page whose head says none', async () => {
    const { fields } = await readArticle({
      content: `<!doctype html><body><h1>Unweaving</h1><div>${paragraphs}</div></body>`,
      format: 'html',
    });
    expect(fields.title).toBe('Unweaving');
  });

  it('is what the reader sees, where the head puts it otherwise', async () => {
    const { fields } = await readArticle({
      content: `<html><head><title>Landlord bans laptops and takings go UP by a third | The Post</title></head><body><div><h2>Landlord who counted laptops bans them and takings go UP by a third</h2><p>By Sophie Garth</p>${paragraphs}</div></body></html>`,
      format: 'html',
    });
    expect(fields.title).toBe(
      'Landlord who counted laptops bans them and takings go UP by a third',
    );
    expect(fields.byline).toEqual(['Sophie Garth']);
  });

  it('is the line that has more of it, not the name of the site', async () => {
    const { fields } = await readArticle({
      content: `<html><head><title>Ridge Weekly - Selectmen strike a word</title></head><body><p>Ridge Weekly</p><p><b>Selectmen strike a word</b></p>${paragraphs}</body></html>`,
      format: 'html',
    });
    expect(fields.title).toBe('Selectmen strike a word');
  });
});

describe('an account’s line below its title', () => {
  it.each([
    ['<span>原创</span><span>许鹿</span><a>江城慢报</a>', ['许鹿']],
    ['<span>原创</span><a>江城慢报</a>', []],
  ])(
    'names who wrote it, and is none of the article: %s',
    async (line, names) => {
      const { lines, fields } = await readArticle({
        content: page(`<div><div>${line}</div>${paragraphs}</div>`),
        format: 'html',
      });
      expect(fields.byline).toEqual(names);
      const [said] = lines.filter(({ raw }) => raw.includes('江城慢报'));
      expect(['byline', 'dateline', 'out']).toContain(said?.role);
    },
  );
});

describe('a short paragraph', () => {
  it.each([
    '“At some point,” wrote Judge Amelia Stroud, “somebody has to be believed.”',
    '“He wasn’t late,” she said.',
    '“It is only the coat.”',
  ])('that quotes somebody is no heading: %s', async text => {
    const { lines } = await readArticle({
      content: page(`<div>${paragraphs}<p>${text}</p>${paragraphs}</div>`),
      format: 'html',
    });
    expect(lines.find(line => line.raw === text)?.role).toBe('paragraph');
  });

  it('that is a link leads elsewhere, whatever its element is named', async () => {
    const read = await bodyOf(
      `<div><section class="part__section">${paragraphs}<p><a href="/x">后半夜的水位计为什么总是比白天准</a></p>${paragraphs}</section></div>`,
    );
    expect(read).toEqual([...prose, ...prose]);
  });
});

describe('what stands among the paragraphs', () => {
  const among = (inside: string): Promise<string[]> =>
    bodyOf(
      `<div class="text">${paragraphs}${inside}<p>${prose.join('')}</p></div>`,
    );
  const rest = [...prose, prose.join('')];

  it('is the article’s where it is for subscribers only', async () => {
    const paid = prose.map(
      text => `<div class="subscriber-only"><p>${text}</p></div>`,
    );
    expect(await bodyOf(`<div>${paid.join('')}</div>`)).toEqual(prose);
  });

  it('points elsewhere where it is a list of one item with a link in it', async () => {
    expect(
      await among('<ul><li>另见：<a href="/2">去年的雪</a>下在哪里</li></ul>'),
    ).toEqual(rest);
    const said = '<ul><li>水位记在<a href="/3">本子</a>上。</li></ul>';
    expect(await among(said)).toContain('水位记在本子上。');
    const list = '<ul><li>帆布</li><li>手套</li></ul>';
    expect(await among(list)).toEqual([
      ...prose,
      '帆布',
      '手套',
      prose.join(''),
    ]);
  });

  it('is a heading of nothing where all else in its box is left out', async () => {
    expect(
      await among(
        '<div class="list"><div><h3>别处</h3></div><div class="promo"><h3><a href="/2">去年的雪</a></h3></div></div>',
      ),
    ).toEqual(rest);
  });

  it('is a heading of the article where an advert alone stands beside it', async () => {
    const heading = '<div><h3>后半夜</h3><div class="ad">广告</div></div>';
    expect(await among(heading)).toEqual([...prose, '后半夜', prose.join('')]);
  });

  it('is another article’s title where it is a link, whatever names it', async () => {
    expect(
      await among(
        '<div class="headline"><h3><a href="/2">去年的雪</a></h3></div>',
      ),
    ).toEqual(rest);
  });

  it('is pulled out of a paragraph sentence by sentence', async () => {
    const [first = ''] = prose;
    const sentences = '他们数着日子过冬。没有人再下到山脚去。';
    const said = `<p>他们数着日子过冬。${first}没有人再下到山脚去。</p>`;
    expect(
      await bodyOf(
        `<div>${paragraphs}${said}<div class="pullquote">${sentences}</div></div>`,
      ),
    ).not.toContain(sentences);
  });

  it('is a quotation of its own where its sentences are too short to be told', async () => {
    const quote = '我不知道。我不知道。';
    const said = `<p>我不知道，他说，${prose[0]}</p>`;
    expect(
      await bodyOf(
        `<div>${paragraphs}${said}<blockquote>${quote}</blockquote></div>`,
      ),
    ).toContain(quote);
  });
});

describe('a round-up', () => {
  it('keeps what it says below headings that lead to other articles', async () => {
    const said = prose.join('');
    const item = (n: number): string =>
      `<div class="item"><h3><a href="/${n}">渡口的第${n}班船停在黄昏</a></h3><p>${said}</p></div>`;
    const body = await bodyOf(paragraphs + [1, 2, 3, 4].map(item).join(''));
    expect(body.filter(text => text === said)).toHaveLength(4);
  });
});

describe('what readers say', () => {
  // As much as makes an article, beside what is asked about.
  const rest = `<p>${prose.join('')}</p>`;
  const boxes = (inside: string[]): string =>
    `<div>${inside.map(one => `<div class="x">${one}</div>`).join('')}</div>`;
  const field = '<form><textarea></textarea><button>发布</button></form>';

  it('is no article below a count of its comments', async () => {
    const inside = `<div><span>评论（12）</span></div>${boxes(prose)}${rest}`;
    expect(await bodyOf(inside)).toEqual(expect.arrayContaining(prose));
  });

  it('is no dialogue beside a field to write in', async () => {
    const turns = ['河埠', '水位计', '河埠', '水位计'].map(
      (who, i) => `<b>${who}</b><p>第${i}次读数是对的，手套忘在了大坝上。</p>`,
    );
    const body = await bodyOf(`${rest}${boxes(turns)}${field}`);
    expect(body.join()).toContain('第3次读数');
    const below = await bodyOf(`${rest}${field}${boxes(turns)}`);
    expect(below.join()).toContain('第3次读数');
  });

  it('is told from an article that it stands below', async () => {
    const said = ['江边客', '守夜人', '小满'].map(
      (who, i) => `<b>${who}</b><p>第${i}次读数是对的，手套忘在了大坝上。</p>`,
    );
    const below = await bodyOf(`${rest}${field}${boxes(said)}`);
    expect(below.join()).not.toContain('第2次读数');
    const headed = await bodyOf(`${rest}<h4>网友评论</h4>${boxes(said)}`);
    expect(headed.join()).not.toContain('第2次读数');
  });
});

describe('who wrote an article', () => {
  const read = async (above: string, below = paragraphs) => {
    const content = page(above + below);
    const { fields } = await readArticle({ content, format: 'html' });
    return fields;
  };

  it('is read from a line that is little but links', async () => {
    const { byline, publishedAt } = await read(
      '<div>Posted on <a href="/2">February 17, 2026</a> by <a href="/j">Josephine Quill</a></div>',
    );
    expect(byline).toEqual(['Josephine Quill']);
    expect(publishedAt).toContain('2026-02-17');
  });

  it('is read from where they are, beside a day', async () => {
    const { byline } = await read(
      '<div><span>Nat Osei at Mill Lane</span><span>26 Apr 2026 18.45</span></div>',
    );
    expect(byline).toEqual(['Nat Osei']);
  });

  it('is read from a paper’s brackets before the first words', async () => {
    const { byline } = await read(
      '',
      `<p>〔記者涂明哲／北岸報導〕${prose[0]}</p>${paragraphs}`,
    );
    expect(byline).toEqual(['涂明哲']);
  });

  it('is nobody who wrote what another list leads to', async () => {
    const card = (n: number): string =>
      `<article><h2><a href="/${n}">渡口的第${n}班船停在黄昏</a></h2><p>船一停，村子便安静了。</p><footer>记者 江大川</footer></article>`;
    const cards = `<section>${[1, 2, 3].map(card).join('')}</section>`;
    const { byline } = await read('', paragraphs + cards);
    expect(byline).toEqual([]);
  });
});

describe('a way to an article', () => {
  it.each([
    ['首页 | 报名回顾 | 留言板', null],
    ['首页 | 财经 | 正文', '财经'],
    ['首页 / 财经', '财经'],
  ])('is told from a menu: %s', async (line, section) => {
    const content = `<html><head><title>第一场雪</title></head><body><div>${line}</div><h1>第一场雪</h1>${paragraphs}</body></html>`;
    const { fields } = await readArticle({ content, format: 'html' });
    expect(fields.section).toBe(section);
  });
});

describe('somebody who answers everybody', () => {
  const asked = [
    ['Hettie, Leeds', 'Should I worry?'],
    ['Bryn Cadell', 'No. It is hungry.'],
    ['Mo, Cardiff', 'Is there any point in a basket?'],
    ['Bryn Cadell', 'Only that it looks well on a shelf.'],
    ['Wen, Hull', 'Why does my crust go soft?'],
    ['Bryn Cadell', 'Because you put it in a bag.'],
  ];
  const turnsIn = async (turns: string[][]) => {
    const set = turns.map(([who, what]) => `<p><b>${who}</b> ${what}</p>`);
    const content = page(`${paragraphs}${set.join('')}`);
    const { lines } = await readArticle({ content, format: 'html' });
    return lines.filter(({ role }) => role === 'turn');
  };

  it('makes a dialogue with those who each ask once', async () => {
    const turns = await turnsIn(asked);
    expect(turns.map(({ speaker }) => speaker)).toEqual(
      asked.map(([who]) => who),
    );
  });

  it('makes none where nobody asks', async () => {
    const told = asked.map(([who, what]) => [
      who ?? '',
      what?.replace('?', '.') ?? '',
    ]);
    expect(await turnsIn(told)).toEqual([]);
  });
});

describe('a short line among the paragraphs', () => {
  const [first, ...rest] = paragraphs.split('</p>').filter(p => p !== '');
  const roleOf = async (inside: string, text: string) => {
    const html = page(`${first}</p>${inside}${rest.join('</p>')}</p>`);
    const { lines } = await readArticle({ content: html, format: 'html' });
    const line = lines.find(line => line.text === text);
    return [line?.role, line?.doubt ?? null];
  };
  const words = '清晨的水位计';

  it('is what a picture right above it shows, and is asked about', async () => {
    const below = `<p><img src="/a.jpg"></p><p>${words}</p>`;
    expect(await roleOf(below, words)).toEqual(['caption', 'caption']);
  });

  it.each([
    ['without a picture', `<p>${words}</p>`],
    ['in bold', `<p><img src="/a.jpg"></p><p><b>${words}</b></p>`],
    ['beside a sign', `<p><img src="/a.png" width="16"></p><p>${words}</p>`],
    ['above a picture', `<p>${words}<br><img src="/a.jpg"></p>`],
  ])('is a heading %s', async (_, inside) => {
    expect(await roleOf(inside, words)).toEqual(['heading', null]);
  });

  it('is quoted where its element is called a quote, and nothing else', async () => {
    const said = '我把手贴在上面，一直贴到它变软为止。';
    const quote = `<div class="pull-quote">${said}</div>`;
    expect(await roleOf(quote, said)).toEqual(['quote', null]);
    const stock = `<div class="stock-quote">${said}</div>`;
    expect(await roleOf(stock, said)).toEqual(['paragraph', null]);
  });

  it('heads a part behind a mark; with a surname it names who wrote the article', async () => {
    expect(await roleOf('<p>◆下一步</p>', '◆下一步')).toEqual([
      'heading',
      null,
    ]);
    const { fields } = await readArticle({
      content: page(`${paragraphs}<p>□陆青禾</p>`),
      format: 'html',
    });
    expect(fields.byline).toEqual(['陆青禾']);
  });
});

describe('a picture’s credit', () => {
  it('is told from its words where a bracket or a quotation mark parts them', async () => {
    const caption = (words: string, credit: string): Promise<string[]> =>
      bodyOf(
        `<div>${paragraphs}<figure><figcaption><span>${words}</span><span class="credit">${credit}</span></figcaption></figure><p>${prose.join('')}</p></div>`,
      );
    expect(await caption('The dam in snow', '(Image: A. Weir)')).toContain(
      'The dam in snow (Image: A. Weir)',
    );
    expect(await caption('“It froze”', '© A. Weir')).toContain(
      '“It froze” © A. Weir',
    );
  });
});

describe('a byline', () => {
  const english = `<p>The gauge keepers wrapped the dial in canvas and opened it every half hour, she said.</p>`;
  const bylineOf = async (inside: string): Promise<string[]> => {
    const { fields } = await readArticle({
      content: `<!doctype html><html lang="en"><head><title>The first snow on the dam</title></head><body><h1>The first snow on the dam</h1>${inside}<div>${english.repeat(4)}</div></body></html>`,
      format: 'html',
    });
    return fields.byline;
  };

  it('is told from what its author is', async () => {
    expect(
      await bylineOf(
        '<div class="author"><a rel="author">Stacey Clough</a><span class="author-label">Reporter</span></div>',
      ),
    ).toEqual(['Stacey Clough']);
  });

  it('has names that begin with any letter, and no control', async () => {
    expect(
      await bylineOf('<p class="byline">By <a>Cian Ó Dálaigh</a></p>'),
    ).toEqual(['Cian Ó Dálaigh']);
    expect(await bylineOf('<p class="byline">By Piers Read</p>')).toEqual([
      'Piers Read',
    ]);
    expect(
      await bylineOf(
        '<div class="author"><p>By <span class="byline">Lena Marsh</span></p><p class="author-bio">Lena Marsh is a producer. <a>Read Full Bio</a></p></div>',
      ),
    ).toEqual(['Lena Marsh']);
  });

  it('is kept where an element of many lines around it is named so, too', async () => {
    expect(
      await bylineOf(
        '<div class="author-block"><p class="author">Lena Marsh</p><p>Contributor</p><p>Dam desk</p><p>Northfield</p><p>Since 2019</p></div>',
      ),
    ).toEqual(['Lena Marsh']);
  });

  it('names none of those who edited', async () => {
    const { fields } = await readArticle({
      content: `<!doctype html><html lang="en"><body><h1>The first snow on the dam</h1><div class="author"><p>By Lena Marsh</p><p><span>Edited by</span> <span>Otto Brandt</span></p></div><div>${english.repeat(4)}</div></body></html>`,
      format: 'html',
    });
    expect(fields.byline).toEqual(['Lena Marsh']);
    expect(fields.credits).toEqual([
      { role: 'Edited by', name: 'Otto Brandt' },
    ]);
  });

  it('names none of those who took the pictures', async () => {
    expect(
      await bylineOf(
        '<p class="byline">by Lena Marsh and Theo Brandt, Open Ledger, photography by Cy Delgado, special to Open Ledger</p>',
      ),
    ).toEqual(['Lena Marsh', 'Theo Brandt']);
  });
});

describe('the time of publication', () => {
  it('has its zone from whatever the page’s head calls it', async () => {
    const { fields } = await readArticle({
      content: `<!doctype html><html lang="en"><head><title>The first snow on the dam</title><meta name="xs:recs:publishtime" content="2023-08-14T12:11:00Z"></head><body><h1>The first snow on the dam</h1><div class="article-publish">14 Aug 2023 08:11PM</div><div>${'<p>The gauge keepers wrapped the dial in canvas and opened it every half hour, she said.</p>'.repeat(4)}</div></body></html>`,
      format: 'html',
    });
    expect(fields.publishedAt).toBe('2023-08-14T20:11:00+08:00');
  });
});

describe('a box that says what it is', () => {
  const among = (box: string): string =>
    `<div>${paragraphs}${box}${paragraphs}</div>`;

  it('is left out where a machine wrote it', async () => {
    const box = `<div><p>AI generated summary</p><ul><li>水位下降</li><li>闸门落下</li></ul></div>`;
    expect(await bodyOf(among(box))).not.toContain('水位下降');
  });

  it('is left out where its end is called out', async () => {
    const box =
      '<section><b>热读</b><p>为什么你总在凌晨三点醒来</p><p>End of 热读</p></section>';
    expect((await bodyOf(among(box))).join()).not.toContain('凌晨三点');
  });

  it('is the article where it holds the article', async () => {
    const read = await bodyOf(
      `<div><p>AI总结</p><p>本文由AI生成摘要，仅供参考</p>${paragraphs}</div>`,
    );
    expect(read).toEqual(prose);
  });
});

describe('a few words to the reader above a control', () => {
  const among = (box: string): string =>
    `<div>${paragraphs}${box}${paragraphs}</div>`;

  it('are none of the article', async () => {
    const read = await bodyOf(
      among(
        '<div><p>你若认识修伞的人，把这篇给他看。</p><p><a href="/s">分享</a></p></div>',
      ),
    );
    expect(read.join()).not.toContain('修伞');
  });

  it('are the article’s where they speak of the US, and to nobody', async () => {
    const words = 'US 官员说，桥会按时修好。';
    const box = `<div><p>${words}</p><p><a href="/s">分享</a></p></div>`;
    expect(await bodyOf(among(box))).toContain(words);
  });

  it('are the article’s where no control stands below them', async () => {
    const words = '你若认识修伞的人，把这篇给他看。';
    expect(await bodyOf(among(`<div><p>${words}</p></div>`))).toContain(words);
  });
});

describe('the words of a figure', () => {
  it('are a picture’s, whatever they stand in', async () => {
    const { lines } = await readArticle({
      content: `<h1>第一场雪</h1><div>${paragraphs}<figure><img><span>江上客</span></figure>${paragraphs}</div>`,
      format: 'html',
    });
    expect(lines.find(line => line.raw === '江上客')?.role).toBe('caption');
  });
});

describe('a quote above the first words', () => {
  it('is left out where a paragraph says it again', async () => {
    const again = prose[1] ?? '';
    const { lines } = await readArticle({
      content: `<!doctype html><body><h1>第一场雪</h1><p>作者：邹澄</p><blockquote>${again.slice(0, 14)}</blockquote><div>${paragraphs}</div></body>`,
      format: 'html',
    });
    const quoted = lines.find(line => line.raw === again.slice(0, 14));
    expect(quoted?.role).toBe('out');
  });
});

describe('a section', () => {
  const sectionOf = async (inside: string): Promise<string | null> => {
    const { fields } = await readArticle({
      content: `<!doctype html><html><body>${inside}<div>${paragraphs}${paragraphs}</div></body></html>`,
      format: 'html',
    });
    return fields.section;
  };

  it('is on the way to the title rather than what the article is tagged with', async () => {
    expect(
      await sectionOf(
        '<div><a>首页</a> &gt; <a>经济</a> &gt; <a>能源</a> &gt; 正文</div><h1>第一场雪</h1><div class="content-tag"><a>水电</a></div>',
      ),
    ).toBe('能源');
  });

  it('is not forgotten for an element of many lines that is named so, too', async () => {
    expect(
      await sectionOf(
        `<div class="page-section"><div class="blog-category"><a>手艺</a></div><h1>第一场雪</h1>${paragraphs}${paragraphs}</div>`,
      ),
    ).toBe('手艺');
  });

  it('is a link right above the title, in what holds both', async () => {
    expect(
      await sectionOf(
        '<main><div class="hat"><div><a href="/city">City</a></div></div><h1>The first snow</h1></main>',
      ),
    ).toBe('City');
  });

  it('is no link of the menu above, nor what a control beside it says', async () => {
    expect(
      await sectionOf(
        '<div class="page_section"><nav><ul><li><a href="/help">Volunteer</a></li></ul></nav></div><h1>The first snow</h1><p>by <a rel="author">Jo Blanchard</a> | <a rel="category tag">Stories</a></p>',
      ),
    ).toBe('Stories');
    expect(
      await sectionOf(
        '<div><div class="topic"><a>Shipping</a><button>Add to mine</button></div><h1>The first snow</h1></div>',
      ),
    ).toBe('Shipping');
  });

  it('is the last step of a way that ends at the article', async () => {
    expect(
      await sectionOf(
        '<div><a>文化</a> / <a>海上记忆</a> / 文章详情</div><h1>第一场雪</h1>',
      ),
    ).toBe('海上记忆');
  });
});

describe('a line that says where an article comes from', () => {
  it('names its source, its author and its editor', async () => {
    const { fields } = await readArticle({
      content: `<!doctype html><body><h1>第一场雪</h1><p>本文来自微信公众号：柚子看生意（ID：youzikan），作者：孟冬，编辑：黎小满，题图来自：视觉中国</p><div>${paragraphs}</div></body>`,
      format: 'html',
    });
    expect(fields).toMatchObject({
      source: '柚子看生意',
      byline: ['孟冬'],
      credits: [{ role: '编辑', name: '黎小满' }],
    });
  });
});

describe('a line near the title', () => {
  const publisherOf = async (line: string): Promise<string | null> => {
    const { fields } = await readArticle({
      content: `<!doctype html><html><head><meta property="og:site_name" content="河西晚报"></head><body><h1>第一场雪</h1><p>${line}</p><div>${paragraphs}</div></body></html>`,
      format: 'html',
    });
    return fields.publisher;
  };

  it('is no publisher where it says from where a report was sent, or on what it was heard', async () => {
    expect(await publisherOf('<span>发自：柳岸</span> 2026-04-23 11:02')).toBe(
      '河西晚报',
    );
    expect(await publisherOf('Heard on All Afternoon')).toBe('河西晚报');
  });

  it('is no publisher where it counts comments', async () => {
    expect(await publisherOf('No Comments')).toBe('河西晚报');
    expect(await publisherOf('暂无评论')).toBe('河西晚报');
  });
});

describe('a paragraph that ends with who took the picture', () => {
  it('is the picture’s', async () => {
    const { lines } = await readArticle({
      content: `<!doctype html><body><h1>第一场雪</h1><div>${paragraphs}<p>码头的早晨。摄影：林舟</p>${paragraphs}</div></body>`,
      format: 'html',
    });
    const picture = lines.find(line => line.raw.startsWith('码头'));
    expect(picture?.role).toBe('caption');
  });
});

describe('who is named', () => {
  const read = async (inside: string) =>
    readArticle({
      content: `<!doctype html><body><h1>第一场雪</h1>${inside}</body>`,
      format: 'html',
    });

  it('is read above the first words, by what each did', async () => {
    const { fields } = await read(
      '<div><p><strong>Words: Tamsin Ferrar<br>Photography: Joe Ade</strong></p><p>In a shed behind the station there are nine thousand postcards that nobody ever posted.</p><p>They were bought, written, stamped in some cases, and then left in drawers for years.</p></div>',
    );
    expect(fields).toMatchObject({
      byline: ['Tamsin Ferrar'],
      credits: [{ role: 'Photography', name: 'Joe Ade' }],
    });
  });

  it('is read below a rubric that opens the text, too', async () => {
    const { fields, lines } = await read(
      `<p>来源：北岸日报 2026-03-29 04:15</p><div><p>【文化遗产】</p><p>作者：朱颂</p>${paragraphs}</div>`,
    );
    expect(fields.byline).toEqual(['朱颂']);
    expect(lines.find(line => line.raw.includes('朱颂'))?.role).toBe('credits');
  });

  it('is left out below the last words, where it is said again', async () => {
    const signed = await read(
      `<p>作者：罗小满</p><div>${paragraphs}<p>（罗小满）</p></div>`,
    );
    expect(signed.lines.at(-1)?.role).toBe('out');
    const staff = await read(
      `<p>By Cal Brandt and Yusra Haddad</p><div>${paragraphs}<p>Cal Brandt and Yusra Haddad are staff writers.</p></div>`,
    );
    expect(staff.fields.byline).toEqual(['Cal Brandt', 'Yusra Haddad']);
    expect(staff.lines.at(-1)?.role).toBe('out');
  });

  it('has the parts that papers of Shanghai name', async () => {
    const { fields } = await read(
      `<div>${paragraphs}<p>栏目主编：施薇\u3000本文作者：邢可\u3000题图来源：孟雨涵 摄</p></div>`,
    );
    expect(fields).toMatchObject({
      byline: ['邢可'],
      credits: [
        { role: '栏目主编', name: '施薇' },
        { role: '题图来源', name: '孟雨涵' },
      ],
    });
  });
});

describe('below the last words', () => {
  const last = async (more: string): Promise<string | undefined> =>
    (await bodyOf(`<div>${paragraphs}${more}</div>`)).at(-1);

  it('is left out what the site says it is, and whom to ask', async () => {
    const roleOf = async (says: string): Promise<string | undefined> => {
      const { lines } = await readArticle({
        content: `<!doctype html><html><head><meta property="og:site_name" content="HFF Report"></head><body><h1>第一场雪</h1><div>${paragraphs}<p>HFF Report ${says}</p></div></body>`,
        format: 'html',
      });
      return lines.at(-1)?.role;
    };
    expect(await roleOf('is a national newsroom that covers health.')).toBe(
      'out',
    );
    expect(await roleOf('is a party to the suit, and was heard.')).toBe(
      'paragraph',
    );
    expect(
      await last('<h2>Media Contacts</h2><p>Jud Alvers</p><p>Port Hale</p>'),
    ).toBe(prose.at(-1));
  });

  it('is a credit who edited it, named in a line of its own', async () => {
    const edited = '<p>Edited By</p><p>Jun Abe</p>';
    const { lines, fields } = await readArticle({
      content: page(`<div>${paragraphs}${edited}</div>`),
      format: 'html',
    });
    expect(fields.credits).toEqual([{ role: 'Edited By', name: 'Jun Abe' }]);
    expect(lines.slice(-2).map(({ role }) => role)).toEqual([
      'credits',
      'credits',
    ]);
  });

  it('stays a name that signs, or a day', async () => {
    expect(await last('<p>2025年6月16日</p>')).toBe('2025年6月16日');
  });
});

describe('below the credits', () => {
  it('stays what the article says of its own words', async () => {
    const note = '（應受訪者要求，明姐為化名）';
    const read = await bodyOf(
      `<div>${paragraphs}<p>文：梁可</p><p>攝影：蘇珊</p><p>${note}</p></div><p>標籤</p>`,
    );
    expect(read.at(-1)).toBe(note);
  });
});

describe('a long notice above a short one', () => {
  it('is left out with it', async () => {
    const read = await bodyOf(
      `<div>${paragraphs}<p>版权声明：凡本网注明来源的所有作品，转载请注明来源和作者，且不得对内容作实质性改动；微信公众号、头条号等新媒体平台，转载请联系授权，并在显著位置保留本声明。</p><p>以下评论只代表网友个人观点。</p></div>`,
    );
    expect(read).toEqual(prose);
  });
});

describe('what a dialogue says of itself below its last turn', () => {
  it('is spoken by nobody', async () => {
    const { lines } = await readArticle({
      content: `<!doctype html><body><h1>A lens cap</h1><div><p>We asked two who were there what they saw on the last day of the probe.</p><p>Q: What is in the picture?</p><p>A: A lens cap, and a fingerprint.</p><p>Q: Whose?</p><p>A: Mine.</p><p>This interview has been edited for length and clarity.</p></div></body>`,
      format: 'html',
    });
    expect(lines.at(-2)).toMatchObject({ role: 'turn', speaker: 'A' });
    expect(lines.at(-1)?.role).toBe('paragraph');
    expect(lines.at(-1)?.speaker).toBeUndefined();
  });
});

describe('names that emphasis alone sets apart', () => {
  it('are told from a title with a colon', async () => {
    const turn = (name: string, words: string): string =>
      `<p><strong>${name}</strong>${words}</p>`;
    const { lines } = await readArticle({
      content: `<!doctype html><body><h1>Unweaving</h1><div><p>For six years she has been unweaving a tapestry that took forty people eleven years to make.</p>${turn('Sam Idowu', 'Let’s begin at the hem. Why take it apart?')}${turn('Ottoline Verre', 'It was not finished. It had only stopped.')}${turn('Sam Idowu', 'How do you decide where to cut the thread?')}${turn('Ottoline Verre', 'I never cut. I pull until it comes.')}<p>Ottoline Verre: Unwoven is on view in Ghent until May.</p></div></body>`,
      format: 'html',
    });
    const said = lines.filter(({ role }) => role !== 'title');
    expect(said.map(({ role }) => role)).toEqual([
      ...['lede', 'turn', 'turn', 'turn', 'turn', 'paragraph'],
    ]);
  });
});

describe('what stands below an article', () => {
  const said =
    '那天早上港口很安静，后来在场的人谁也说不清，为什么船一直没有靠岸。';
  const many = (one: (i: number) => string): string =>
    Array.from({ length: 60 }, (_, i) => one(i)).join('');

  it.each([
    [
      'cards of other articles',
      `<div class="a1">${many(i => `<div class="b2"><a href="/${i}"><h3>港口的第 ${i} 个早晨，船没有来</h3></a><p>${said}</p></div>`)}</div>`,
    ],
    [
      'what readers answer each other',
      `<div class="a1">${many(i => `<div class="b2"><span>读者 ${i}</span><div>${said}</div><button>赞</button><button>回复</button></div>`)}</div>`,
    ],
    [
      'comments',
      `<section class="comments-area"><ol>${many(() => `<li class="comment"><p>${said}</p></li>`)}</ol></section>`,
    ],
    [
      'a request for consent',
      `<div class="consent-banner">${many(() => `<p>${said}</p>`)}</div>`,
    ],
    ['a footer', `<footer>${many(() => `<p>${said}</p>`)}</footer>`],
  ])('is left out, however much it says: %s', async (_, below) => {
    expect(
      await bodyOf(`<div class="text">${paragraphs}</div>${below}`),
    ).toEqual(prose);
    // Where the article's own element is named for something else, too.
    expect(
      await bodyOf(`<div class="sidebar">${paragraphs}</div>${below}`),
    ).toEqual(prose);
  });

  it('is the article’s where an office answers', async () => {
    const asked = many(
      i =>
        `<div class="b2"><div>第 ${i} 问：${said}</div><div>官方回复：</div><div>回复时间：2026-03-02</div><div>${said}</div></div>`,
    );
    expect(await bodyOf(`<div>${paragraphs}${asked}</div>`)).toContain(said);
  });

  it('is the article where there is none above it', async () => {
    const cards = many(
      i =>
        `<div class="b2"><a href="/${i}"><h3>港口的第 ${i} 个早晨，船没有来</h3></a><p>${said}</p></div>`,
    );
    expect(await bodyOf(`<div>${cards}</div>`)).toContain(said);
  });
});

describe('headings that are links', () => {
  const items = (address: string): string =>
    prose
      .map(
        (text, i) =>
          `<div class="item"><h3><a href="${address}${i}">第 ${i} 本写雪的书，值得一读</a></h3><p>${text}</p></div>`,
      )
      .join('');
  const read = async (address: string): Promise<string[]> => {
    const { lines } = await readArticle({
      content: `<!doctype html><html lang="zh"><head><title>第一场雪</title><link rel="canonical" href="https://news.example.com.cn/a/1"></head><body><h1>第一场雪</h1><div><div>${paragraphs}</div><div>${items(address)}</div></div></body></html>`,
      format: 'html',
    });
    return lines
      .filter(({ role }) => role === 'heading')
      .map(({ text }) => text);
  };

  it('are other articles’ titles where they lead to the same site', async () => {
    expect(await read('/b/')).toEqual([]);
    expect(await read('https://www.example.com.cn/b/')).toEqual([]);
  });

  it('head the article’s parts where they lead to another', async () => {
    expect(await read('https://books.example.org/')).toHaveLength(3);
  });
});

describe('boxes among paragraphs', () => {
  const item = (title: string): string =>
    `<div class="item"><h3>${title}</h3><p>站长说，雪下了三天三夜，路上没有一个人。</p></div>`;

  it('are the article’s where each has a heading of its own and a paragraph', async () => {
    const items = ['第一天', '第二天', '第三天'].map(item).join('');
    expect(await bodyOf(`<div>${paragraphs}${items}</div>`)).toContain(
      '第二天',
    );
  });

  it('are none of it where one stands by itself', async () => {
    const box = item('雪中读诗会报名');
    expect(await bodyOf(`<div>${paragraphs}${box}</div>`)).toEqual(prose);
  });
});

describe('a large heading that leads to the first page', () => {
  it('names the site, and is no title', async () => {
    const { fields } = await readArticle({
      content: `<!doctype html><html lang="zh"><head><title>听雪站：第一场雪</title></head><body><h1><a href="/">听雪站</a></h1><div><h2>第一场雪</h2>${paragraphs}</div></body></html>`,
      format: 'html',
    });
    expect(fields.title).toBe('第一场雪');
  });
});

describe('a title', () => {
  const name = 'The last ferry leaves Low Quay';
  const words = [
    'The ferry stopped on Monday, after forty years of crossings and complaints.',
    'Its last captain coiled the rope, locked the shed, and did not look back.',
    'The county says that a bridge is to open in the spring, if the money holds.',
  ];
  it.each([
    ['a kicker before it', `<h1><span>Opinion</span> ${name}</h1>`],
    ['a mark before it', `<h1><span>Exclusive</span>${name}</h1>`],
    ['a mark behind it', `<h1>${name} <span>Premium</span></h1>`],
    ['a subtitle in it', `<h1>${name} <small>Nobody waved</small></h1>`],
    ['its own address', `<h1>${name}<a href="#t">#</a></h1>`],
    ['two lines', '<h1>The last ferry<br>leaves Low Quay</h1>'],
    ['itself again below it', `<h1>${name}</h1><h2>${name}</h2>`],
  ])('is what it is with %s', async (_, heading) => {
    const content = `<!doctype html><html lang="en"><head><title>${name} | The Ledger</title></head><body><div>${heading}<div>By Jane Roe, March 3, 2026</div><div>${words.map(text => `<p>${text}</p>`).join('')}</div></div></body></html>`;
    const { fields, lines } = await readArticle({ content, format: 'html' });
    expect(fields.title).toBe(name);
    const passages = lines.filter(({ role }) =>
      ['lede', 'paragraph', 'heading'].includes(role),
    );
    expect(passages.map(({ text }) => text)).toEqual(words);
  });
});

describe('a text that is set as a heading', () => {
  it('keeps its lines', async () => {
    const set = `<h4>${prose.join('<br><br>')}</h4>`;
    expect(await bodyOf(`<div>${set}</div>`)).toEqual(prose);
  });
});

describe('a box of the title, among paragraphs', () => {
  it('keeps its subtitle, though the site says something above it', async () => {
    const name = 'I kept a list of every apology';
    const content = `<!doctype html><html lang="en"><head><title>${name}</title></head><body><div><p>A home for long lists and short tempers.</p><div><h1>${name}</h1><h2>Column F was the one that hurt</h2><div><a href="/w">Wendell Ito</a></div><div>Oct 11, 2026</div></div><p>On the first of January I apologised to a door that I had walked into, as one does to a stranger.</p><p>My wife suggested that I write it down, and I think that she meant it as a joke at the time.</p><p>By March there were two hundred rows, and most of them were to people who had not noticed.</p></div></body></html>`;
    const { lines } = await readArticle({ content, format: 'html' });
    const subtitle = lines.find(({ text }) => text.startsWith('Column F'));
    expect(subtitle?.role).toBe('lede');
  });
});

describe('a talk with the minute below each answer', () => {
  it('has its turns, and leaves the minutes out', async () => {
    const said = [
      '塔歪了多少？',
      '一米零七，没有变过。',
      '铃铛呢？',
      '补了八只。',
    ];
    const talk = said
      .map(
        (text, i) =>
          `<p>[${i % 2 ? '沈伯安' : '主持人'}]</p><p>${text}</p><p>2026-06-18 10:0${i}</p>`,
      )
      .join('');
    const words = (await bodyOf(`<div>${talk}</div>`)).filter(Boolean);
    expect(words).toEqual(said);
  });
});
