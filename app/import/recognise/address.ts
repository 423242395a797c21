/** As long as what a site says to its readers among an article's words, in UTF-16 units. */
const MOST = 360;
/** What a line has to come to, to be taken for the site's. */
const ENOUGH = 4;

/** What sites offer, and ask for. Each counts twice. */
const OFFERS: RegExp[] = [
  /\bnewsletters?\b/i,
  /\binbox(es)?\b/i,
  /\bsign(ing)? up\b/i,
  /\bunsubscribe\b|\bsubscri(be|bing|bers?|ption)\b/i,
  /\bpaywalls?\b|\bad-free\b/i,
  /\bchip in\b|\bdonat(e|ions?)\b|\breaders like you\b/i,
  /\bbecom(e|ing) an? (\w+ )?(member|supporter|patron)\b|\bmemberships?\b/i,
  /\b(a|news|story) tips?\b|\btip-?offs?\b/i,
  /\breport an? (correction|typo|error)\b|\brepublish(ing)?\b/i,
  /\bin beta\b|\bmay contain (inaccuracies|errors)\b/i,
  /\bpay(s|ing)? for (this|our)\b|\bsupport(s|ing)? (us|our (work|journalism|reporting))\b/i,
  /\blet us know\b|(^|[.!?] )(please )?tell us (what you think|your (stor(y|ies)|views?|thoughts|experiences?)|in the|via|by|at|on)\b|\bsend (us|your)\b|\bget in touch\b|\bcontact us\b/i,
  /\bour (free )?(\w+ letters?|apps?|podcasts?|community guidelines|journalism)\b/i,
  /\b(earn|receive|get|make)s?\b.{0,30}\bcommissions?\b/i,
  /\baffiliate (links?|commissions?)\b|\b(buy|bought|purchased?)\b.{0,30}\blinks?\b/i,
  /\b(powered|funded|supported) by (its|our|your?) (members|readers|supporters|subscribers|donations)\b/i,
  /\bour fundrais(ing|er) (drive|campaign|appeal)\b/i,
  /\b(make|give|send) an? (\S+ ){0,2}(gift|contribution)\b/i,
  /\bdownload (our|the) (\S+ )?app\b/i,
  /\bconsider (supporting|subscribing|donating|becoming|a (gift|donation|subscription))\b/i,
  /\bhelp us keep\b/i,
  /\byour (gift|donation) (is|helps|makes)\b|\bgive (today|now)\b/i,
  /\b(get|buy|book) (your )?tickets\b|\bsave big\b/i,
  /\bto view this (video|content)\b/i,
  /\b(turn on|enable) javascript\b/i,
];

/** Any of them: most lines have none, and one look says so. */
const OFFERED = new RegExp(OFFERS.map(one => one.source).join('|'), 'i');

/** What else such a line has. Each counts once. */
const SIGNS: RegExp[] = [
  /\byou(r|['’]re|['’]ll)?\b/i,
  /\b([Oo]ur|us|[Ww]e)\b/,
  /\S@\S+\.\w/,
  /\b(every|each) (day|morning|evening|week|weekday|month|(mon|tues|wednes|thurs|fri|satur|sun)day)\b|\b(daily|weekly)\b/i,
  /[$£€¥]\d+|\bfree\b/i,
];

/** A sentence that has its reader do something. Counts once. */
const ASKS =
  /(^\W*|^[^.:]{0,40}: |[.!?] |\bplease )(please |so |and )*(join|get|sign|subscribe|send|let us|discover|download|help|support|tell us|chip in|become|donate|make a|learn more|find out|e-?mail|include|visit|click|republish)\b/i;

/** Who speaks, and to whom: without one of these a line is about such things, and the article's. */
const DIRECT: RegExp[] = [
  ASKS,
  /\byou(r|['’]re|['’]ll)?\b/i,
  /\bplease\b/i,
  /\bmay (earn|receive|get) .{0,20}\bcommissions?\b/i,
  /\bour (\S+ ){0,3}(newsletters?|podcasts?|apps?|subscribers?|journalism|readers|members|dollars)\b/i,
];

/** What somebody says in quotes is said to somebody else. */
const unquoted = (line: string): string =>
  line.replace(/“[^”]*(”|$)|"[^"]*("|$)/g, ' ');

/**
 * Whether a line among an article's words speaks to its reader for the site:
 * asks for a subscription, a gift, a tip; offers a newsletter. Its words are
 * weighed; no sentence is known. English alone.
 *
 * @param siteName as the page's head has it; null when it says none
 */
export function addresses(line: string, siteName: string | null): boolean {
  if (line.length > MOST || !OFFERED.test(line)) return false;
  const said = unquoted(line);
  const count = (some: RegExp[]): number =>
    some.filter(one => one.test(said)).length;
  const offers = count(OFFERS);
  if (offers === 0) return false;
  const own = isNamed(said, siteName);
  if (!own && count(DIRECT) === 0) return false;
  const signs = count([...SIGNS, ASKS]) + Number(own);
  return offers * 2 + signs >= ENOUGH;
}

/** The same in Chinese. */
const OFFERS_IN_CHINESE =
  /会员|會員|订阅|訂閱|捐[款助赠]|赞助|支持(我们|本[报刊站网])|公众号|视频号|客户端|小程序|二维码|扫码|读者群|邮箱|热线|投稿|来稿|来信|线索|爆料|报料|转发|转给|广告主|[像和][您你]一样的读者|(感谢|谢谢)[您你]的?(阅读|读到|支持)/u;
const ITSELF = /我们|我們|本[报報刊站网網社台]|小编|编辑部/u;
const ITS_READER = /[您你]|请|請|欢迎|歡迎/u;
const MOST_IN_CHINESE = 120;

/**
 * Whether a line below an article's last words speaks to its reader for the site,
 * in Chinese: it says of itself what it offers, or asks for something. What a
 * report has its readers do, somebody else asks for.
 */
export function addressesBelow(line: string): boolean {
  if (line.length > MOST_IN_CHINESE) return false;
  const said = unquoted(line);
  return (
    ITSELF.test(said) && ITS_READER.test(said) && OFFERS_IN_CHINESE.test(said)
  );
}

/** Whether a line has a site's name, whole or as it calls itself: The Current. */
function isNamed(line: string, siteName: string | null): boolean {
  if (siteName === null || siteName.length < 3) return false;
  if (line.includes(siteName)) return true;
  const last = siteName.split(/\s+/).at(-1) ?? '';
  return last.length > 3 && line.includes(`The ${last}`);
}
