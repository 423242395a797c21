import { parseHTML } from 'linkedom';
import { act, createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { beforeEach, expect, test, vi } from 'vitest';

import { useAddress } from '#app/ui/use-address.ts';

const router = vi.hoisted(() => ({
  params: new URLSearchParams(),
  type: 'POP',
  asked: [] as string[],
}));

// The router goes where it is sent only when the test says so.
vi.mock('@remix-run/react', () => ({
  useSearchParams: () => [
    router.params,
    (next: URLSearchParams) => router.asked.push(String(next)),
  ],
  useNavigationType: () => router.type,
}));

let root: Root;
let shown: string;
let type: (letter: string) => void;

function Page() {
  const [params, change] = useAddress();
  shown = params.get('q') ?? '';
  type = letter =>
    change(
      before => new URLSearchParams({ q: (before.get('q') ?? '') + letter }),
    );
  return null;
}

const render = () => act(() => root.render(createElement(Page)));

/** The router has arrived. */
async function arrive(address: string, by = 'REPLACE'): Promise<void> {
  router.params = new URLSearchParams(address);
  router.type = by;
  await render();
}

beforeEach(async () => {
  const { window } = parseHTML('<html><body><main></main></body></html>');
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', window.document);
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  Object.assign(router, {
    params: new URLSearchParams(),
    type: 'POP',
    asked: [],
  });
  root = createRoot(window.document.querySelector('main') as never);
  await render();
});

test('A letter that is typed while the address of the one before arrives is kept', async () => {
  await act(() => type('a'));
  await act(() => type('b'));
  await arrive('q=a');
  expect(shown).toBe('ab');
  await act(() => type('c'));
  expect(router.asked).toEqual(['q=a', 'q=ab', 'q=abc']);
  await arrive('q=abc');
  expect(shown).toBe('abc');
});

test('Where the browser leads counts, and the next change builds on it', async () => {
  await act(() => type('a'));
  await arrive('q=a');
  await arrive('q=z', 'POP');
  expect(shown).toBe('z');
  await act(() => type('b'));
  expect(router.asked.at(-1)).toBe('q=zb');
});
