import { describe, expect, it } from 'vitest';

import { addresses } from '#app/import/recognise/address.ts';
import {
  closes,
  furniture,
  isCall,
  tailFurniture,
} from '#app/import/recognise/furniture.ts';

describe('furniture', () => {
  it.each([
    'Donate blood at the town hall on Friday, the notice said.',
    'Support local farmers or lose them, the mayor told the meeting.',
    'Google must ask its users before it stores cookies, the court ruled on Tuesday.',
    'Regulators fined the shop for affiliate links that it had hidden.',
    'End of an era',
    'Scroll saws are back in the shed',
    'Key points',
    'Please donate blood, said the notice at the town hall.',
    'Contact with the ship was lost at noon.',
    '他说，更多的人会下载它（也许）。',
    '他加了班主任的微信，三年没有说过话。',
    '扫码之后，灯亮了。',
    '图片里的人是谁？',
    'This fundraiser paid for the bridge, the mayor said.',
    'She said that our fundraising had paid for it.',
    'I agreed, and we had to accept the terms that he named.',
    'Follow the river to the mill, the sign on the bridge said.',
    'Users must agree to the terms of service, the company said on Monday.',
    'What do you think? he asked, and nobody answered.',
    'Unlock the gate, the keeper said, and she did.',
    'No comment from the mayor on Tuesday',
    'Get the ballots delivered by Friday, the clerk told the county.',
    'Provided by Tarn County, the buses run on Sundays.',
    'The video will be shown in court on Friday.',
    'Most read it twice.',
    'Latest of all came the miller.',
    'Accept it, she said, and go home.',
    'The ferry was full at 10:32 / 11:05',
    'Sponsored by nobody, the race went on.',
    '更多的人没有来。',
    '法院裁定，网站使用Cookie前必须征得用户同意。',
    '广告牌倒了，没有伤人。',
    '他在评论里写道：相关阅读越来越少。',
    '打开窗户，河就在下面。',
    '开通当天，桥上站满了人。',
    '每天早上七点，船送到对岸。',
    'Translations may contain errors, the court said.',
    'Workers may get a small raise in spring.',
    '“Sign up for our newsletter and you will get it in your inbox,” the screen said.',
    'The paper is regulated by IPSO, which found that it had been right.',
    'Copy editors of three papers signed the letter.',
    'The ferry is a newsroom of its own.',
  ])('is nothing that an article may say: %s', line => {
    expect(furniture(line)).toBeNull();
  });

  it.each([
    ['Local news needs you. Make a gift today.', 'advert'],
    ['Get daily national news', 'advert'],
    [
      'Stay on top of what matters — Sign up for The Coast’s weekly newsletter.',
      'advert',
    ],
    ['Mara selects her favourite stories in this weekly newsletter.', 'advert'],
    ['The Coast Morning Briefing delivers the news you need.', 'advert'],
    ['This post may contain affiliate links.', 'advert'],
    [
      'When you book through our links, we may earn a little something.',
      'advert',
    ],
    ['Leave your feedback', 'control'],
    ['Link to this post', 'control'],
    ['AI-assisted summary', 'control'],
    ['Roads media enquiries', 'contact'],
    [
      'Coast Courier is regulated by the Independent Press Standards Organisation.',
      'notice',
    ],
    [
      'Coast AI is in beta. Translations may contain inaccuracies—please refer to the original.',
      'notice',
    ],
    [
      'This is a transcript of the Coast Podcast #211. The timestamps in the transcript are links that take you to that point in the main video.',
      'notice',
    ],
    ['These are external links and will open in a new window', 'notice'],
    ['中衡社「一手新聞」app', 'advert'],
    ['If you buy through our links, we may earn a commission.', 'advert'],
    ['This site uses cookies. Accept them to go on.', 'notice'],
    ['READ ALSO: The bus that waited', 'related'],
    ['For subscribers: The meter maid who knows every car', 'related'],
    ['If you liked this, please become a member for £3.', 'advert'],
    ['First posted October 02, 2019 05:00', 'notice'],
    ['Skip to main', 'navigation'],
    ['- 廣告 -', 'advert'],
    [
      'FairFest is Nov. 12! Get your tickets before May 1 and save big.',
      'advert',
    ],
    ['Current Version', 'control'],
    ['This is AI generated summarization, which may have errors.', 'control'],
    ['Unlock the morning letter for free', 'advert'],
    ['0 comments', 'comment'],
    ['（本文来自北岸新闻，更多原创资讯请下载“北岸新闻”APP）', 'advert'],
    ['You may also like …', 'related'],
    ['编辑@example.org', 'contact'],
    ['欢迎加微信交流：shubai', 'contact'],
    ['36人参与', 'control'],
    ['微信扫一扫 关注该公众号', 'advert'],
    ['Estimated 3 minutes', 'control'],
    ['|', 'control'],
    ['View Deal', 'control'],
    ['Follow PBN Wales on Facebook, X and Instagram', 'share'],
    ['Most Read', 'related'],
    ['Related coverage:', 'related'],
    ['More from Opinion', 'related'],
    ['READ: How a river changed its name', 'related'],
    ['Show more', 'control'],
    ['0:00 / 2:31', 'control'],
    ['Now Playing', 'control'],
    ['Your browser does not support the video tag.', 'control'],
    ['You have 2 free articles remaining this month.', 'advert'],
    ['Paid content', 'advert'],
    [
      'Get Starting Point, a guide through the most important stories of the morning, delivered Monday through Friday.',
      'advert',
    ],
    [
      'This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.',
      'notice',
    ],
    [
      'Bea Ashdown does not work for, consult, own shares in or receive funding from any company that would benefit from this article.',
      'notice',
    ],
    ['【热门文章】', 'related'],
    ['相关新闻（12）', 'related'],
    ['熱門新聞', 'related'],
    ['您的浏览器不支持video标签', 'control'],
    ['00:00/01:32', 'control'],
    ['剩余80%内容', 'control'],
    ['登录后阅读全文', 'advert'],
    ['每天早上七点，把要闻送到你的邮箱。', 'advert'],
    [
      '我们使用Cookie来改善您的体验。继续浏览即表示您同意我们的隐私政策。',
      'notice',
    ],
    ['图源网络，侵删', 'notice'],
    ['What do you think? Have your say in the comments below.', 'comment'],
    ['Today’s best kettle deals', 'advert'],
    ['I agree to the terms of use and the privacy policy.', 'notice'],
    [
      'The audio version of this article is generated by software, and mispronunciations can occur. We are working to improve it.',
      'control',
    ],
    ['doi: https://doi.org/10.9999/d41586-023-09999-9', 'notice'],
    ['分享收藏字号：大 中 小', 'control'],
    ['讚分享到LINE複製連結A A A', 'control'],
    ['打印本页关闭窗口', 'control'],
    ['听报道约 2 分钟', 'control'],
    ['Heard on All Afternoon', 'notice'],
    ['Why you can trust the Ledger', 'notice'],
    [
      'We will never share your address, and you can stop at any time.',
      'notice',
    ],
    ['12 shares', 'share'],
    ['Follow our WhatsApp channel for breaking news.', 'share'],
    ['Like Loading...', 'control'],
    ['412 words', 'control'],
    ['00:00 / 34:10 Download', 'control'],
    ['Read: The sea does not keep appointments', 'related'],
    ['[Read more: School board weighs a four-day week]', 'related'],
    [
      'Small Ovens is a reader-supported publication. To receive new posts, consider becoming a subscriber.',
      'advert',
    ],
    [
      'The Herald is free for everyone. If you can, help us keep it that way.',
      'advert',
    ],
  ])('is what pages say around articles: %s', (line, reason) => {
    expect(furniture(line)).toBe(reason);
  });
});

