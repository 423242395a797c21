/** What describes a page, rather than being seen. */
const OPAQUE = /^<(meta|link|script|style)\b/i;
/** Elements that say what they hold. */
const TELLING =
  /<(\/?)(header|footer|nav|aside|main|section|article|time|address)\b/gi;

/** A name as a machine makes it: always the same for the same. */
export const hashed = (name: string): string => {
  let hash = 7;
  for (const one of name) hash = (hash * 31 + one.charCodeAt(0)) % 2 ** 31;
  return `k${hash.toString(36)}`;
};

/**
 * A page as a site has it whose names are made by machine: each class and id stays
 * one, and says nothing.
 *
 * @param plain whether its elements say nothing either: all of them are `div`
 */
export function unnamed(html: string, plain: boolean): string {
  const named = html.replace(/<[a-z][^>]*>/gi, tag =>
    OPAQUE.test(tag)
      ? tag
      : tag
          .replace(
            / (class|id)="([^"]*)"/g,
            (_, name: string, names: string) =>
              ` ${name}="${names.split(/\s+/).filter(Boolean).map(hashed).join(' ')}"`,
          )
          .replace(
            / href="#([^"]+)"/,
            (_, name: string) => ` href="#${hashed(name)}"`,
          ),
  );
  return plain ? named.replace(TELLING, '<$1div') : named;
}
