import type { DiscardReason } from '#app/articles/article.ts';

/**
 * What news sites write on their controls and above their lists: whole lines, in
 * English and in both Chinese scripts, folded as `fold` does. No site is named.
 */
type Labels = Partial<Record<DiscardReason, string>>;

/** Wherever they stand. */
const ANYWHERE: Labels = {
  navigation: `
    jump to
    create account
    my profile
    e-edition
    obituaries
    classifieds
    submit a letter
    view all alerts
    previous post
    next post
    older posts
    newer posts
    上一页
    下一页
    末页
    尾页
    用户协议
    隐私政策
    服务协议
    加入我们
    广告合作
    companies in this article
    people mentioned
    in this story
    skip advertisement
    skip past newsletter promotion
    after newsletter promotion
    already have an account
    create a free account
    create an account
    social sharing
    press mentions
    news reporting
    download references
    related...
    table of contents
    contents
    e-paper
    on this page
    in this article
    article history
    today's paper
    view in browser
    view this in browser
    select language
    translate
    translate this page
    leer en español
    lire en français
    read in spanish
    read in chinese
    read in english
    quick reads
    filed under
    previous slide
    next slide
    返回首页
    回到首页
    返回顶部
    回到顶部
    设为首页
    加入收藏
    友情链接
    网站地图
    正在阅读
    当前位置
    网站无障碍
    无障碍浏览
    适老化
    长者模式
    繁體中文版
    简体中文版
    文章标签
    返回首頁
    回首頁
    回到頂部
  `,
  control: `
    click play to listen
    listen on spotify
    available on the app store
    download on the app store
    get it on google play
    send feedback
    thanks for your feedback
    rate this article
    bookmark this
    remove from saved
    notify me
    get notified of breaking news
    open image in new window
    exit full screen
    previous image
    next image
    photo gallery
    javascript is required
    your browser is out of date
    tweet this
    copy this link
    email a link to this page
    read this in spanish
    available in other languages
    cancel reply
    + follow
    please enter a valid email address
    search this site
    search for
    request reprint & licensing
    news provided by
    点击可查看大图
    点击图片查看大图
    点击播放视频
    点击音频收听
    点击收听
    生成海报
    海报分享
    内容纠错
    对文章打分
    链接已复制
    登录/注册
    立即登录
    赞赏
    喜欢作者
    打赏
    支持作者
    收藏本文
    打印此文
    保护视力色
    附件下载
    站内搜索
    高级搜索
    智能问答
    无障碍阅读
    长者助手
    移动版
    手机版
    好文章，需要你的鼓励
    media caption
    autoplay
    skip ad
    add to reading list
    scroll down for more
    sort by newest
    sort by oldest
    sort by best
    sort by most popular
    收听本文
    播放音频
    app内打开
    免费获取
    article information
    live
    mute
    unmute
    pause
    play
    play video
    play audio
    replay
    watch now
    watch live
    now playing
    video player is loading
    current time
    remaining time
    playback speed
    playback rate
    loading
    please wait
    close
    close dialog
    close this dialog
    close modal
    dismiss
    cancel
    submit
    send
    saved
    save this story
    save article
    save for later
    bookmark this article
    print this page
    print article
    print this article
    email this article
    email article
    copied
    copied to clipboard
    link copied
    read in app
    open in app
    listen to article
    listen to the article
    text size
    small text
    medium text
    large text
    toggle more options
    more options
    embed
    download
    hide caption
    toggle caption
    report fraud
    font size
    aa
    resize
    show more
    show less
    load more
    see all
    view all
    expand
    expand all
    collapse
    view gallery
    view image in fullscreen
    view in fullscreen
    open image modal
    enlarge this image
    gallery
    slideshow
    image gallery
    following
    follow topic
    follow this topic
    follow this author
    follow on google
    add us as a preferred source on google
    get notifications
    turn on notifications
    allow notifications
    table of contents
    open extended reactions
    text size
    let's go!
    read later
    getting your audio player ready
    report a typo
    report an error
    report this ad
    report ad
    report a correction or typo
    submit a correction
    suggest a correction
    thank you for your feedback
    thank you for subscribing
    thanks for subscribing
    thanks for signing up
    thank you for signing up
    you're on the list
    you have been subscribed
    there was an error, please try again
    something went wrong
    something went wrong, please try again
    something went wrong. please try again later
    email address
    your email address
    sign up here
    vote
    vote now
    view results
    republish
    republish this article
    republish this story
    reuse this content
    reprints
    reprints & permissions
    rights & permissions
    request permissions
    order reprints
    get permission to reuse
    打印本页
    打印
    关闭窗口
    关闭
    加载中
    正在加载
    视频加载中
    视频加载中，请稍候
    加载更多
    点击加载更多
    您的浏览器不支持播放
    您的浏览器不支持该视频格式
    倍速
    全屏
    静音
    播放
    暂停
    重播
    播放视频
    点击播放
    播报文章
    语音播报
    语音朗读
    关注作者
    私信
    投诉
    复制成功
    复制链接
    投票
    提交
    更多
    查看大图
    点击查看大图
    点击看大图
    展开阅读全文
    点击阅读全文
    展开剩余内容
    收起全文
    手机看新闻
    複製連結
    看更多
    繼續閱讀
    请继续往下阅读
    請繼續往下閱讀
    載入中
    字級
  `,
  share: `
    追蹤我們
    按讚加入粉絲團
    分享給朋友
    喜歡這篇文章嗎
    share full article
    share options
    share article
    gift this article
    gift article
    give this article
    give article
    linkedin
    reddit
    telegram
    messenger
    flipboard
    bluesky
    threads
    pinterest
    分享让更多人看到
    分享给更多人
    转发给更多人
    打开微信扫一扫
    用微信扫码二维码
    分享到line
    加入line好友
    分享到臉書
  `,
  notice: `
    disclosure statement
    declaration of interests
    privacy policy
    terms of use
    terms of service
    accessibility statement
    your privacy choices
    网站声明
    read our editorial guidelines
    corrections and clarifications
    cookie settings
    privacy settings
    privacy preferences
    we value your privacy
    your privacy matters
    your privacy is important to us
    accept
    accept all
    i accept
    i agree
    agree
    got it
    reject
    accept all cookies
    accept cookies
    reject all
    decline
    manage preferences
    接受
    同意
    全部接受
    同意并继续
    how we report
    why you can trust us
    why trust us
    correction policy
    corrections policy
    ethics policy
    editorial guidelines
    learn more about our editorial process
    learn more about our editorial policies
    trust project
    the trust project
    how we reported this
    how we report this
    our editorial standards
    为什么可以信任我们
    我们如何报道
    编辑准则
    采编准则
    更正记录
    we may earn a commission from links on this page
    prices were correct at the time of publication
  `,
  related: `
    discover more
    stories for you
    hand-picked for you
    most discussed
    recent posts
    热文推荐
    近期热文
    近期文章
    热点视频
    推荐视频
    相关标签
    相关解读
    相关文件
    related video above
    recommended videos
    more stories like this
    popular in the community
    people also read
    latest headlines
    weather alert
    weather alerts
    你可能也喜歡
    你可能也喜欢
    related article
    related articles
    related stories
    related story
    related coverage
    related news
    related posts
    related video
    related videos
    recommended
    recommended for you
    recommended stories
    recommended reading
    recommended articles
    more for you
    trending
    trending now
    trending stories
    trending on the site
    most read
    most viewed
    most popular
    most shared
    most commented
    popular now
    popular stories
    popular articles
    popular posts
    latest
    latest news
    latest stories
    latest articles
    latest videos
    latest posts
    up next
    next up
    next article
    previous article
    more on this story
    more on this topic
    more stories
    more top stories
    more headlines
    more from this author
    around the web
    around the network
    from around the web
    from the web
    from our partners
    best of the web
    what others are reading
    people are reading
    what people are reading
    stories you might like
    you may have missed
    explore more
    go deeper
    dig deeper
    from the archive
    from the archives
    also in this issue
    also this week
    in other news
    other news
    see also
    相关新闻
    相关阅读
    相关推荐
    相关文章
    相关报道
    相关链接
    相关视频
    相关专题
    延伸阅读
    推荐阅读
    热门推荐
    热点推荐
    热门文章
    热门新闻
    热点新闻
    热门资讯
    热点资讯
    热门话题
    热门视频
    精彩推荐
    精彩图片
    精彩视频
    更多精彩
    更多精彩内容
    更多新闻
    更多报道
    更多新闻报道
    更多相关新闻
    更多内容
    最新文章
    最新新闻
    最新资讯
    最新发布
    最新报道
    猜你喜欢
    猜你感兴趣
    为您推荐
    为你推荐
    编辑推荐
    小编推荐
    特别推荐
    今日推荐
    今日热点
    今日关注
    今日热榜
    24小时热榜
    24小时热点
    24小时热门
    一周热点
    实时热搜
    实时热点
    热榜
    排行榜
    点击排行
    点击排行榜
    阅读排行
    阅读排行榜
    新闻排行
    新闻排行榜
    热门排行
    大家都在搜
    大家都在看
    大家还在看
    网友还看了
    看过本文的人还看了
    相关搜索
    相关股票
    图说天下
    视频推荐
    往期精选
    往期回顾
    往期推荐
    上一篇
    下一篇
    滚动新闻
    推薦閱讀
    延伸閱讀
    相關新聞
    相關文章
    相關報導
    熱門新聞
    熱門文章
    最新新聞
    更多新聞
    更多報導
    更多新聞報導
    更多相關新聞
    看更多新聞
    你可能也想看
    其他人也在看
    猜你喜歡
    編輯推薦
  `,
  comment: `
    comment on this article
    write a letter to the editor
    what's your view
    抢沙发
    还没有人评论
    说点什么吧
    recent comments
    share your thoughts in the comments
    join the conversation in the comments
    please log in to comment
    log in to comment
    sign in to comment
    you must be logged in to post a comment
    be respectful and keep comments on topic
    文明上网，理性发言
    文明上网 理性发言
    member discussion
    discussion about this post
    leave a comment
    post a comment
    add a comment
    write a comment
    start the conversation
    join the discussion
    share your thoughts
    comments are closed
    load comments
    写评论
    发表评论
    我要评论
    热门评论
    最新评论
    全部评论
    精选评论
    网友评论
    精选留言
    查看全部评论
    还没有评论
    暂无评论
    请输入评论内容
    登录后才能评论
    登录后发表评论
    请先登录
    我要留言
    發表評論
    留言討論
  `,
  advert: `
    supported by
    remove ads
    why am i seeing this ad
    go ad-free
    make a donation
    fund our work
    keep independent journalism alive
    give the gift of journalism
    as a nonprofit, we depend on you
    subscriber exclusive
    see all plans
    make us a preferred source on google
    add us on google
    read this issue
    buy the print edition
    support local journalism
    support independent journalism
    support our journalism
    your support makes our work possible
    we need your support
    try unlimited access
    get unlimited digital access
    get unlimited access
    赞助内容
    贊助內容
    advertising
    advertiser content
    paid content
    paid post
    paid partner content
    partner content
    promoted stories
    promoted content
    sponsored links
    sponsored stories
    sponsored by
    ad feedback
    by taboola
    by outbrain
    become a member
    become a subscriber
    donate now
    subscriber only
    subscribers only
    for subscribers
    members only
    unlimited digital access
    cancel anytime
    start your free trial
    try it free
    try for free
    to continue reading, please sign in
    开通会员
    立即开通
    立即购买
    立即订阅
    免费注册
    登录查看更多
    登录后阅读全文
    登录后查看全文
    本文为付费内容
    订阅早报
    关注我们
    欢迎关注
    欢迎下载
    星标我们
    点个在看
    喜欢就点个在看吧
    客户端下载
    打开客户端
    加入會員
    立即下載
    立即訂閱
    訂閱電子報
    點我下載
  `,
};

