import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { SavedState } from '#app/annotations/SavedState.tsx';
import { Vocabulary } from '#app/annotations/Vocabulary.tsx';
import { listTags, listWords } from '#app/annotations/vocabulary.server.ts';
import { requireVisitor } from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { canAddTags, canEditVocabulary } from '#app/people/policy.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';

export const meta: MetaFunction = () => [{ title: '标签 Tags · 旁注 Pangzhu' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const [tags, words, shell] = await Promise.all([
    listTags(ctx),
    listWords(ctx),
    shellData(ctx),
  ]);
  return { tags, words, shell };
}

/** What happens on the page never loads it again. */
export const shouldRevalidate = (): boolean => false;

export default function TagsPage() {
  const { t } = useTranslation();
  const { tags, words, shell } = useLoaderData<typeof loader>();
  const { me } = shell;
  return (
    <Shell {...shell} at="tags">
      <div className="head">
        <div className="grow">
          <h1>{t('vocabulary.title')}</h1>
          <p>{t('vocabulary.lead')}</p>
        </div>
        <SavedState />
      </div>
      <Vocabulary
        tags={tags}
        words={words}
        mayAdd={canAddTags(me)}
        mayEdit={canEditVocabulary(me)}
      />
    </Shell>
  );
}
