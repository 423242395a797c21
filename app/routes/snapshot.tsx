import type {
  LinksFunction,
  LoaderFunctionArgs,
  MetaFunction,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { validate } from 'uuid';

import { getClaim } from '#app/claims/claims.server.ts';
import { numberText, saidIn } from '#app/claims/claim.ts';
import { getEvidence } from '#app/claims/evidence.server.ts';
import { AppError } from '#app/errors.ts';
import { requireVisitor } from '#app/http/page.server.ts';
import type { Context } from '#app/context.server.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Shell } from '#app/people/Shell.tsx';
import { shellData } from '#app/people/shell.server.ts';
import { getSnapshot } from '#app/sources/snapshots.server.ts';
import { SnapshotViewer } from '#app/sources/SnapshotViewer.tsx';
import { getSource } from '#app/sources/sources.server.ts';
import { Icon } from '#app/ui/Icon.tsx';
import board from '#app/ui/styles/board.css?url';
import styles from '#app/ui/styles/sources.css?url';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.source.title ?? ''} · 旁注 Pangzhu` },
];

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: board },
  { rel: 'stylesheet', href: styles },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await requireVisitor(args);
  const { id = '', sid = '' } = args.params;
  const { searchParams } = new URL(args.request.url);
  try {
    if (!validate(id) || !validate(sid)) {
      throw new AppError('not-found', 'not-found');
    }
    const [source, snapshot, shell, evidence] = await Promise.all([
      getSource(ctx, id),
      getSnapshot(ctx, id, sid),
      shellData(ctx),
      known(ctx, searchParams.get('evidence'), getEvidence),
    ]);
    const claim = await known(
      ctx,
      searchParams.get('claim') ?? evidence?.claim ?? null,
      getClaim,
    );
    const recording = [snapshot, ...source.snapshots].find(one =>
      /^(audio|video)\//.test(one.mediaType),
    );
    return {
      source,
      snapshot,
      shell,
      locator: evidence?.locator ?? null,
      recording: recording
        ? { id: recording.id, mediaType: recording.mediaType }
        : null,
      claim: claim && {
        id: claim.value.id,
        label: `${numberText(claim.value.number)} ${saidIn(claim.value)}`,
        address: `/articles/${claim.value.article}?annotation=${claim.value.id}`,
      },
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') {
      throw new Response(null, { status: 404 });
    }
    throw error;
  }
}

/** What an address names beside the snapshot; null where there is no such thing for the visitor. */
async function known<T>(
  ctx: Context,
  id: string | null,
  get: (ctx: Context, id: string) => Promise<T>,
): Promise<T | null> {
  if (id === null || !validate(id)) return null;
  return get(ctx, id).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
}

export default function SnapshotPage() {
  const { t } = useTranslation();
  const { source, snapshot, shell, ...rest } = useLoaderData<typeof loader>();
  const at = `/api/v1/sources/${source.id}/snapshots/${snapshot.id}/bytes`;
  return (
    <Shell {...shell} at="sources">
      <div className="head">
        <div className="grow">
          <p>
            <a href={`/sources/${source.id}`}>{source.title}</a>
          </p>
          <h1 className="trunc">{snapshot.name || t('sources.viewer')}</h1>
        </div>
        <a className="btn line" href={at} download>
          <Icon name="out" small /> {t('sources.open')}
        </a>
      </div>
      {snapshot.typed && (
        <p className="note-bar info">{t('sources.typedLead')}</p>
      )}
      {snapshot.textLength === 0 && (
        <p className="note-bar info">{t('sources.noText')}</p>
      )}
      <SnapshotViewer
        key={snapshot.id}
        source={source.id}
        snapshot={snapshot}
        {...rest}
      />
    </Shell>
  );
}
