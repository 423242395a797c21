import { diffCharacters, type Piece } from '#app/articles/compare.ts';
import { compareVersions } from '#app/articles/compare.server.ts';
import type { Context } from '#app/context.server.ts';

/** As many changed blocks as one page shows. */
const MOST = 200;

/** The blocks that are others in the newest version than in an earlier one, each as what went and what came. @throws AppError not-found */
export async function changesBetween(
  ctx: Context,
  articleId: string,
  from: number,
  to: number,
): Promise<Piece[][]> {
  const { rows, blocks, others } = await compareVersions(
    ctx,
    articleId,
    from,
    to,
  );
  const before = new Map(others);
  return rows
    .filter(({ same, moved }) => !same && moved !== 'away')
    .slice(0, MOST)
    .map(row => {
      const was = row.before === null ? undefined : before.get(row.before);
      const is = row.after === null ? undefined : blocks[row.after];
      return diffCharacters(was?.text ?? '', is?.text ?? '');
    });
}
