// Resolves the package.json aliases for eslint-plugin-import: every import of
// ours names its file, so there is nothing to guess.
const fs = require('node:fs');
const path = require('node:path');

exports.interfaceVersion = 2;

exports.resolve = (source, from) => {
  const bare = source.replace(/\?\w+$/, '');
  const file = bare.startsWith('#')
    ? path.join(__dirname, bare.slice(1))
    : bare.startsWith('.')
      ? path.resolve(path.dirname(from), bare)
      : null;
  if (file === null) return { found: true, path: null };
  return fs.existsSync(file) ? { found: true, path: file } : { found: false };
};
