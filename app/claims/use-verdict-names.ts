import { createContext, useContext } from 'react';

import type { ClaimContent, Verdict, VerdictValue } from '#app/claims/claim.ts';
import { VERDICTS } from '#app/claims/claim.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';

/** The workspace's own words for verdicts. */
export const VerdictValues = createContext<readonly VerdictValue[]>([]);

/** One verdict that can be chosen. */
export type Choice = {
  verdict: Verdict;
  /** Id of the workspace's own word; null for the usual one. */
  value: string | null;
  name: string;
};

/** Gives a claim's verdict its name. */
export function useVerdictName(): (
  claim: Pick<ClaimContent, 'verdict' | 'value'>,
) => string {
  const { t } = useTranslation();
  const values = useContext(VerdictValues);
  return ({ verdict, value }) =>
    values.find(({ id }) => id === value)?.name ?? t(`verdict.${verdict}`);
}

/** What can be chosen, in order: the workspace's own words where it has some, else the usual ones. */
export function useVerdictChoices(): Choice[] {
  const { t } = useTranslation();
  const values = useContext(VerdictValues);
  return VERDICTS.flatMap((verdict): Choice[] => {
    const own = values.filter(({ meaning }) => meaning === verdict);
    return own.length > 0
      ? own.map(({ id, name }) => ({ verdict, value: id, name }))
      : [{ verdict, value: null, name: t(`verdict.${verdict}`) }];
  });
}
