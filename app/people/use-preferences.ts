import { useRouteLoaderData } from '@remix-run/react';
import { useCallback, useState } from 'react';

import { COOKIES } from '#app/http/cookies.ts';
import {
  DEFAULT,
  writePreferences,
  type Preferences,
} from '#app/people/preferences.ts';

/** How the visitor likes to read and to type; a change is kept, and seen at once. */
export function usePreferences(): [
  Preferences,
  (preferences: Preferences) => void,
] {
  const root = useRouteLoaderData<{ reading: Preferences }>('root');
  const [preferences, setPreferences] = useState(root?.reading ?? DEFAULT);
  const change = useCallback((next: Preferences) => {
    setPreferences(next);
    const { dataset } = document.documentElement;
    dataset['face'] = next.face;
    dataset['size'] = next.size;
    document.cookie = `${COOKIES.reading}=${writePreferences(next)}; Path=/; Max-Age=31536000; SameSite=Lax`;
  }, []);
  return [preferences, change];
}
