import { DISCARD_REASONS, type DiscardReason } from '#app/articles/article.ts';
import type { Line } from '#app/import/page.ts';
import { isProse, units } from '#app/import/recognise/measure.ts';
import { remembered } from '#app/import/remembered.ts';
import { addresses, addressesBelow } from '#app/import/recognise/address.ts';
import { label, labelBelow } from '#app/import/recognise/labels.ts';
import {
  CLOSING,
  PHRASES,
  type Phrases,
} from '#app/import/recognise/phrases.ts';

/** What belongs to a page and not to its article: words that any news site uses. */
const words = (list: string): Set<string> => new Set(list.split(/\s+/));

const SECTIONS = words(`
  要闻 时政 国内 国际 社会 财经 经济 科技 文化 体育 娱乐 军事 汽车 房产 教育 健康 旅游
  观点 评论 思想 时评 生活 地方 美食
  world opinion business politics sport sports culture science technology tech
  health travel money style food
`);
/** Whether a word is what sites call a part of theirs, and an article in it. */
export const isSectionWord = (word: string): boolean =>
  SECTIONS.has(word.toLowerCase());

const NAVIGATION = new Set([
  ...SECTIONS,
  ...words(`
    首页 主页 新闻 图片 视频 直播 专题 滚动 视界
    登录 注册 登录/注册 退出 我的 搜索 导航 菜单 更多 订阅 客户端 下载客户端 客户端下载
    APP下载 App下载 扫码下载 无障碍 关于我们 联系我们 广告服务 网站地图 返回首页 正文
    home video videos news local weather menu search login register subscribe
    account about contact help newsletters article story feature exclusive analysis
    explainer breaking small medium large 原创 首发 独家 深度 语速
  `),
]);

const CONTROLS = words(`
  字号 小字号 中字号 大字号 字体 大 中 小 特大 超大 打印 朗读 听新闻 听全文 收听 播放 收藏 点赞 在看 赞 踩
  关闭 关闭窗口 打印本页 顶一下 踩一下 举报 我要举报 纠错 我要纠错 反馈 意见反馈 分享 转发 关注 已关注 +关注 展开 收起
  展开全文 阅读全文 查看更多 加载更多 点击加载更多 查看全文 复制链接 返回顶部 微信 微博
  发E-mail给 发e-mail给 推荐给朋友 摘要 导读 参与 评论 我要评论 我来说两句 朋友圈 qq qq空间 a a+ a- a+a- t t+ t-
  share listen print save comment email copy link tweet facebook twitter
  whatsapp bookmark like follow more donate subscribe join x mail
  reddit linkedin pinterest telegram sms messenger threads bluesky flipboard pocket
`);

/** One line that names another article: 相关阅读：… */
const RELATED_INLINE =
  /^[【[]?(相关|相關|延伸|推荐|推薦|更多|往期)(阅读|閱讀|新闻|新聞|报道|報導|链接|連結|文章|影片|视频|专题|專題)[】\]]?\s*[:：|｜].+$|^[▸▶►]?\s*(看更多|同場加映)\s*[:：\s／/].+$|^(read more|related|see also|also read|read also|more)\s*[:|]\s*.+$/i;

/** A part of what a line is made of; a copy runs words together: ShareSave. */
const PART =
  /[^\s|｜/／·•>›»:：,，、【】]+?(?=$|[\s|｜/／·•>›»:：,，、【】]|(?<=\p{Ll})\p{Lu})/gu;

/** Whether a line is made of a set's words alone. Most lines have none at their beginning. */
function allIn(set: Set<string>, line: string): boolean {
  let some = false;
  for (const [part] of line.matchAll(PART)) {
    const item = part.replace(/^\[|\]$/g, '');
    if (!set.has(item) && !set.has(item.toLowerCase())) return false;
    some = true;
  }
  return some;
}

/**
 * By reason, in their order; and all of them in few, which tell most lines at
 * once that none fits: what begins with the line or a word is tried there alone,
 * and what is Chinese on Chinese lines alone.
 */
type Matcher = {
  any: RegExp[];
  chinese: RegExp[];
  reasons: [DiscardReason, RegExp[]][];
};

