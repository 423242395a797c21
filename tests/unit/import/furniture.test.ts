import { describe, expect, it } from 'vitest';

import { furniture, isCall } from '#app/import/recognise/furniture.ts';

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
  ])('is nothing that an article may say: %s', line => {
    expect(furniture(line)).toBeNull();
  });

  it.each([
    ['Local news needs you. Make a gift today.', 'advert'],
    ['If you buy through our links, we may earn a commission.', 'advert'],
    ['This site uses cookies. Accept them to go on.', 'notice'],
    ['READ ALSO: The bus that waited', 'related'],
    ['For subscribers: The meter maid who knows every car', 'related'],
    ['If you liked this, please become a member for £3.', 'advert'],
    ['First posted October 02, 2019 05:00', 'notice'],
    ['Skip to main', 'navigation'],
    ['（本文来自北岸新闻，更多原创资讯请下载“北岸新闻”APP）', 'advert'],
    ['You may also like …', 'related'],
    ['编辑@example.org', 'contact'],
    ['欢迎加微信交流：shubai', 'contact'],
    ['36人参与', 'control'],
    ['微信扫一扫 关注该公众号', 'advert'],
  ])('is what pages say around articles: %s', (line, reason) => {
    expect(furniture(line)).toBe(reason);
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