describe('what stands below an article’s last words', () => {
  it.each([
    ['Comments are moderated before they appear.', 'comment'],
    ['Members can comment below.', 'comment'],
    ['3 thoughts on “What the frost did”', 'comment'],
    ['Newest comments', 'comment'],
    ['热门评论（128）', 'comment'],
    ['留言须经审核后显示', 'comment'],
    ['欢迎读者来信，请注明姓名。', 'comment'],
    ['Noticed an error in this story? Write to us.', 'contact'],
    ['To reach the newsroom, write to news@paper.example', 'contact'],
    ['投稿请寄 gao@paper.example', 'contact'],
    ['如有新闻线索，请致电 0000-8000110', 'contact'],
    ['The views in this column are those of the author.', 'notice'],
    ['Reproduction of this article requires written permission.', 'notice'],
    ['Follow the desk on Instagram', 'share'],
    ['在抖音上关注本台', 'share'],
    ['From our archive', 'related'],
    ['近期活动', 'related'],
    ['我们只靠读者。如果您觉得有用，请考虑成为会员。', 'advert'],
    ['感谢您读到这里，本刊全部内容免费。', 'advert'],
  ])('is told: %s', (line, reason) => {
    expect(tailFurniture(line)).toBe(reason);
  });

  it.each([
    'Comments are due by the first of June, the agency said.',
    'To reach the island you need a boat.',
    'Use of the bridge is prohibited until May.',
    'Found a mistake in the ledger, and paid it back.',
    'Keep in touch with the neighbours, she says.',
    'Find the mill on the left bank.',
    'Her thoughts on the frost were her own.',
    'We welcome the rain, he said.',
    '市民可关注“临江发布”公众号，或拨打12345热线，欢迎监督。',
    '如有线索，请致电警方。',
    '他说：“我们的热线一直开着，请您打来。”',
    '我们在会员名单里没有找到他。',
    '读者可以把书带回家。',
    '评论家没有来。',
  ])('is not told where the article speaks: %s', line => {
    expect(tailFurniture(line)).toBeNull();
  });
});