function matcher(phrases: Phrases): Matcher {
  const choices = Object.values(phrases).flat().flatMap(choicesIn);
  return {
    any: joined(choices.filter(one => !isChinese(one))),
    chinese: joined(choices.filter(isChinese)),
    reasons: DISCARD_REASONS.map(reason => [reason, phrases[reason] ?? []]),
  };
}

/** What a pattern chooses from: its parts between strokes that stand in no bracket. */
function choicesIn({ source, flags }: RegExp): RegExp[] {
  const choices = [''];
  let depth = 0;
  let listed = false;
  for (const [token] of source.matchAll(/\\.|[^]/gu)) {
    if (token === '[') listed = true;
    else if (token === ']') listed = false;
    else if (!listed && token === '(') depth += 1;
    else if (!listed && token === ')') depth -= 1;
    if (token === '|' && depth === 0 && !listed) choices.push('');
    else choices.push(`${choices.pop() ?? ''}${token}`);
  }
  return choices.map(choice => new RegExp(choice, flags));
}

/** One pattern for all that have the same flags and begin alike. */
function joined(patterns: RegExp[]): RegExp[] {
  const kinds = new Map<string, string[]>();
  for (const { source, flags } of patterns) {
    const begins = /^(\^|\\b)?/.exec(source)?.[0] ?? '';
    const kind = `${begins}/${flags}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), source.slice(begins.length)]);
  }
  return [...kinds].map(([kind, rests]) => {
    const [begins = '', flags = ''] = kind.split('/');
    return new RegExp(`${begins}(?:${rests.join('|')})`, flags);
  });
}

const HAN = /\p{Script=Han}/u;
/** Whether a pattern has words of Chinese alone: it fits no line without any. */
const isChinese = ({ source }: RegExp): boolean =>
  HAN.test(source) &&
  !/[A-Za-z]{2}/.test(source.replace(/\\p\{[^}]*\}|\\./g, ''));

function match(within: Matcher, line: string): DiscardReason | null {
  const fits = (pattern: RegExp): boolean => pattern.test(line);
  const some =
    within.any.some(fits) || (HAN.test(line) && within.chinese.some(fits));
  if (!some) return null;
  return (
    within.reasons.find(([, patterns]) => patterns.some(fits))?.[0] ?? null
  );
}
const ANYWHERE = matcher(PHRASES);
const BELOW = matcher(CLOSING);

/** As long as what a site says of itself, in UTF-16 units. */
const MOST_SAID = 320;

/** Whether a line asks for leave to store something where it is read. */
const isConsent = (line: string): boolean =>
  line.length <= MOST_SAID &&
  (/\breCAPTCHA\b.*\bapply\b|^privacy (notice|policy)\s*:/i.test(line) ||
    asksForCookies(line));

const asksForCookies = (line: string): boolean =>
  /cookies?(?![a-z])/i.test(line) &&
  ((/(使用|同意|接受|隐私|隱私)/.test(line) &&
    /(我们|我們|本网站|本網站|本站|您)/.test(line)) ||
    (/\b(your device|on a device|your consent|accept|consent to|preferences|we use|this (site|website) uses)\b/i.test(
      line,
    ) &&
      /\b(we|our|this (site|website|content)|your)\b/i.test(line)));

/** Whether a line has its reader agree to something: By signing up you agree to our terms. */
const isAgreement = (line: string): boolean =>
  line.length <= MOST_SAID &&
  /^(I|you|by (signing|submitting|subscribing|registering|clicking|continuing|providing|creating|entering))\b/i.test(
    line,
  ) &&
  /\b(agree\w*|consent|acknowledge|accept)\b/i.test(line) &&
  /\b(user agreement|privacy (policy|notice)|terms (of (use|service)|(&|and) conditions))\b/i.test(
    line,
  );

/** What a site says of how it is read, heard or paid for, and of how it goes about its articles. */
const OF_SITE = matcher({
  contact: [/^do you have an opinion on\b.{0,60}\b(article|issues?)\b/i],
  control: [
    /\b(audio|spoken|voiced) version of this (article|story)\b|^(this|the) (article|story) has been reviewed according to\b|\busing AI narration\b|\blisten to more (stories|articles)\b/i,
    /^this is an archived (video|article|story|page)\b|^<(iframe|script|embed|object)\s/i,
    /^(this )?ad(vertisement)? has not loaded\b|\bon iOS (and|or) Android\b/i,
    /^(add|make) .{2,40}\bpreferred source\b/i,
  ],
  notice: [
    /^.{2,60} is regulated by (the )?(Independent Press Standards Organi[sz]ation|IPSO|IMPRESS)\b[^.]{0,30}\.?$/i,
    /^.{0,60}\b(translations?|transcripts?|summar(y|ies)|captions)\b.{0,20}\bmay contain (inaccuracies|errors|mistakes)(\.$|[.,—–-]+ ?please\b)/i,
    /\b(does|do) not work for, consult, own shares\b|^[^.]{4,60} provides funding as a member of\b/i,
    /^this is (a|the) transcript of\b.{0,100}\b(timestamps?|(human|machine|auto\w*)[- ]generated|may (have|contain) errors)\b/i,
    /^note: .{2,60} is produced for the ear\b/i,
    /^citation\s*:.*\bretrieved\b/i,
    /^we acknowledge the traditional (custodians|owners)\b|^we use your (sign-?up|e-?mail|information|details|data)\b|^we will (never|not) (share|sell|rent) your\b/i,
  ],
  advert: [
    /^get\b.{0,160}\bdelivered\b.{0,40}\b(inbox|daily|weekly|every|each|monday|mornings?|weekdays?)\b|^find out what['’]s happening\b/i,
    /\b(may|might) (earn|receive|get) an? ([\w-]+ )?(commission|portion of (the )?sales)\b|\bmay contain affiliate links\b|\b(through|using|via) (our|the|these) links\b.{0,40}\bwe (may|might)\b/i,
    /(^|[—–.!:] ?)sign up (for|to)\b.{0,80}\bnewsletters?\W{0,2}$|^\p{L}.{2,60}\b(selects|picks|rounds up|curates)\b.{0,60}\bnewsletter\W{0,2}$|\b(briefing|newsletter|digest) (delivers|brings|sends)\b.{0,40}\byou(r)?\b/iu,
    /^\p{L}.{2,60} is an? ((independent|non-?profit),? )?(reader|listener|member|user|community)-(supported|funded|owned)\b/iu,
    /\b(article|story) is free\b.*\bbecause our (members|readers|subscribers)\b/i,
  ],
});

const isOfSite = (line: string): DiscardReason | null =>
  line.length <= MOST_SAID ? match(OF_SITE, line) : null;

/** A heading that calls on the reader: Want more of this? Before you go */
const CALL =
  /^(want|looking for|need|enjoy(ed|ing)?|love|like|before you go|support|help|join|get|stay|sign up|subscribe|keep up|don['’]t miss|free|download|grab|win|have your say|what do you think|tell us|share your|thank you|follow)\b/i;
/** What it calls on them to do. */
export const CALLED =
  /订[阅閱]|邮箱|郵箱|\b(sign(ing)? up|subscri(be|ption)\w*|newsletters?|inbox|e-?mail|our app|donat\w+|gifts?|members?(hip)?|smart speaker|opt in|support (us|our)|share your|tell us)\b/i;

/** Whether a heading and the words below it are none of the article's: they speak to the reader, of the site. */
export const isCall = (heading: string, below: string): boolean =>
  CALL.test(heading) &&
  units(heading) <= 12 &&
  units(below) <= 60 &&
  /\b(you|your|us|our|we)\b/i.test(below) &&
  CALLED.test(below);

/** Why a line of a site can be left out wherever it stands; null when it can't. */
export function furniture(
  line: string,
  siteName: string | null = null,
): DiscardReason | null {
  return (
    ofAnySite(line) ?? (siteName && addresses(line, siteName) ? 'advert' : null)
  );
}

/** What a toolbar says in Chinese, with its numbers, where a copy ran it together: 分享收藏字号：大 中 小. */
const TOOLS =
  /打印(本页)?|关闭(窗口)?|分享到?|收藏|转发|字号|字體|字体(大小)?|[大中小](字号)?|[讚赞]|line|微信|微博|facebook|複製連結|复制链接|[關关][注註]|[听聽]报道|收听(音频)?|订阅|评论|在.{2,8}打开|约?\s*\d+(\.\d+)?\s*(分钟|[万w])|\d{1,2}:\d{2}/giu;
const isToolbar = (line: string): boolean =>
  line.length <= 40 &&
  (line.match(TOOLS)?.length ?? 0) >= 2 &&
  line.replace(TOOLS, '').replace(/[\s:：|｜+＋▶►AaTt\d.]/g, '') === '';

const ofAnySite = remembered((line): DiscardReason | null => {
  if (addresses(line, null)) return 'advert';
  if (isConsent(line) || isAgreement(line)) return 'notice';
  const ofSite = isOfSite(line);
  if (ofSite) return ofSite;
  if (line.length > 120) return null;
  const named = label(line);
  if (named) return named;
  if (allIn(CONTROLS, line) || isToolbar(line)) return 'control';
  if (RELATED_INLINE.test(line) && !/[。！？]$/.test(line)) return 'related';
  return match(ANYWHERE, line);
});

/** Words of menus that a copy runs together, and that a title may have one of. */
const OF_MENU = new RegExp(
  [
    ...NAVIGATION,
    ...CONTROLS,
    ...words(`
      快讯 资讯 活动 杂志 栏目 人物 深度 数据 会员 商业 消费 时事 文娱 民生 数字报 推荐 热点
      要聞 即時 副刊 城事 校园 政务 党建 理论 地产 股票 基金 行情 公司 金融 产业 科创 创新
      文旅 法治 评测 商城 社区 论坛 问答 发现 频道 版面 往期 目录 音频 播客 节目 主播 听广播
      看直播 创作中心 写文章 登入 繁体 繁體 简体 長者 应用 网站导航 快速导航 客户端 移动 移动版
      数码 手机 家电 半岛 两岸 政务公开 政务服务 政民互动 寻求报道 立即打开 打开
    `),
  ]
    .filter(word => /^\p{Script=Han}{2,}$/u.test(word))
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'gu',
);

/** Whether a line is a menu's words, run together as a copy does: 首页新闻财经, NewsSportNotices. */
function isMenu(line: string): boolean {
  if (line.length > 80 || /[，。：；！？“”、,.:!?]|\d{4}/.test(line))
    return false;
  if ((line.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0) >= 2) return true;
  const named = line.match(OF_MENU) ?? [];
  return named.length >= 2 && named.join('').length >= line.length * 0.5;
}

/** Why a line above the article's first words can be left out. */
export function headFurniture(line: string): DiscardReason | null {
  const anywhere = furniture(line);
  if (anywhere) return anywhere;
  if (line.length > 120) return null;
  if (allIn(NAVIGATION, line) || isMenu(line)) return 'navigation';
  // How many read it, or answered.
  if (/^\d+$/.test(line)) return 'control';
  const items = line.split(/[\s|｜·]+/).filter(item => item !== '');
  const short = items.every(
    item => units(item) <= 4 && !/[，。：“”]/.test(item),
  );
  const chinese = /\p{Script=Han}/u.test(line);
  if (chinese && short && items.length >= 4) return 'navigation';
  return null;
}

/** Why a line is left out by a test of these: for all of it, or for each of the pieces that it is set in. */
export function whole(
  { text, apart }: Pick<Line, 'text' | 'apart'>,
  test: (text: string) => DiscardReason | null,
): DiscardReason | null {
  const reason = test(text);
  if (reason || !apart) return reason;
  // Numbers beside controls count something: 0:00 / 1:32, 12.
  const pieces = apart.split(/ {2,}/).filter(piece => /[^\d:/.,%]/.test(piece));
  const reasons = pieces.map(test);
  return reasons.every(one => one !== null) ? (reasons[0] ?? null) : null;
}

/** Why a line below the article's last words is left out; null when it looks like the article's own. */
export const tailFurniture = remembered(
  (line): DiscardReason | null =>
    furniture(line) ??
    labelBelow(line) ??
    match(BELOW, line) ??
    (addressesBelow(line) ? 'advert' : null),
);

/** Whether a line heads links to other articles: 相关新闻, Related stories. */
export const headsLinks = (line: string): boolean =>
  tailFurniture(line) === 'related';

/** Whether a line, standing in the text, marks that the article is over. */
export function closes(line: string): boolean {
  if (isProse(line) && units(line) > 60) return false;
  return match(BELOW, line) !== null || match(ANYWHERE, line) === 'end-mark';
}
