import type { DiscardReason } from '#app/articles/article.ts';

/**
 * Lines that any news site has around its articles, by why they are left out; in
 * English and in Chinese. No site, person or sentence is named here.
 */
export type Phrases = Partial<Record<DiscardReason, RegExp[]>>;

/** Above what a machine says of the article. */
export const BY_MACHINE =
  /^this is (an )?AI[- ]generated summar(y|i[sz]ation)\b.{0,100}$|^(AI|machine)[- ]?(generated|powered|written)?[- ](summary|overview|highlights|key points|takeaways)$|^(AI|智能)\s*(总结|摘要|速读|解读|导读).{0,12}$/i;

/** Around what a screen reader is told to skip. */
export const ENDS_BOX =
  /^(end|start) of (\p{Script=Han}.{0,12}|(the )?(list|article|audio|podcast|video|promotion|newsletter|gallery|most read|recommended|twitter|instagram|youtube|x)\b.{0,20})$/iu;

/** Lines of a page, wherever they stand. */
export const PHRASES: Phrases = {
  navigation: [
    /^.{0,12}logo$/i,
    /^(skip to \S+( \S+)?|sign (in|up)|log ?in|my account|subscribe( now)?|main menu|back to top)$/i,
    /^(previous|next) (article|story)\b.{0,80}$/i,
    /^(back|next|previous|top|return)( to .{0,30})?$/i,
    /^[←→«»‹›].{1,80}$|^.{1,80}[→»›]$/,
    /^(跳过|略过).{1,20}继续阅读.{0,8}$/,
    ENDS_BOX,
    /^(tags?|tagged|filed under|topics?|categories|category|keywords|标签|关键词|文章关键词|关键字)\s*[:：]/i,
    /^(上一篇|下一篇|返回)([:：].*|列表)?$/,
  ],
  control: [
    /^(chip in|count me in|get started|learn more|sign up|join (us|now))$/i,
    /^(new\W*)?(you can (now )?)?listen to (this|our|the|more|\w+ \w+) (article|story|stories|articles|episode|podcast)\b.{0,30}$/i,
    /^pin (this|it)\b.{0,40}$|^(enter|type) your e-?mail\b.{0,80}$/i,
    /^(hide|toggle|show|open|enlarge|expand) (caption|image|photo|gallery)s?$/i,
    /^(full ?screen|post to (facebook|twitter|linkedin)|(posted|sent)! a link has been \w+\b.{0,60})$/i,
    /^(press enter or )?(click|tap|scroll|pinch|swipe)( or \w+)? to (view|enlarge|zoom|expand|continue|see)\b.{0,60}$/i,
    /^(ad(vertisement)?\b\W{0,4})?(scroll( down)? to continue|continue reading|story continues)( below)?\b.{0,24}$/i,
    /^[+＋]\d+$/,
    /^this is an archived (video|article|story|page)\b.{0,80}$/i,
    /^(选择)?字[体號号]\s*[:：]?\s*[【[]?[小中大特超\s]+[】\]]?$/,
    /^(本文|全文)\s*(共|约|共约)?\s*\d+\s*字.{0,20}$/,
    /^\d+\s*(min(ute)?s?)\s*(read|listen)$|^(estimated|about) \d+ min(ute)?s?( read)?$/i,
    /^[|｜/\\·•]{1,2}$/,
    /^(buy|shop|order|view|see|check|compare) (it )?(now|deals?|offers?|prices?)$|^add to (cart|basket)$/i,
    /^read (a|the) summary of this (article|story)\b.{0,40}$/i,
    /^[_*=~·•—–#\s-]{3,}$/,
    /^(click|tap) (here|to)\b.{0,60}$/i,
    /^(image|photo)?\s*\d+ of \d+$/i,
    /^(captions?|credits?)\s*:$|^(image|photo|picture)$/i,
    /^duration:?\s*\d+:\d{2}(:\d{2})?$/i,
    /^0?0:\d{2}$|^\d{1,2}:\d{2}(:\d{2})?\s*[/／]\s*\d{1,2}:\d{2}(:\d{2})?$|^(current|remaining) time\s*-?\d+:\d{2}$|^\d(\.\d+)?x$/i,
    /^(your|this) browser (does not|doesn['’]t|cannot|can['’]t)\b.{0,60}$|^this video\b.{0,20}\b(cannot|can['’]t) be played\b.{0,40}$/i,
    /^(您的|你的|当前)?浏览器(版本)?(过低|太低|不支持).{0,30}$/,
    /^(reading|read) time\s*[:：]?\s*\d+ ?m\w*$|^(listen|watch)\s*[·•|(]\s*\d+(:\d+)? ?min\w*\)?$|^\d+ min(ute)?s?$/i,
    /^(剩余|还有|余下)\s*\d+(\.\d+)?%.{0,10}$/,
    /^(the )?video\b.{0,12}\b(unavailable|will (auto-?play|start))\b.{0,60}$|^video ?unavailable.{0,40}$/i,
    /^please use (the )?\w+ browser\b.{0,60}$/i,
    /^(AI|machine)[- ]generated( (summary|highlights|content))?$/i,
    /^阅读(时间|时长|需)\s*[:：]?\s*约?\s*\d+\s*分钟$/,
    /^(was|did|is) (this|you)\b.{0,40}\?$/i,
    /由\s*AI\s*(自动)?(生成|总结).{0,20}$/i,
    BY_MACHINE,
    /^((medically )?(written|edited|reviewed|fact[- ]checked|copy[- ]edited) by|(current|previous) version)$/i,
    /^(\d[\d.,]*\s*[万wW]?\+?\s*(人|条|个|次)?(参与|评论|跟贴|浏览|赞|阅读|播放|分享|收藏|人赞同了?该文章)\s*)+$/,
    /^(职务|职衔|职位|role|job title)\s*[,，:：].{1,40}$/i,
    /^(图像|图片)?(来源|加注文字|说明)[,，]$|^image (caption|source|credit),?$/i,
    /^(举报|投诉)\s*[/／]\s*(反馈|举报)$/,
    /^(阅读|浏览|点击|播放|观看|人气|评论|点赞|收藏|转发)(数|量|次数)?\s*[:：]?\s*[\d.,]+\s*[万wWkK+]*次?$/,
    /^返回.{1,12}[,，]\s*查看更多$/,
    /^(责任编辑|责编|编辑|作者|来源|校对)\s*[:：]$/,
    /^((first )?(published|updated|posted)\s+)?\d+\s+(minute|hour|day|week|month|year)s?\s+ago$|^\d+\s*(分钟|小时|天)前(发布|更新)?$/i,
  ],
  share: [
    /^(follow|like|find|join) us\b.{0,80}$/i,
    /^follow the .{1,40}\bpodcast$/i,
    /^.{0,12}(分享|转发)给(你的|您的|更多)?(朋友|好友|家人|人).{0,8}$/,
    /^follow\b.{1,60}\bon (facebook|x|twitter|instagram|threads|whatsapp|tiktok|youtube|linkedin|bluesky|flipboard|google news)\b.{0,60}$/i,
    /^click to (share|email|print|tweet)\b.{0,60}$/i,
    /^\d*\s*分享(至|到)\s*(好友|朋友圈|微信|微博|QQ|空间|和|、|\s)*$/,
    /^share (this|on|via)\b.{0,40}$/i,
    /^(分享|转发)(到|至|给)?\s*[:：]?(\s*(微信|微博|新浪微博|朋友圈|QQ|QQ空间|好友|豆瓣|复制链接))*$/i,
  ],
  related: [
    /^you (may|might|could) (also )?(like|enjoy|be interested in)\b.{0,90}$/i,
    /^(exclusively )?for subscribers( only)?\s*[:|].{3,90}$/i,
    /^(read|see|browse|explore|view|find) more\b[^.!?。]{0,70}$/i,
    /^(READ|SEE|LOOK|ALSO)\s*:\s.{3,90}$|^(More (from|in)|Also in) \p{Lu}[^.!?]{1,40}$|^More in U\.S\.$/u,
    /^(see|view) all (articles|stories|posts|videos)\b.{0,50}$/i,
    /\b\d+ likes?\b.{0,4}[·•].{0,4}\d+ comments?\b/i,
    /^(live events?|live updates?|latest updates?|top (stories|headlines)|visual stories|weekly ads|end of article|referenced symbols|quick links|jump to( section)?)$/i,
    /^(don['’]t miss|in case you missed it|icymi|editors?['’]s? picks?|our standards|must[- ]reads?|what to read next|keep reading|see also)\b.{0,90}$/i,
    /^(watch|listen|video|audio|play)\s*[:•|].{0,80}$|^watch (the )?(latest|full|video|more)\b.{0,60}$/i,
    /^(点击|点此|戳此?|扫码)?(进入|查看)(专题|往期|更多).{0,16}$/,
  ],
  comment: [
    /^(show|view|read|see|hide|load)( all| more)?( \d+)? (comments?|replies|responses)\b.{0,12}$|^be the first to comment\b.{0,20}$|^join the (conversation|discussion)$/i,
    /^(what do you think\?|have your say\b|let us know\b).{0,60}\bcomments?\b.{0,30}$/i,
    /^(股友|书友|球友|读者|网友|用户)评论$/,
    /^(no|\d[\d,.]*k?) (comments?|replies)( yet)?$|^comments? (are )?(off|closed)$|^(暂无|没有|\d+\s*条)评论$/i,
    /^(欢迎|期待)(大家|您|你)?(在)?(评论区|文末|下方|留言区)?(里|中)?(留言|评论|讨论|互动|参与讨论).{0,12}$/,
  ],
  advert: [
    /^(already a|not a) (subscriber|member)\b.{0,60}$|^(this (content|article|story) is|exclusively) (only )?(available )?(for|to) (our )?(subscribers|members)\b.{0,60}$/i,
    /^(download|get) (our|the)\b.{0,30}\bapp\b.{0,60}$/i,
    /^(sign up|subscribe|register|join)\b.{0,100}\b(newsletters?|inbox|e-?mails?|briefing|alerts?|updates|free|today|now)\b/i,
    /^(get|receive)\b.{0,90}\b(inbox|newsletters?|e-?mail)\b/i,
    /^(story|article) continues (below|after)\b.{0,40}$/i,
    /^today['’]s best\b.{0,60}\bdeals?$|^we check over\b.{0,60}\bprices$|^get bite-?sized\b.{0,80}$/i,
    /^sponsor(ed)? (message|content)$/i,
    /^advertisement \d+$/i,
    /^(广告|廣告|推广)\s+[^。]{2,60}。?$|^.{0,16}加入(订阅|訂閱|会员|會員)$|^您的(每一?份)?支持[^。]{2,24}$/,
    /^you(['’]ve| have)( only)? (reached|read|used|viewed|hit|\d+)\b.{0,40}\b(free articles?|articles? limit|limit)\b.{0,40}$/i,
    /^(sponsored|presented|supported|powered) by \p{Lu}[^.!?]{1,40}$/iu,
    /^[$£€]\s?\d[\d.,]* (at|from|on) \p{Lu}\S*( \p{Lu}\S*)?$/u,
    /^(catch|get|read|stay)\b.{0,70}\bon our app\b.{0,30}$/i,
    /^开通.{0,8}会员.{0,16}$|^(订阅|每天|每日|每周|每早).{0,24}(送到|发到|发送到|寄到|送达|直达)[^。]{0,6}(邮箱|信箱)。?$/,
    /^打开(今日头条|.{0,6}(新闻|客户端|APP)).{0,10}$/i,
    /^(广告|廣告)\s*[（(].{0,14}[)）]$|^[※*]?\s*([点點]我|([点點][击擊])[上下]方).{0,14}$/,
    /^unlock\b.{0,60}\b(for free|newsletter|access|(this|the full) (article|story))\b.{0,20}$/i,
    /^(sign up|subscribe) (for|to)\b.{0,80}$/i,
    /^(打开|点击)?.{0,10}(新闻|资讯)\s*查看精彩图片$|^海量资讯.{0,30}$|^.{2,14}专享直播$|^查看原图.{0,12}$/,
    /^推荐(进入|下载|订阅).{2,14}(数据库|客户端|APP|周刊)/i,
    /^请?注意.{0,6}(会员|订阅|付费).{0,12}(全文|阅读).{0,6}$|^.{0,16}(会员|订阅者?)(可|后可?|即可)(畅读|阅读|解锁|查看)(全文)?.{0,6}$/,
    /^[▲△▼↑↓\s]*(点击|戳|点)(上方|下方|这里)?.{0,14}(蓝字|关注|卡片)/,
    /^(打开|下载|前往).{0,16}(客户端|APP|小程序).{0,12}$/i,
    /^.{0,16}(阅读原文|后台回复|加入.{0,4}群|扫描二维码).{0,16}$/,
    /^.{0,40}(用|下載|下载|打開|打开)\s*APP.{0,30}$/i,
    /^(立即|即刻|馬上|马上)?(下载|下載)[^。]{0,14}\bapp\b[^。]{0,60}$/i,
    /^[【\s—–-]*(广告|廣告|推广|推廣|赞助|贊助|AD|advertisement|sponsored( content)?|promoted)[】\s—–-]*$/i,
    /^(微信)?(长按|扫码|扫一扫|扫描)[^。！？]{0,30}$/,
    /^(欢迎)?(点击|关注).{0,16}(公众号|视频号|客户端).{0,16}$/,
    /^(点击|立即)?下载.{0,12}(客户端|APP)$/i,
    /^[（(].{0,24}更多.{0,12}(下载|打开|关注).{0,16}[)）]$/i,
  ],
  contact: [
    /^\S+@\S+\.\p{L}{2,}$/u,
    /^(?!\d{4}[-./]\d)\+?[\d(][\d\s().-]{6,20}\d$/,
    /^\p{Lu}[\p{L}.'’ -]+\s*[/|,·]\s*\S+@\S+\.\w+$/u,
    /^help us (report|investigate|tell|cover)\b.{0,80}$/i,
    /^we (want|['’]d (like|love)) to hear (from you|what you)\b.{0,80}$|^(do you )?have (something to say|an opinion to share)\b.{0,60}$/i,
    /^(send|share|submit|got|have|do you have)\b.{0,50}\b(tips?|story ideas?|news tips?|feedback|stories)\b.{0,40}\b(to|with|at|for) (us|our|the newsroom|\S+@\S+).{0,40}$/i,
    /^(press|media) (contacts?|inquiries|enquiries)\b/i,
    /^(have|got) (a tip|an opinion|a story|feedback|questions?)\b.{0,90}$/i,
    /^(questions|comments|tips|corrections)( or \w+)?\b[^.]{0,40}\?/i,
    /^.{0,30}(欢迎|可|请)?(加|添加)(我|小编|作者|编辑)?的?(个人)?(微信|VX)[^。！？]{0,40}$/i,
    /^.{0,16}(投稿|联系|来信|合作|读者)(信箱|邮箱|邮件|地址)\s*[:：]?\s*\S+@\S+$/,
    /^(投稿|商务合作|商务|合作|转载)(邮箱|联系|请联系)?\s*[:：].{1,40}$/,
  ],
  notice: [
    /^(we need your consent|this (content|video|map|embed) (needs|requires|can['’]t be))\b.{0,90}$|^manage (your )?(preferences|cookies|consent|choices)$/i,
    /^(fact-checked|proofread|peer-reviewed publication|trusted source|reputable news agency|written by researcher\(s\))$/i,
    /^thank(s| you) for reading\b.{0,110}$/i,
    /^SOURCE \p{Lu}[^.!?]{1,60}$/u,
    /^doi\s*:?\s*(https?:\/\/|10\.)\S+$/i,
    /^(first|last) (posted|published|updated|modified)\b.{0,60}$/i,
    /^\(?this (story|article|report|copy) has not been edited by\b.{0,90}$/i,
    /^[请請]同意.{0,8}(隐私|隱私).{0,24}$/,
    /^notice: transcripts are machine\b.{0,100}$/i,
    /^(tap|click)( on)? (a|any|the) (time|timestamp|timecode)\b.{0,120}$/i,
    /\bnot responsible for the content of external\b/i,
    /^(部分)?(图片?|内容|素材|文字).{0,4}(源|来源|来自)(于|自)?网络.{0,12}(删|联系).{0,8}$|^以上内容由.{0,8}授权发布.{0,6}$/,
    /^[（(]?(本文)?(原载|原刊|首发|原发)(于)?《[^》]{1,30}》[^。]{0,20}[)）]?$/,
    /^(以下|本)文章来源于.{1,40}$/,
    /^.{0,20}(图片|图)?来源(于|自)?网络.{0,6}侵(权)?.{0,4}删.{0,8}$/,
    /^[【[（(]?原(标)?题(为)?\s*[:：].*$/,
    /^[（(]?《[^》]{2,16}》\s*[（(]?\s*\d{4}\s*年.{4,12}版\s*[)）]?$/,
  ],
  'end-mark': [
    /^[■◆●□▲◼]$/,
    /^[—–\-·*#=\s]*(END|完|全文完|the end|ends?)[—–\-·*#=\s]*$/i,
    /^[（(【](完|全文完|END)[）)】]$/i,
  ],
};

/** Lines that only ever stand below an article's last words. */
export const CLOSING: Phrases = {
  // What a page files its article under.
  navigation: [/^(#[^\s#]{1,20}#?\s*){1,10}$/],
  related: [
    /^(related|related (stories|articles|content|topics)|more (from|on|in)\b.{0,60}|most (read|popular|viewed)|recommended( for you)?|you may also like|read (more|next)( (by|from|on|about) .{2,40})?|trending( now)?|up next|topics|further (information|reading)|useful links|resources|links)\s*:?$/i,
    /^(相关|延伸|推荐|热门|更多|精彩|往期|今日|最新)(新闻|阅读|推荐|文章|内容|报道|精彩|链接|资讯|热点|视频|专题|回顾|主题|话题|主题内容|相关内容)$/,
    /^(猜你喜欢|大家都在看|为你推荐|你可能(还)?(喜欢|感兴趣).*|热(门|点)?(排行|榜).*|排行榜|24小时热文)$/,
  ],
  comment: [
    /^(\d+\s+)?comments?\s*(\(\d+\))?$|^leave a (comment|reply)$/i,
    /^(\p{Script=Han}{2}|我来说两句)?评论\s*[(（]?\s*\d*\s*条?\s*[)）]?$/u,
  ],
  advert: [
    /\b(non-?profit|volunteer|reader-funded) newsroom\b|\breader-supported\b|\b(donate|support our (work|journalism))\b.{0,80}$/i,
  ],
  contact: [
    /^(reach|contact|call|phone|text|e-?mail|follow|submit|send|write|share)\b.{1,80}(\S@\S+\.\w|@\w|\d{3}-\d{4}|https?:)/i,
    /^(contact|e-?mail|tweet|follow) \p{Lu}[\p{L}.'’-]+( \p{Lu}[\p{L}.'’-]+){1,2}$/u,
    /\bcan be (reached|followed|contacted)\b|^(follow|contact|email) (him|her|them|me|us|the (author|reporter))\b.{0,80}$/i,
    /(报料|爆料|举报|投诉|新闻|客服|联系|广告|违法和不良信息).{0,8}(电话|热线|邮箱|微信)?\s*[:：]\s*[\d\w(+（-]/,
  ],
  notice: [
    /^\p{Ll}{2,4}(\/\p{Ll}{2,4})*\s*\([^()]{2,40}\)$/u,
    /^this (content|article|story) (was|is) (created|produced|provided|paid for|sponsored|brought to you)\b/i,
    /\b(automatic|machine) translation\b|\bour (newsroom|journalists|reporters|editorial) (occasionally|standards|team|select|review|adhere|follow)/i,
    /\bequal[- ]opportunity (provider|employer|lender)\b|\blicensing rights\b|\btrust principles\b/i,
    /^(the )?(views|opinions)( and opinions)? expressed\b.{0,60}\b(author|writer|contributor)|^disclaimer\s*[:：]/i,
    /^Provided by \p{Lu}[^.!?]{2,60}$|^More information\s*:.{4,}/u,
    /^appeared in the\b.{0,40}\bprint edition\b|\bmay not be (re)?(published|produced)\b.{0,80}\b(rewritten|redistributed|permission|consent)\b/i,
    /^本文(地址|链接|网址)\s*[:：]/,
    /^(a version of )?this (story|article|essay|piece|report|column|letter)( by [^.]{3,40})? (was|is|first|originally|appeared|appears|has been)\b.{0,140}$|^(originally|first) (published|appeared)\b.{0,120}$/i,
    /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3} (?:is (?:an?|the) [^.]{0,60}(?:writer|reporter|editor|correspondent|journalist|columnist|author|producer|photographer|researcher|professor|fellow|lecturer|historian|scientist)|covers|writes about|reports on)\b/u,
    /©|copyright\b|版权(所有|声明|归)|all rights reserved/i,
    /[未非][经經].{0,12}(授[权權]|[许許]可|同意)|(不得|禁止|[严嚴]禁).{0,6}[转轉][载載]|转载[，,]?(请|须|需|授权|合作)|欢迎转载/,
    /^(免责声明|特别声明|声明|法律声明|版权与免责)/,
    /([仅只不]代表).{0,14}(观点|立场)|(观点|内容|文章|本文).{0,4}[仅不]代表/,
    /(不构成|并非).{0,8}(投资|操作|购买|任何).{0,6}建议/,
    /仅提供信息存储(空间)?服务|网站标识码|^(主办|承办|主管|协办)(单位)?\s*[:：]|著作权人|^(广告等)?商务合作/,
  ],
  licence: [
    /\bis published by\b.{0,80}\b(ltd|limited|inc|council|trust|media|group|company)\b|\bregistration number\b|\bregistered (charity|office|in england)\b/i,
    /ICP\s*(备|证)|公网安备|许可证|备案(号)?[:：]|统一社会信用代码/,
  ],
};

/** What stands above an advert, and says nothing of what stands around it. */
export const IS_ADVERT = /^(广告|推广|ad|advert|advertisement|advertising)$/i;

/** Below what a reader is asked to choose from. */
export const ASKS_BOX =
  /^(vote( now)?|cast your vote|submit( (vote|answer))?|投票|提交)$/i;
