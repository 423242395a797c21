import type { DiscardReason } from '#app/articles/article.ts';
import type { Line } from '#app/import/page.ts';
import { isProse, units } from '#app/import/recognise/measure.ts';

/**
 * What belongs to a page and not to its article: words and shapes that any
 * news site uses. No site, person or sentence is named here.
 */
const words = (list: string): Set<string> => new Set(list.split(/\s+/));

const NAVIGATION = words(`
  首页 主页 要闻 新闻 时政 国内 国际 社会 财经 经济 科技 文化 体育 娱乐 军事 汽车
  房产 教育 健康 旅游 图片 视频 直播 专题 滚动 观点 评论 思想 时评 生活 地方 美食 视界
  登录 注册 登录/注册 退出 我的 搜索 导航 菜单 更多 订阅 客户端 下载客户端 客户端下载
  APP下载 App下载 扫码下载 无障碍 关于我们 联系我们 广告服务 网站地图 返回首页 正文
  home world opinion business politics sport sports culture science technology
  tech health travel video videos news local money style food weather menu
  search login register subscribe account about contact help newsletters
`);

const CONTROLS = words(`
  字号 小字号 中字号 大字号 字体 大 中 小 特大 超大 打印 朗读 听新闻 听全文 收听 播放 收藏 点赞 在看 赞 踩
  举报 我要举报 纠错 我要纠错 反馈 意见反馈 分享 转发 关注 已关注 +关注 展开 收起
  展开全文 阅读全文 查看更多 加载更多 点击加载更多 查看全文 复制链接 返回顶部 微信 微博
  摘要 导读 参与 评论 我要评论 我来说两句
  朋友圈 qq qq空间 a a+ a- a+a- t t+ t-
  share listen print save comment email copy link tweet facebook twitter
  whatsapp bookmark like follow more
`);

