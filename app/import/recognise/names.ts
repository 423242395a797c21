import type { Credit } from '#app/articles/article.ts';
import { units } from '#app/import/recognise/measure.ts';

const SINGLE =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封储靳段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎薄印宿白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰雍桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾沙养鞠须丰巢关相查后荆红游竺权逯盖益桓公岳帅缑亢况有琴商牟佘伯赏海归代付肖闫覃' +
  '涂兰芦麦佟苟邬隋丛苑迟邝鄢谌冼仝漆邸辜亓邰昝檀楚朴張陳劉楊趙吳孫馬羅鄭謝韓馮蕭葉許鄧蔣閻龍萬鍾譚賴錢湯賀顧龔嚴齊黃盧蘇魯韋陸鄒竇範薩鮑畢閔喬聶溫莊歐關費雲項強賈婁顏駱紀饒簡麥塗';
const DOUBLE =
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 夏侯 诸葛 尉迟 公孙 令狐 慕容 司徒 司空 皇甫 宇文 长孙 澹台 公冶 宗政 轩辕';

const surnames = new Set([...SINGLE, ...DOUBLE.split(' ')]);

/** Whether two to four Han characters begin with a surname, or a name is written with a middle dot. */
export function isChineseName(text: string): boolean {
  if (/^\p{Script=Han}+([·•]\p{Script=Han}+)+$/u.test(text)) return true;
  if (!/^\p{Script=Han}{2,4}$/u.test(text)) return false;
  if (PROVINCES.has(text)) return false;
  return surnames.has(text.slice(0, 1)) || surnames.has(text.slice(0, 2));
}

/** Where accounts say that they write from. */
export const PROVINCES = new Set(
  '北京 天津 上海 重庆 河北 山西 辽宁 吉林 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 广西 西藏 宁夏 新疆 香港 澳门'.split(
    ' ',
  ),
);

/** The same of two or three characters, or four where two are the surname: more say something else. */
export const isShortName = (text: string): boolean =>
  isChineseName(text) &&
  /^\p{Script=Han}+$/u.test(text) &&
  (text.length <= 3 || surnames.has(text.slice(0, 2)));

const couldBeName = (text: string): boolean =>
  /^\p{Script=Han}{2,4}$/u.test(text) ||
  /^\p{Script=Han}+([·•]\p{Script=Han}+)+$/u.test(text);

/** What houses, offices and days are called, and what people are: none of it a person's name. */
const NO_NAME =
  /^(the|by|from|in|read|view|edited) |(?<!\p{L})(that|only|of|on|for|with|is|are|not|what|how|why|when|who|its|this|these|those|after|before|into|news|times|post|ledger|review|journal|press|agency|staff|desk|editors?|board|team|media|magazine|weekly|daily|herald|tribune|correspondent|telegraph|globe|gazette|chronicle|observer|record|register|sentinel|courier|mirror|standard|express|dispatch|bulletin|examiner|advocate|digest|radio|television|network|wire|office|bureau|university|institute|laborator(?:y|ies)|observatory|foundation|association|society|council|committee|ministry|corporation|hospital|museum|department|date|section|street|county|city|information|article|authors?|share|follow|more|manager|director|officer|professor|analyst|fellow|president|chief|engineer|scientist|columnist|coordinator|specialist|critic|historian|reporter|writer|posted|published|updated|bio|profile|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tonight|today|show|live|mon|tue|wed|thu|fri|sat|sun)(?!\p{L})/iu;

/** Whether words look like an English person's name rather than an organisation's. */
export function isEnglishName(text: string): boolean {
  if (
    !/^\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|de|van|von|der|la|bin|al|al-\p{L}[\p{L}'’-]*)){1,4}$/u.test(
      text,
    )
  ) {
    return false;
  }
  // A house's short name, and where it is: none of a person's is so.
  if (/^[A-Z]{3,} (?=.*[a-z])|[a-z].* (?![IVX]+$)[A-Z]{3,}$/.test(text)) {
    return false;
  }
  return !NO_NAME.test(text);
}

const AUTHOR_ROLES =
  '记者 作者 本文作者 撰文 撰稿 采写 采访 通讯员 实习生 特约撰稿人 特约撰稿 文字 文 口述 主笔 评论员 报道 报导'.split(
    ' ',
  );