describe('a call on the reader', () => {
  it.each([
    ['Enjoyed this?', 'Our newsletter comes to your inbox on Fridays.', true],
    ['Before you go', 'If this helped you, consider a gift.', true],
    [
      'Get the timing right',
      'You should follow the tide table and divide the work with your crew.',
      false,
    ],
    [
      'Join the two boards',
      'Glue both edges and clamp them for an hour.',
      false,
    ],
  ])('is told from a section: %s', (heading, below, is) => {
    expect(isCall(heading, below)).toBe(is);
  });
});

describe('a line that speaks to its reader for the site', () => {
  it.each([
    'To stay on top of the stories that matter, sign up to Café Coast, our weekly subscriber-only newsletter.',
    'Do you have a tip on a story that we should be covering? Let us know via desk@paper.example.',
    'Paper Daily: Join over 1 million subscribers and get our best stories in your inbox every weekday.',
    'The Current has no paywall. Four in ten of our dollars come from people who give $5 a month.',
    'When you buy something using the links in our stories, we may earn a small commission.',
    'Longshore is powered by its members. Learn more about becoming a member for as low as $5 a month.',
    'To view this video please enable JavaScript, and consider upgrading your web browser.',
  ])('is told: %s', line => {
    expect(addresses(line, 'Calder Falls Current')).toBe(true);
  });

  it.each([
    'The paper ended its paywall in March, and asked its 4,000 subscribers to donate what they could.',
    '“Sign up for our newsletter and you will get it in your inbox,” the screen said.',
    'Donations to the shelter fell by half after the newsletter closed.',
    'We walked to the mill every day, and nobody gave us a tip.',
    'He had subscribed to the magazine for 41 years, every week of them.',
    'The council will tell us on Friday, and you can hear the pumps from here.',
  ])('is not told where the article speaks: %s', line => {
    expect(addresses(line, 'Calder Falls Current')).toBe(false);
  });

  it('is told by the site’s name, where no word turns to the reader', () => {
    const line =
      'Newsday Weekly AI is in beta. Translations may contain inaccuracies.';
    expect(addresses(line, 'Newsday Weekly')).toBe(true);
    expect(addresses(line, null)).toBe(false);
  });
});

describe('words of an article', () => {
  it.each([
    'If we want to keep it going, you and I will have to vote, said nobody.',
    'Your support will be what carries us through the winter, and you know it.',
    'This report is the third in five years to find that the county had paid twice for the same pump, and that nobody had been asked who signed for the second of them.',
  ])('are no furniture where they speak to somebody: %s', line => {
    expect(furniture(line)).toBeNull();
    expect(closes(line)).toBe(false);
  });
});
