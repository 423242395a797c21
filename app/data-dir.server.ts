import path from 'node:path';

import { projectRoot } from '#app/project-root.server.ts';

/** The folder of what is kept outside the database; absolute. */
export const dataDir = (): string =>
  path.resolve(projectRoot, process.env['DATA_DIR'] || 'data');
