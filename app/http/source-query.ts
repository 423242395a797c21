import { RELIABILITIES, SOURCE_KINDS } from '#app/sources/source.ts';

/** Which sources an address asks for; what it can't mean is not asked. */
export function sourceQueryIn(params: URLSearchParams) {
  const kind = params.get('kind');
  const reliability = params.get('reliability');
  return {
    text: params.get('q')?.trim().slice(0, 200) || null,
    kind: SOURCE_KINDS.find(known => known === kind) ?? null,
    reliability: RELIABILITIES.find(known => known === reliability) ?? null,
    tag: params.get('tag') || null,
    bare: params.get('bare') === '1',
    unused: params.get('unused') === '1',
  };
}