/** Below an article's last words; above them they may be the article's own. */
const BELOW: Labels = {
  navigation: `
    masthead
    our team
    code of ethics
    ownership and funding
    diversity statement
    faq
    accessibility
    jobs
    shop
    events
    puzzles
    games
    crossword
    horoscopes
    weather
    traffic
    lottery
    contests
    membership
    客户端
    数字报
    报料
    值班电话
    广告刊登
    订阅本报
    本报地址
    categories
    sitemap
    site map
    careers
    advertise
    advertise with us
    about us
    contact us
    letters to the editor
    newsletter
    newsletters
    topics
    tags
    标签
    关于我们
    联系我们
    广告服务
  `,
  related: `
    our picks
    most recent
    图片新闻
    热搜
    今日头条
    政策解读
    from the magazine
    archives
    from our archive
    from our archives
    from the archive
    from the archives
    also by this author
    more by this author
    more from this author
    upcoming events
    our partners
    partners
    videos
    more
    more news
    more like this
    related links
    external links
    专题
    快讯
    行情
    热图
    近期活动
    活动预告
    合作伙伴
    合作媒体
    作者其他文章
    作者的其他文章
    作者更多文章
    同题报道
    系列报道
    更多活动
  `,
  advert: `
    open in app
    choose your plan
    choose a plan
    subscription options
    成为会员
    开通会员
    开通阅读权限
    限时优惠
  `,
  notice: `
    网络110报警服务
    中国互联网举报中心
    不良信息举报
    记者证
    新闻从业人员
    meet the author
    about the author
    about the authors
    about the writer
    about the reporter
    terms of use
    terms of service
    terms and conditions
    privacy policy
    privacy notice
    cookie policy
    do not sell my personal information
    do not sell or share my personal information
    your privacy choices
    关于作者
    作者简介
  `,
  comment: `
    comments
    have your say
    your thoughts
    your say
    add your comment
    add a comment
    post a comment
    write a comment
    what readers say
    评论
    留言
    说两句
    我说两句
    我来说说
    我要留言
    有话要说
    参与讨论
    参与评论
    发表看法
    发表留言
    写下你的看法
    写下您的看法
    写留言
    写评论
  `,
};

const tableOf = (labels: Labels): Map<string, DiscardReason> =>
  new Map(
    Object.entries(labels).flatMap(([reason, lines]) =>
      lines
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '')
        .map((line): [string, DiscardReason] => [
          line,
          reason as DiscardReason,
        ]),
    ),
  );

const anywhere = tableOf(ANYWHERE);
const below = tableOf(BELOW);
const LONGEST = 64;

/** A line as labels are written: in small letters, without marks or a number around it. */
const fold = (line: string): string =>
  line
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/^[\s【[（(《<«‹#▶►▸★☆•·|｜▍▌▎■※\-–—→]+/, '')
    .replace(/\s*[（(]\s*\d*\s*[)）]\s*$/, '')
    .replace(/[\s】\])）》>»›:：.。…!！?？|｜\-–—→↓▼+＋]+$/, '');

/** Why a line that says nothing but a label can be left out wherever it stands; null when it says more. */
export const label = (line: string): DiscardReason | null =>
  line.length > LONGEST ? null : (anywhere.get(fold(line)) ?? null);

/** The same for a line below an article's last words. */
export const labelBelow = (line: string): DiscardReason | null =>
  line.length > LONGEST ? null : (below.get(fold(line)) ?? null);