const PHRASES: [RegExp, DiscardReason][] = [
  [/^.{0,12}logo$/i, 'navigation'],
  [/^\S+@\S+\.\p{L}{2,}$/u, 'contact'],
  [
    /^you (may|might|could) (also )?(like|enjoy|be interested in)\b.{0,90}$/i,
    'related',
  ],
  [/^(read|see|browse|explore|view|find) more\b[^.!?。]{0,70}$/i, 'related'],
  [
    /^(we need your consent|this (content|video|map|embed) (needs|requires|can['’]t be))\b.{0,90}$|^manage (your )?(preferences|cookies|consent|choices)$/i,
    'notice',
  ],
  [
    /^(live events?|live updates?|latest updates?|top (stories|headlines)|visual stories|weekly ads|end of article|referenced symbols|quick links|key points|in this article|jump to( section)?)$/i,
    'related',
  ],
  [/^(股友|书友|球友|读者|网友|用户)评论$/, 'comment'],
  [/^\p{Lu}[\p{L}.'’ -]+\s*[/|,·]\s*\S+@\S+\.\w+$/u, 'contact'],
  [
    /^(AI|智能)\s*(总结|摘要|速读|解读|导读).{0,12}$|由\s*AI\s*(自动)?(生成|总结).{0,20}$/i,
    'control',
  ],
  [
    /^\d[\d.,]*\s*[万wW]?\+?\s*(人|条|个|次)?(参与|评论|跟贴|浏览|赞|阅读|播放|分享|收藏|人赞同了?该文章)$/,
    'control',
  ],
  [
    /^.{0,30}(欢迎|可|请)?(加|添加)(我|小编|作者|编辑)?的?(个人)?(微信|VX)[^。！？]{0,40}$/i,
    'contact',
  ],
  [
    /^.{0,16}(投稿|联系|来信|合作|读者)(信箱|邮箱|邮件|地址)\s*[:：]?\s*\S+@\S+$/,
    'contact',
  ],
  [
    /^[（(]?(本文)?(原载|原刊|首发|原发)(于)?《[^》]{1,30}》[^。]{0,20}[)）]?$/,
    'notice',
  ],
  [/^(以下|本)文章来源于.{1,40}$/, 'notice'],
  [
    /^(new\W*)?(you can (now )?)?listen to (this|our|the|more|\w+ \w+) (article|story|stories|articles|episode|podcast)\b.{0,30}$/i,
    'control',
  ],
  [/^pin (this|it)\b.{0,40}$|^(enter|type) your e-?mail\b.{0,80}$/i, 'control'],
  [/^(职务|职衔|职位|role|job title)\s*[,，:：].{1,40}$/i, 'control'],
  [
    /^(hide|toggle|show|open|enlarge|expand) (caption|image|photo|gallery)s?$/i,
    'control',
  ],
  [
    /^(图像|图片)?(来源|加注文字|说明)[,，]$|^image (caption|source|credit),?$/i,
    'control',
  ],
  [
    /^(press enter or )?(click|tap|scroll|pinch|swipe)( or \w+)? to (view|enlarge|zoom|expand|continue|see)\b.{0,60}$/i,
    'control',
  ],
  [
    /^(ad(vertisement)?\b\W{0,4})?(scroll|continue reading|story continues)( down| below)?( to continue)?\b.{0,24}$/i,
    'control',
  ],
  [
    /^(跳过|略过).{1,20}继续阅读.{0,8}$|^(end of|start of|skip) \S.{0,28}$/i,
    'navigation',
  ],
  [
    /^(tags?|tagged|filed under|topics?|categories|category|keywords|标签|关键词|文章关键词|关键字)\s*[:：]/i,
    'navigation',
  ],
  [
    /^(show|view|read|see|hide|load)( all| more)?( \d+)? (comments?|replies|responses)\b.{0,12}$|^be the first to comment\b.{0,20}$|^join the (conversation|discussion)$/i,
    'comment',
  ],
  [/^help us (report|investigate|tell|cover)\b.{0,80}$/i, 'contact'],
  [
    /^(send|share|submit|got|have|do you have)\b.{0,50}\b(tips?|story ideas?|news tips?|feedback|stories)\b.{0,40}\b(to|with|at|for) (us|our|the newsroom|\S+@\S+).{0,40}$/i,
    'contact',
  ],
  [
    /^(already a|not a) (subscriber|member)\b.{0,60}$|^(this (content|article|story) is|exclusively) (only )?(available )?(for|to) (our )?(subscribers|members)\b.{0,60}$/i,
    'advert',
  ],
  [
    /^(don['’]t miss|in case you missed it|icymi|editors?['’]s? picks?|our standards|must[- ]reads?|what to read next|keep reading|see also)\b.{0,90}$/i,
    'related',
  ],
  [
    /^(打开|点击)?.{0,10}(新闻|资讯)\s*查看精彩图片$|^海量资讯.{0,30}$|^.{2,14}专享直播$|^查看原图.{0,12}$/,
    'advert',
  ],
  [/^.{0,20}(图片|图)?来源(于|自)?网络.{0,6}侵(权)?.{0,4}删.{0,8}$/, 'notice'],
  [
    /^请?注意.{0,6}(会员|订阅|付费).{0,12}(全文|阅读).{0,6}$|^.{0,16}(会员|订阅者?)(可|后可?|即可)(畅读|阅读|解锁|查看)(全文)?.{0,6}$/,
    'advert',
  ],
  [/^(点击|点此|戳此?|扫码)?(进入|查看)(专题|往期|更多).{0,16}$/, 'related'],
  [/^(举报|投诉)\s*[/／]\s*(反馈|举报)$/, 'control'],
  [
    /^(skip to (main )?content|sign (in|up)|log ?in|my account|subscribe( now)?|main menu|back to top)$/i,
    'navigation',
  ],
  [/^\+\d+$/, 'control'],
  [
    /^(阅读|浏览|点击|播放|观看|人气|评论|点赞|收藏|转发)(数|量|次数)?\s*[:：]?\s*[\d.,]+\s*[万wWkK+]*次?$/,
    'control',
  ],
  [/^\d+\s*(min(ute)?s?)\s*(read|listen)$/i, 'control'],
  [/^(上一篇|下一篇|返回)([:：].*|列表|搜狐.*)?$/, 'navigation'],
  [/^(previous|next) (article|story)\b.{0,80}$/i, 'navigation'],
  [
    /^(分享|转发)(到|至|给)?\s*[:：]?(\s*(微信|微博|新浪微博|朋友圈|QQ|QQ空间|好友|豆瓣|复制链接))*$/i,
    'share',
  ],
  [/^返回.{1,12}[,，]\s*查看更多$/, 'control'],
  [/^(责任编辑|责编|编辑|作者|来源|校对)\s*[:：]$/, 'control'],
  [/^[_*=~·•—–#\s-]{3,}$/, 'control'],
  [/^[■◆●□▲◼]$/, 'end-mark'],
  [/^[▲△▼↑↓\s]*(点击|戳|点)(上方|下方|这里)?.{0,14}(蓝字|关注|卡片)/, 'advert'],
  [/^(download|get) (our|the)\b.{0,30}\bapp\b.{0,60}$/i, 'advert'],
  [/^(press|media) (contacts?|inquiries|enquiries)\b/i, 'contact'],
  [
    /^(sign up|subscribe|register|join)\b.{0,100}\b(newsletters?|inbox|e-?mails?|briefing|alerts?|updates|free|today|now)\b/i,
    'advert',
  ],
  [/^(get|receive)\b.{0,90}\b(inbox|newsletters?|e-?mail)\b/i, 'advert'],
  [/^(follow|like|find|join) us\b.{0,80}$/i, 'share'],
  [/^(story|article) continues (below|after)\b.{0,40}$/i, 'advert'],
  [/^(watch|listen|video|audio|play)\s*[:•|].{0,80}$/i, 'related'],
  [/^(click|tap) (here|to)\b.{0,60}$/i, 'control'],
  [
    /^(have|got) (a tip|an opinion|a story|feedback|questions?)\b.{0,90}$/i,
    'contact',
  ],
  [
    /^(questions|comments|tips|corrections)( or \w+)?\b[^.]{0,40}\?/i,
    'contact',
  ],
  [/^thank(s| you) for reading\b.{0,60}$/i, 'notice'],
  [/^(image|photo)?\s*\d+ of \d+$/i, 'control'],
  [/^(打开|下载|前往).{0,16}(客户端|APP|小程序).{0,12}$/i, 'advert'],
  [/^.{0,16}(阅读原文|后台回复|加入.{0,4}群|扫描二维码).{0,16}$/, 'advert'],
  [
    /^(投稿|商务合作|商务|合作|转载)(邮箱|联系|请联系)?\s*[:：].{1,40}$/,
    'contact',
  ],
  [/^(was|did|is) (this|you)\b.{0,40}\?$/i, 'control'],
  [/^(back|next|previous|top|return)( to .{0,30})?$/i, 'navigation'],
  [/^.{0,40}(用|下載|下载|打開|打开)\s*APP.{0,30}$/i, 'advert'],
  [/^sponsor(ed)? (message|content)$/i, 'advert'],
  [/^[←→«»‹›].{1,80}$|^.{1,80}[→»›]$/, 'navigation'],
  [/^click to (share|email|print|tweet)\b.{0,60}$/i, 'share'],
  [
    /^((first )?(published|updated|posted)\s+)?\d+\s+(minute|hour|day)s?\s+ago$|^\d+\s*(分钟|小时|天)前(发布|更新)?$/i,
    'control',
  ],
  [/^share (this|on|via)\b.{0,40}$/i, 'share'],
  [
    /^【?(广告|推广|赞助|AD|advertisement|sponsored( content)?|promoted)】?$/i,
    'advert',
  ],
  [/^(微信)?(长按|扫码|扫一扫|扫描)[^。！？]{0,30}$/, 'advert'],
  [/^(欢迎)?(点击|关注).{0,16}(公众号|视频号|客户端).{0,16}$/, 'advert'],
  [/^(点击|立即)?下载.{0,12}(客户端|APP)$/i, 'advert'],
  [/^(sign up|subscribe) (for|to)\b.{0,80}$/i, 'advert'],
  [/^[【[（(]?原(标)?题(为)?\s*[:：].*$/, 'notice'],
  [/^[（(]?《[^》]{2,16}》\s*[（(]?\s*\d{4}\s*年.{4,12}版\s*[)）]?$/, 'notice'],
  [/^[—–\-·*#=\s]*(END|完|全文完|the end|ends?)[—–\-·*#=\s]*$/i, 'end-mark'],
  [/^[（(【](完|全文完|END)[）)】]$/i, 'end-mark'],
];

/** Lines that only ever stand below an article's last words. */
const CLOSING: [RegExp, DiscardReason][] = [
  [
    /^this (content|article|story) (was|is) (created|produced|provided|paid for|sponsored|brought to you)\b/i,
    'notice',
  ],
  [/ICP\s*(备|证)|公网安备|许可证|备案(号)?[:：]|统一社会信用代码/, 'licence'],
  [
    /\bis published by\b.{0,80}\b(ltd|limited|inc|council|trust|media|group|company)\b|\bregistration number\b|\bregistered (charity|office|in england)\b/i,
    'licence',
  ],
  [
    /\b(automatic|machine) translation\b|\bour (newsroom|journalists|reporters|editorial) (occasionally|standards|team|select|review|adhere|follow)/i,
    'notice',
  ],
  [/©|copyright\b|版权(所有|声明|归)|all rights reserved/i, 'notice'],
  [
    /未经.{0,12}(授权|许可|同意)|(不得|禁止|严禁).{0,6}转载|转载(请|须|需|授权|合作)|欢迎转载/,
    'notice',
  ],
  [/^(免责声明|特别声明|声明|法律声明|版权与免责)/, 'notice'],
  [
    /(仅代表|不代表).{0,14}(观点|立场)|(观点|内容|文章|本文).{0,4}(仅代表|不代表)/,
    'notice',
  ],
  [/(不构成|并非).{0,8}(投资|操作|购买|任何).{0,6}建议/, 'notice'],
  [
    /仅提供信息存储(空间)?服务|网站标识码|^(主办|承办|主管|协办)(单位)?\s*[:：]|著作权人|^(广告等)?商务合作/,
    'notice',
  ],
  [
    /\bequal[- ]opportunity (provider|employer|lender)\b|\blicensing rights\b|\btrust principles\b/i,
    'notice',
  ],
  [
    /(报料|爆料|举报|投诉|新闻|客服|联系|广告|违法和不良信息).{0,8}(电话|热线|邮箱|微信)?\s*[:：]\s*[\d\w(+（-]/,
    'contact',
  ],
  [
    /^(reach|contact|call|phone|text|e-?mail|follow|submit|send|write|share)\b.{1,80}(\S@\S+\.\w|@\w|\d{3}-\d{4}|https?:)/i,
    'contact',
  ],
  [
    /^(a version of )?this (story|article|essay|piece|report|column|letter)( by [^.]{3,40})? (was|is|first|originally|appeared|appears|has been)\b.{0,140}$|^(originally|first) (published|appeared)\b.{0,120}$/i,
    'notice',
  ],
  [
    /\bcan be (reached|followed|contacted)\b|^(follow|contact|email) (him|her|them|me|us|the (author|reporter))\b.{0,80}$/i,
    'contact',
  ],
  [
    /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3} (?:is (?:an?|the) [^.]{0,60}(?:writer|reporter|editor|correspondent|journalist|columnist|author|producer|photographer|researcher|professor|fellow|lecturer|historian|scientist)|covers|writes about|reports on)\b/u,
    'notice',
  ],
  [
    /\bnon-?profit newsroom\b|\breader-supported\b|\b(donate|support our (work|journalism))\b.{0,80}$/i,
    'advert',
  ],
  [
    /^(相关|延伸|推荐|热门|更多|精彩|往期|今日|最新)(新闻|阅读|推荐|文章|内容|报道|精彩|链接|资讯|热点|视频|专题|回顾)$/,
    'related',
  ],
  [
    /^(猜你喜欢|大家都在看|为你推荐|你可能(还)?(喜欢|感兴趣).*|热(门|点)?(排行|榜).*|排行榜|24小时热文)$/,
    'related',
  ],
  [
    /^(related|related (stories|articles|content|topics)|more (from|on|in)\b.{0,60}|most (read|popular|viewed)|recommended( for you)?|you may also like|read (more|next)( (by|from|on|about) .{2,40})?|trending( now)?|up next|topics|further (information|reading)|useful links|resources|links)\s*:?$/i,
    'related',
  ],
  [
    /^(\p{Script=Han}{2}|我来说两句)?评论\s*[(（]?\s*\d*\s*条?\s*[)）]?$/u,
    'comment',
  ],
  [/^(\d+\s+)?comments?\s*(\(\d+\))?$|^leave a (comment|reply)$/i, 'comment'],
];

/** One line that names another article: 相关阅读：… */
const RELATED_INLINE =
  /^[【[]?(相关|延伸|推荐|更多)(阅读|新闻|报道|链接|文章)[】\]]?\s*[:：|｜].+$|^(read more|related|see also|also read|more)\s*[:|]\s*.+$/i;

const parts = (line: string): string[] =>
  line.split(/[\s|｜/／·•>›»:：,，、]+/).filter(part => part !== '');

const allIn = (set: Set<string>, line: string): boolean => {
  const items = parts(line).map(part => part.replace(/^[【[]|[】\]]$/g, ''));
  return (
    items.length > 0 &&
    items.every(item => set.has(item) || set.has(item.toLowerCase()))
  );
};

const match = (
  patterns: [RegExp, DiscardReason][],
  line: string,
): DiscardReason | null =>
  patterns.find(([pattern]) => pattern.test(line))?.[1] ?? null;

/** A sentence that asks the reader for something, or says what the site gets for it. */
const APPEAL =
  /(?:^|[.!?…]\s+)(?:please,? |so,? |and )?(?:(?:make|consider|give|send) (?:making )?a (?:\S+ ){0,2}(?:gift|donation|contribution)|donate\b|become an? (?:\S+ )?(?:member|supporter|patron|subscriber)|support (?:local|independent|our|us|nonprofit|quality)\b|sign up (?:for|to|here|now|today)|subscribe (?:to|now|today|here)|download (?:our|the) (?:\S+ )?app\b)|\b(?:may|might) (?:earn|receive|get|make)\b.{0,24}\bcommissions?\b|\baffiliate (?:links?|commissions?)\b|\b(?:powered|funded|supported) by (?:its|our|your?) (?:members|readers|supporters|subscribers|donations)\b|\bbecoming an? (?:\S+ )?(?:member|supporter|subscriber|patron)\b/i;
/** As long as an appeal is, in UTF-16 units. */
const MOST_APPEAL = 320;

/** Whether a line asks its reader to pay, to join or to subscribe. */
const isAppeal = (line: string): boolean =>
  line.length <= MOST_APPEAL && !/^["“‘]/.test(line) && APPEAL.test(line);

/** Whether a line asks for leave to store something where it is read. */
const isConsent = (line: string): boolean =>
  line.length <= MOST_APPEAL &&
  /\bcookies\b/i.test(line) &&
  /\b(your device|your consent|accept|consent to|preferences|we use|this (site|website) uses)\b/i.test(
    line,
  ) &&
  /\b(we|our|this (site|website|content)|your)\b/i.test(line);

/** A heading that calls on the reader: Want more of this? Before you go */
const CALL =
  /^(want|looking for|need|enjoy(ed|ing)?|love|like|before you go|support|help|join|get|stay|sign up|subscribe|keep up|don['’]t miss|free|download|grab|win|have your say|what do you think|tell us|share your|thank you|follow)\b/i;
/** What it calls on them to do. */
const CALLED =
  /\b(sign(ing)? up|subscri\w+|newsletters?|inbox|e-?mails?|apps?|follow|donat\w+|gifts?|members?(hip)?|opt in|find out|click|share|tell us|contact|reach|dollar|support)\b/i;

/** Whether a heading and the words below it are none of the article's: they speak to the reader, of the site. */
export const isCall = (heading: string, below: string): boolean =>
  CALL.test(heading) &&
  units(heading) <= 12 &&
  units(below) <= 60 &&
  /\b(you|your|us|our|we)\b/i.test(below) &&
  CALLED.test(below);

/** Why a line can be left out wherever it stands; null when it can't. */
export function furniture(line: string): DiscardReason | null {
  if (isAppeal(line)) return 'advert';
  if (isConsent(line)) return 'notice';
  if (line.length > 120) return null;
  if (allIn(CONTROLS, line)) return 'control';
  if (RELATED_INLINE.test(line) && !/[。！？]$/.test(line)) return 'related';
  return match(PHRASES, line);
}

/** Why a line above the article's first words can be left out. */
export function headFurniture(line: string): DiscardReason | null {
  const anywhere = furniture(line);
  if (anywhere) return anywhere;
  if (line.length > 120) return null;
  if (allIn(NAVIGATION, line)) return 'navigation';
  const items = line.split(/[\s|｜·]+/).filter(item => item !== '');
  const short = items.every(
    item => units(item) <= 4 && !/[，。：“”]/.test(item),
  );
  const chinese = /\p{Script=Han}/u.test(line);
  if (chinese && short && items.length >= 4) return 'navigation';
  return null;
}

/** Whether a line says which house or desk a part is from, and names no person: 出品｜某某组. */
export const isOfHouse = (line: string): boolean =>
  /^(出品|头图|题图|封面图?|封图|图源|首图|图片)\s*[｜|丨:：/／]\s*[^\s。，！？]{2,16}$/.test(
    line,
  );

/** Why a line is left out by a test of these: for all of it, or for each of the pieces that it is set in. */
export function whole(
  { text, apart }: Pick<Line, 'text' | 'apart'>,
  test: (text: string) => DiscardReason | null,
): DiscardReason | null {
  const reason = test(text);
  if (reason || !apart) return reason;
  const reasons = apart.split(/ {2,}/).map(test);
  return reasons.every(one => one !== null) ? (reasons[0] ?? null) : null;
}

/** Why a line below the article's last words is left out; null when it looks like the article's own. */
export function tailFurniture(line: string): DiscardReason | null {
  return furniture(line) ?? match(CLOSING, line);
}

/** Whether a line heads links to other articles: 相关新闻, Related stories. */
export const headsLinks = (line: string): boolean =>
  tailFurniture(line) === 'related';

/** Whether a line, standing in the text, marks that the article is over. */
export function closes(line: string): boolean {
  if (isProse(line) && units(line) > 60) return false;
  return match(CLOSING, line) !== null || match(PHRASES, line) === 'end-mark';
}
