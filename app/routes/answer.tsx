import type {
  ActionFunctionArgs,
  HeadersFunction,
  LinksFunction,
  LoaderFunctionArgs,
  MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { requireOwnOrigin } from '#app/http/api.server.ts';
import { readForm } from '#app/http/body.server.ts';
import {
  linkLoader,
  pageAction,
  SECRET_PAGE,
  type Refused,
} from '#app/http/page.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { countAttempt } from '#app/people/attempts.server.ts';
import { Fault } from '#app/people/Door.tsx';
import { LanguageSwitch } from '#app/people/LanguageSwitch.tsx';
import {
  answerQueries,
  lookAtQueryLink,
  openQueryLink,
} from '#app/queries/query-links.server.ts';
import type { Asked } from '#app/queries/query.ts';
import { Icon, Logo } from '#app/ui/Icon.tsx';
import gates from '#app/ui/styles/gates.css?url';

export const meta: MetaFunction = () => [
  { title: '追问 Queries · 旁注 Pangzhu' },
  { name: 'robots', content: 'noindex' },
];
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: gates }];
export const headers: HeadersFunction = () => SECRET_PAGE;

/** Looking shows nothing of what is asked: who follows links in mail sees no passage. */
export const loader = (args: LoaderFunctionArgs) =>
  linkLoader(args, token => lookAtQueryLink(args.context, token));

/** As much as a form of answers may be. */
const MOST_BYTES = 5_000_000;

export const action = (args: ActionFunctionArgs) =>
  pageAction(args, async () => {
    const { request, context } = args;
    requireOwnOrigin(request);
    const form = await readForm(request, MOST_BYTES);
    await countAttempt(context.clientAddress, 'answer');
    const { token = '', do: what, ...answers } = Object.fromEntries(form);
    const sent = what === 'answer';
    if (sent) {
      await answerQueries(context, String(token), answers);
      context.live.wake();
    }
    return { asked: await openQueryLink(context, String(token)), sent };
  });

export default function Answer() {
  const { t } = useTranslation();
  const { token, found, problem: dead } = useLoaderData<typeof loader>();
  const done = useActionData<{ asked: Asked; sent: boolean } | Refused>();
  const problem = done && 'problem' in done ? done.problem : dead;
  const opened = done && 'asked' in done ? done : null;
  return (
    <main className="answers">
      <p className="brand">
        <Logo />
        <span>{t('app')}</span>
      </p>
      <h1>{t('answer.title')}</h1>
      {problem && <Fault>{problem.detail}</Fault>}
      {found && !opened && !problem && (
        <form method="post" action={`/answer?token=${token}`}>
          <p>{t('answer.lead', { name: found.name, count: found.count })}</p>
          <input type="hidden" name="token" value={token} />
          <button className="btn pri" name="do" value="open">
            {t('answer.open')}
          </button>
        </form>
      )}
      {opened && (
        <Questions token={token} asked={opened.asked} sent={opened.sent} />
      )}
      <LanguageSwitch to={`/answer?token=${token}`} />
    </main>
  );
}

function Questions(props: { token: string; asked: Asked; sent: boolean }) {
  const { t } = useTranslation();
  const { token, asked, sent } = props;
  return (
    <form method="post" action={`/answer?token=${token}`}>
      <p className="muted">{t('answer.only')}</p>
      {sent && (
        <p role="status" className="ok">
          <Icon name="check" small /> {t('answer.sent')}
        </p>
      )}
      <input type="hidden" name="token" value={token} />
      <ol>
        {asked.items.map(one => (
          <li key={one.id}>
            <blockquote>
              {one.passage.slice(0, one.start)}
              <mark>{one.passage.slice(one.start, one.end)}</mark>
              {one.passage.slice(one.end)}
            </blockquote>
            <p>
              <b>{one.question}</b>
            </p>
            {one.decided ? (
              <>
                {one.answer && <p className="said">{one.answer}</p>}
                <p className="muted">{t('answer.decided')}</p>
              </>
            ) : (
              <label>
                {t('answer.yours')}
                <textarea
                  className="field"
                  name={one.id}
                  rows={3}
                  maxLength={20_000}
                  defaultValue={one.answer ?? ''}
                />
              </label>
            )}
          </li>
        ))}
      </ol>
      {asked.items.some(one => !one.decided) && (
        <button className="btn pri" name="do" value="answer">
          {t('answer.send')}
        </button>
      )}
    </form>
  );
}
