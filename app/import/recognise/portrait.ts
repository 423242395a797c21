/** As long as what is said of an author below an article, in UTF-16 units; and among its paragraphs. */
const MOST = 400;
const MOST_AMONG = 240;

/** Whether a line says of those who wrote the article who they are: Jane Roe teaches piano. */
export const isAbout = (line: string, authors: string[]): boolean =>
  line.length <= MOST &&
  authors.some(name => {
    if (line.replace(/^[-–—~\s(（]+|[)）]$/g, '') === name) return true;
    return (
      line.startsWith(`${name} `) && DOES.test(line.slice(name.length + 1))
    );
  });

/** What somebody does, or several: Jane Roe and John Doe are staff writers. */
const DOES =
  /^((and|&) \p{Lu}[\p{L}.'’ -]{2,40} )?(is|are|was|has|have|covers?|writes?|report(s|ed)?|teach(es)?|lives?|works?|edits?|runs?|leads?|joined|stud(ies|y)|serves?|contributes?|can)\b/u;

/** Whether a line says of one of the authors what they do for a paper, wherever it stands. */
export const isPortrait = (line: string, authors: string[]): boolean =>
  line.length <= MOST_AMONG &&
  WORKS.test(line) &&
  isAbout(line.replace(/^[^.!?]{0,80}@\S+\.\p{L}+\.? /u, ''), authors);

/** What those do who write articles. */
const WORKS =
  /\b(is|are) (an?|the)\b.{0,60}\b(reporter|writer|editor|correspondent|journalist|columnist|critic|anchor|producer|photographer)s?\b|\b(covers(?! (her|his|their|its|up)\b)|covering|has covered|writes about|reports on|reported from)\b/;

/** Whether a line says of the site what kind of house it is. */
export const isSelfPortrait = (
  line: string,
  siteName: string | null,
): boolean =>
  siteName !== null &&
  line.startsWith(`${siteName} is `) &&
  /\b(newsroom|news (organi[sz]ation|outlet|site|service)|journalism|non-?profit|publication|magazine|website)\b/i.test(
    line,
  );