const CREDIT_ROLES =
  '责任编辑 责编 栏目主编 栏目编辑 题图来源 值班主编 值班主任 值班编辑 实习编辑 新媒体编辑 版面编辑 图片编辑 美术编辑 视觉编辑 文字编辑 视频编辑 执行编辑 副主编 执行主编 总编辑 主编 编审 编辑 编校 英文审校 英文编辑 中文编辑 责任校对 校对 审校 审读 审核 审签 终审 初审 复审 一审 二审 三审 值班编委 编委 总监制 监制 监审 出品人 出品 总策划 策划 统筹 摄影 摄像 图片 供图 插画 插图 制图 绘图 视觉 美编 版式 版面 图 责校 审稿 设计 剪辑 视频 后期 排版 翻译 译者 编译 整理 制作 签发 海报 配音 数据 运营 供稿'.split(
    ' ',
  );

const roles = new Set([...AUTHOR_ROLES, ...CREDIT_ROLES]);

/** Characters of roles as they are written in Hong Kong and Taiwan, beside those of the lists above. */
const TRADITIONAL = new Map(
  '記记責责編编輯辑攝摄圖图採采訪访譯译審审監监製制設设計计對对實实習习員员評评論论總总視视頻频導导報报撰撰執执筆笔'
    .match(/../gu)
    ?.map(pair => [pair.charAt(0), pair.charAt(1)] as const),
);
const simple = (text: string): string =>
  [...text].map(c => TRADITIONAL.get(c) ?? c).join('');
/** Whether words are what somebody did, as sites write it before a name: 责任编辑. */
export const isRole = (text: string): boolean => roles.has(simple(text));

const SHORT_PREFIX =
  /^(?:本报|本刊|本网|本台|本社)?(?:首席|见习|实习|特约|特派|高级|资深|驻\p{Script=Han}{1,4})*$/u;

const NOBODY = { credits: [], publisher: null, rest: '' };

/** □ 某某: how papers print who wrote it. */
const SIGNED = /^[□■◎◇◆]\s*(\p{Script=Han}{2,4})$/u;

/** Whether a line says which house or desk a part is from, and names no person: 出品｜某某组. */
export const isOfHouse = (line: string): boolean =>
  /^[*＊※]?\s*(出品|封图|首图|(封面|头|题)图(来源)?|图源|(封面)?图片(来源)?)\s*[｜|丨:：/／]\s*[^\s。，！？]{2,16}$/.test(
    line,
  ) && readPeople(line) === null;

/** What a line says of people, in fields; what it says besides is `rest`. */
export type NamedPeople = {
  byline: string[];
  credits: Credit[];
  publisher: string | null;
  rest: string;
};

/**
 * Reads a line such as `某报记者 甲 乙 责任编辑：丙` into its people. Null when
 * it names none. Numbers of staff after a name are dropped.
 */
export function readPeople(line: string): NamedPeople | null {
  const signed = SIGNED.exec(line)?.[1];
  if (signed && isShortName(signed)) return { ...NOBODY, byline: [signed] };
  return /\p{Script=Han}/u.test(line) ? readChinese(line) : readEnglish(line);
}

/** The space within a foreign name behind its role parts nobody: 审校：Paul Hester. */
const WITHIN_NAME = /(?<=[:：]\s?\p{Lu}[\p{L}.'’-]*) (?=\p{Lu}\p{Ll})/gu;
/** In no line that is read: a word joiner. */
const JOINT = '\u2060';

/** Where somebody works and as what, in one word: 某周末记者. */
const WORKS_THERE =
  /^\p{Script=Han}{2,8}(记者|記者|实习生|實習生|撰稿人|主笔)$/u;

function readChinese(line: string): NamedPeople | null {
  const bare = line
    .replace(/[【[(（]\s*(?:纠错|打印|关闭|分享|收藏)\s*[】\])）]/g, ' ')
    // What somebody is, in brackets behind their name.
    .replace(
      /[（(][^（()）:：/／|｜]{2,30}(大学|学院|研究[院所员]|教授|博士|学者)[^（()）:：/／|｜]{0,12}[）)]/gu,
      ' ',
    )
    .trim()
    .replace(/^[（(【[〔]|[）)】\]〕]$/g, '')
    // By 某人; 某人/文; 某人 发自 某地; 某报 记者某人 报道.
    .replace(/^by\s+(?=\p{Script=Han})/iu, '作者：')
    .replace(/^(\p{Script=Han}{2,4})\s*[/／]\s*(文|撰文|采写)$/u, '$2：$1')
    .replace(/^(\p{Script=Han}{2,4})\s+发自\s+\S{1,8}$/u, '作者：$1')
    .replace(/(?<=记者\s?\p{Script=Han}{2,4})\s+(综合)?报[道导]$/u, '')
    // 文、图 / 某人: who took the pictures wrote the words.
    .replace(
      /^(?:文[、/／并及]?图|图[、/／并及]?文)(?=\s*[/／|｜丨:：])/u,
      '文字',
    );
  const pairs = namesFirst(bare);
  if (pairs) return pairs;
  const tokens = bare
    .replace(WITHIN_NAME, JOINT)
    .split(/([\s:：/／|｜丨、，,;；&（）()【】[\]]+)/)
    .map(token => token.replaceAll(JOINT, ' '));
  const found: NamedPeople = {
    byline: [],
    credits: [],
    publisher: null,
    rest: '',
  };
  const rest: string[] = [];
  let role: string | null = null;
  let half = '';
  let named = false;
  for (let i = 0; i < tokens.length; i += 2) {
    const token = tokens[i] ?? '';
    const separator = tokens[i + 1] ?? '';
    if (token === '') continue;
    const opening = readRole(token, separator);
    if (opening) {
      role = opening.role;
      half = '';
      if (opening.publisher) found.publisher = opening.publisher;
      if (opening.name) {
        add(found, role, opening.name);
        named = true;
      }
      continue;
    }
    const name = token.replace(/[_＿-]?[A-Za-z]{0,4}\d+$/, '');
    // Where a report was made, and how, is no name.
    if (role && /^发(自|于)$/.test(name)) {
      role = null;
      i += 2;
      continue;
    }
    if (
      role &&
      /(报道|报导|報導|專電|专电|综合报道)$|^(发自|摄于|本报)/.test(name)
    )
      continue;
    // A number of staff that stands alone.
    if (name === '' && role) continue;
    // What has a colon behind it is a label, and nobody's name: a role of some
    // newsroom's own, where it stands beside one that all have.
    if (/[:：]/.test(separator)) {
      const next = (tokens[i + 2] ?? '').trim();
      const own = /^\p{Script=Han}{2,5}$/u.test(token) && isChineseName(next);
      role = named && own ? token : null;
      if (!role) rest.push(token);
      continue;
    }
    // 作者：某周末记者 某人
    if (role && WORKS_THERE.test(token)) continue;
    // Where somebody works stands before what they do, or after it: 某报 记者 某人.
    if (PLACE_OF_WORK.test(token) && !isChineseName(token.slice(0, 3))) {
      found.publisher ??= role === null ? token : found.publisher;
      continue;
    }
    if (NO_PERSON.test(name)) continue;
    if (role && /^\p{Script=Han}$/u.test(name)) {
      if (half) {
        add(found, role, half + name);
        named = true;
      }
      half = half ? '' : name;
      continue;
    }
    // Behind a name, in brackets: how it was done, and seldom another name.
    const inBrackets = /[（(]\s*$/.test(tokens[i - 1] ?? '');
    if (inBrackets && named && !isChineseName(name)) continue;
    if (role && (couldBeName(name) || isEnglishName(name))) {
      add(found, role, name);
      named = true;
      continue;
    }
    role = null;
    rest.push(token);
  }
  if (!named) return null;
  found.rest = rest.join(' ');
  return found;
}

/** A role of some newsroom's own: 文字整理, 首席编辑, 视频剪辑. */
const isRoleLike = (token: string): boolean =>
  /^\p{Script=Han}{1,4}(编辑|校对|监制|整理|摄影|设计|审核|策划|制图|剪辑|统筹|编委)$/u.test(
    token,
  );

/** 某报, 某台; 某网专栏作家. */
const PLACE_OF_WORK =
  /^\p{Script=Han}{2,8}(日报|晚报|晨报|早报|周刊|周报|新闻|客户端|电视台|通讯社|(专栏)?作家|研究员|撰稿人)$/u;
/** Where pictures come from. */
const NO_PERSON =
  /(中国|图库|图虫|提供|资料|网络|供图|人民|新华|编辑部|编委会|工作室|评论员)$|评论|阅读|点击|浏览|收藏|分享|转发|关注|下载|订阅|登录|注册|纠错|打印|举报|朗读|点赞|发布|更新|^(原创|听报道|听新闻|首页|正文)$/;

/** Names before what they did: 甲 采写 乙 摄影. Null where a line is not so, whole. */
function namesFirst(line: string): NamedPeople | null {
  const words = line.split(/[\s\u3000]+/).filter(word => word !== '');
  if (words.length < 2) return null;
  const found: NamedPeople = {
    byline: [],
    credits: [],
    publisher: null,
    rest: '',
  };
  const rest: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const name = words[i] ?? '';
    const role = simple(words[i + 1] ?? '');
    if (isChineseName(name) && DONE_BY.has(role)) {
      add(found, role, name);
      i += 1;
    } else rest.push(name);
  }
  if (found.byline.length + found.credits.length === 0) return null;
  // Only a date stands beside such names.
  if (!rest.every(word => /^[\d.:年月日/-]+$/.test(word))) return null;
  return { ...found, rest: rest.join(' ') };
}

/** The house before what one does in it: 某新闻编辑. */
const HOUSE_BEFORE =
  /^(?:本版|\p{Script=Han}{1,6}(?:新闻|日报|晚报|晨报|周刊|网|客户端|社|台|刊))(?=责?编辑?$|校对$|摄影$|制图$)/u;

/** What stands after a name rather than before it. */
const DONE_BY = new Set(
  '采写 撰文 撰稿 报道 报导 摄影 摄 绘图 插画 编译 整理'.split(' '),
);

function readRole(
  token: string,
  separator: string,
): { role: string; name?: string; publisher?: string } | null {
  const plain = simple(token).replace(/^本版/, '');
  if (roles.has(plain) || isRoleLike(plain)) {
    // A lone 文 or 图片 is a word; with a stroke after it, a role.
    const short =
      plain.length === 1 ||
      ['图片', '视频', '数据', '设计', '采访', '报道', '报导'].includes(plain);
    if (short && !/[/／|｜丨:：、]/.test(separator)) return null;
    return { role: token.replace(HOUSE_BEFORE, '') };
  }
  const reporter =
    /^(\S*?)(记者|通讯员|评论员|特约撰稿人?)(\p{Script=Han}{0,4})$/u.exec(
      plain,
    );
  if (reporter) {
    const [, before = '', role = ''] = reporter;
    // As written, not as looked up.
    const name = token.slice(before.length + role.length);
    if (name !== '' && !isChineseName(name)) return null;
    const prefix = SHORT_PREFIX.test(before);
    const organisation = before
      .replace(
        /(首席|见习|实习|特约|特派|高级|资深|全媒体|融媒体|驻\p{Script=Han}{1,4})+$/u,
        '',
      )
      .replace(/^[□■◎◇◆]?(本报|本刊|本网|本台|本社)?$/, '');
    if (organisation.length > 14) return null;
    return {
      role,
      ...(name ? { name } : {}),
      ...(prefix || !organisation ? {} : { publisher: organisation }),
    };
  }
  return null;
}

function add(found: NamedPeople, role: string, name: string): void {
  if (AUTHOR_ROLES.includes(simple(role))) {
    if (!found.byline.includes(name)) found.byline.push(name);
  } else if (!found.credits.some(c => c.role === role && c.name === name)) {
    found.credits.push({ role, name });
  }
}

/** Magazines: WORDS JANE ROE. */
const CAPITALS =
  /^(WORDS|TEXT|STORY|PHOTOGRAPHY|PHOTOS) (?!BY\b)([\p{Lu} .'’-]+)$/u;
const ENGLISH_AUTHOR =
  /^(?:(?:an? )?(?:written|words|reporting|report(?:ed)?|story|text|posted|published|submitted|contributed|interview(?:ed)?|(?:guest )?(?:column|essay|post|opinion|commentary)|analysis|review|article|feature) )?by:?\s+(.+)$|^(?:authors?|writers?|reporters?|contributors?|correspondents?|words|text|story|reporting|interview|author of the article)\s*:\s+(.+)$|^authors?\s+(.+)$/i;
const ENGLISH_CREDIT =
  /^((?:edited|editing|photographs?|photos|photography|illustrations?|fact[- ]check(?:ed|ing)|additional reporting|translated|produced|graphics?|videos?|reviewed) by|editors?|photographer|illustrator|fact[- ]checker|copy editor)\s*[:：]?\s+(.+)$|^(photography|photographs|photos|pictures|illustrations|editing|translation|translator|research|design|producer)\s*[:：]\s+(.+)$/i;

const MAY_NAME =
  /\b[Bb][Yy]\b|[:：]|^\(?([Aa]uthor|AUTHOR|WORDS|TEXT|STORY|PHOTO)/;

function readEnglish(shown: string): NamedPeople | null {
  // Most lines name nobody; asking so costs less than taking them apart.
  if (shown.length > 200 || !MAY_NAME.test(shown)) return null;
  const inside = /^\(([^()]*)\)$/.exec(shown)?.[1];
  // By — Jane Roe
  const line = (inside ?? shown).replace(/^(by)\s?[—–-]\s/i, '$1 ');
  const capitals = CAPITALS.exec(line);
  if (capitals) return readEnglish(`${capitals[1]} by ${capitals[2]}`);
  const found: NamedPeople = {
    byline: [],
    credits: [],
    publisher: null,
    rest: '',
  };
  const rest: string[] = [];
  // Reporting by one; editing by another.
  for (const part of line.split(
    /\s*[;|｜]\s*|\s+[·•∙—–-]\s+|\s*\/\s+|\s+(?=(?:Illustrations?|Photographs?|Photography|Photos|Animations?|Art|Editing) by )|\.\s+(?=[A-Z][a-z-]+(?: [a-z]+)? by )|,\s+(?=(?:photo|illustra|graphic|video|edit)[a-z]* by )/i,
  )) {
    const credit = ENGLISH_CREDIT.exec(part);
    const author = credit ? null : ENGLISH_AUTHOR.exec(part);
    const list =
      credit?.[2] ?? credit?.[4] ?? author?.[1] ?? author?.[2] ?? author?.[3];
    if (!list) {
      rest.push(part);
      continue;
    }
    // With reporting by others: they are not who wrote it.
    const items = list
      .replace(
        /,?\s+with\s(?:.*\bby\b|[A-Z]{2,}|dpa|Reuters).*$|,?\s+special to\s.*$|\s+(?:at|on)\s+\d.*$|\s+(?:for|of|from) (?:the )?\p{Lu}.*$|\s+\d+ (?:minute|hour|day|week)s? ago$|\s+in \p{Lu}[\p{L} ]*$/iu,
        '',
      )
      .replace(/\s+(?:on|at)\s*$/i, '')
      .replace(/\s*[（(]?@\w+[)）]?/g, ' ')
      // Jane Roe (The Ledger)
      .replace(/\s*\(([^()]{2,30})\)/g, ', $1')
      .replace(/[.\s·•∙—–/-]+$/u, '')
      .split(/\s*(?:,|&|\band\b|\s{2,})\s*/i)
      .map(item => item.replace(/[\s·•∙—–/-]+$/u, ''))
      .filter(item => item !== '')
      .map(calm)
      .flatMap(nameAndRole);
    const isPerson = (item: string): boolean =>
      isEnglishName(item) && !IS_ROLE.test(item);
    const people = items.filter(isPerson);
    const others = items.filter(item => !isPerson(item));
    const organisation =
      others.find(item => /^[A-Z]/.test(item) && !IS_ROLE.test(item)) ?? null;
    if (author) found.byline.push(...people);
    for (const name of credit ? people : []) {
      found.credits.push({ role: credit?.[1] ?? credit?.[3] ?? '', name });
    }
    if (author && people.length > 0) found.publisher ??= organisation;
    rest.push(
      ...others.filter(
        item =>
          people.length === 0 || (item !== organisation && !IS_ROLE.test(item)),
      ),
    );
  }
  if (found.byline.length + found.credits.length === 0) return null;
  return { ...found, rest: rest.filter(part => part !== '').join(' ') };
}

/** What somebody is, or where they work, behind their name without a mark between. */
const ROLE_BEHIND =
  /^(\p{Lu}\S*(?: \p{Lu}\S*){1,2}?) ((?:senior|staff|chief|deputy|associate|assistant|contributing|guest|special|associated press|reuters|bbc|(?:\p{L}+ ){0,3}(?:correspondent|reporter|writer|editor|columnist|producer|contributor))(?: .*)?|(?:\p{Lu}\S* )+(?:News|Times|Post|Press|Herald|Tribune))$/iu;

/** What somebody is, and no house. */
const IS_ROLE =
  /(?<!\p{L})(correspondent|reporter|writer|editor|columnist|producer|contributor|intern|ph\.?d|m\.?d)\.?$/iu;

/** Whether a line below a name says what its bearer is, and nothing else: Senior Reporter. */
export const isPost = (line: string): boolean =>
  line.length <= 120 &&
  units(line) <= 12 &&
  !/[.!?:]$|^by\b/i.test(line) &&
  /^(\p{L}[\p{L}'’-]* ){0,5}(correspondent|reporter|writer|editor|columnist|producer|contributor|professor|lecturer|fellow|researcher|analyst|director|journalist|photographer)\b([,.]? (of|in|at|for|on|and|&) .{3,60}|, .{3,60})?$/iu.test(
    line,
  );

/** A name apart from what stands behind it; what is a name, or has none, as it is. */
function nameAndRole(item: string): string[] {
  if (isEnglishName(item)) return [item];
  const [, name = '', role = ''] = ROLE_BEHIND.exec(item) ?? [];
  return isEnglishName(calm(name)) ? [calm(name), role] : [item];
}

/** Whether words say what somebody is, or where they work. */
const isPosition = (text: string): boolean =>
  NO_NAME.test(text) || /^[A-Z]{2,5}( News)?$/.test(text);

/** What stands with a name that stands alone, and says nothing of it: addresses, where from, with whom, a button. */
const WITH_NAME =
  /\S+@\S+\.\w+|\s*@\w+|\s+(follow|close)$|\s+\(with [^()]*\)$|\s+with ([A-Z]{2,}|dpa|Reuters)(,? (and )?([A-Z]{2,}|dpa|Reuters))*$|(?<=^\S+ \S+) in \p{Lu}\p{L}+$/giu;

/** The English persons of a line that names them and what they are, and says nothing else; none where it says more. */
export function namesAlone(text: string): string[] {
  if (text.length > 200) return [];
  const line = text
    .replace(WITH_NAME, '')
    // Jane Roe in London
    .replace(/ in \p{Lu}[\p{L} ]{2,30}$/u, '')
    .replace(/[\s/|·•,–—-]+$/u, '');
  const names = line.split(/\s*(?:,|&|\band\b)\s*/);
  if (names.every(isEnglishName)) return names;
  const [who = '', what = '', ...more] = line
    .split(/,\s+|\s+[-–—|·]\s+|\s{2,}/)
    .flatMap(nameAndRole);
  const where = more.every(one => /^\p{Lu}\p{Ll}+$/u.test(one));
  const one = isEnglishName(who) && isPosition(what) && more.length <= 1;
  return one && where ? [who] : [];
}

/** A name that a page sets in capitals, as it is written. */
export const calm = (name: string): string =>
  /^[\p{Lu} .'’-]+$/u.test(name) && name.length > 4
    ? name
        .toLowerCase()
        .replace(/(?<![\p{L}'’])\p{L}|(?<=(?<!\p{L})[od]['’])\p{L}/gu, letter =>
          letter.toUpperCase(),
        )
    : name;

/** Names in the brackets that open a wire report: （记者甲、通讯员乙）. */
export function reportersInLede(text: string): string[] {
  const brackets =
    /[（(【〔]([^（）()【】〔〕]*(?:记者|記者)[^（）()【】〔〕]*)[)）】〕]/.exec(
      text.slice(0, 80),
    );
  if (!brackets?.[1]) return [];
  const sent = SENT_FROM.exec(brackets[1]);
  if (!sent) return readChinese(brackets[1])?.byline ?? [];
  const { who = '' } = sent.groups ?? {};
  // Most names have three characters, and no place has fewer than two.
  const name = who.slice(0, who.length > 4 ? 3 : 2);
  return isChineseName(name) ? [name] : [];
}

/** （某社記者某某某某地17日電）: who, and from where, without a space between. */
const SENT_FROM =
  /(?:记者|記者)(?<who>\p{Script=Han}{4,8}?)\d{1,2}日(?:电|電|專電|专电)/u;

/** The persons in a stretch that markup calls a byline: 张三 李四, By Jane Roe and John Doe. */
export function readNames(text: string): string[] {
  if (units(text) > 30) return [];
  const read = readPeople(text);
  if (read) return read.byline;
  const items = text
    .replace(/^(by|作者|记者|文)\s*[:：/／|｜]?\s*/i, '')
    .split(
      /\s*(?:[,，、;；/|｜&]|\band\b)\s*|\s{2,}|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/iu,
    )
    .map(calm);
  const isName = (name: string): boolean =>
    (isChineseName(name) && !NO_PERSON.test(name)) || isEnglishName(name);
  // Behind what somebody is, or where they work, stands where that is.
  const other = items.findIndex(item => /^[A-Z]/.test(item) && !isName(item));
  return items.slice(0, other < 0 ? items.length : other).filter(isName);
}

/** Whether a line names people of the article and says nothing else. */
export function isCredit(line: string): boolean {
  if (line.length > 300 || units(line) > 60) return false;
  const people = readPeople(line);
  return people !== null && people.rest.trim() === '';
}
