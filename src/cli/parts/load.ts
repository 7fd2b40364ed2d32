import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder, keep, recall } from './cache.ts';

/**
 * Loads a part of the command, a CommonJS file beside it, as `require` would, with what V8 made of it the last time:
 * compiling is most of what `rtnl-dump` does. What is kept also has the functions that were called, so it is taken when
 * the part has run. Node.js's own `module.enableCompileCache` saves half as much, and there is none before Node.js 22.
 */
export function loadPart(name: string): unknown {
  const path = join(dirname(__filename), 'rtnl-dump', `${name}.cjs`);
  const fd = openSync(path, 'r');
  let text: string;
  let key: string;
  try {
    const { size, ctimeMs, ino, dev } = fstatSync(fd);
    // V8 itself asks for the same V8, its flags, and the same length of the text. npm sets all mtimes alike.
    key = [path, process.version, size, ctimeMs, ino, dev].join(' ');
    // The bundler writes nothing but ASCII.
    text = readFileSync(fd, 'latin1');
  } finally {
    closeSync(fd);
  }
  const folder = cacheFolder(process.env);
  const kept = folder === undefined ? undefined : recall(folder, name, key);
  const script = new Script(`(function (module, exports, require, __filename, __dirname) {${text}\n})`, {
    filename: path,
    cachedData: kept,
  });
  if (folder !== undefined && (kept === undefined || script.cachedDataRejected === true)) {
    process.once('exit', () => keep(folder, name, key, () => script.createCachedData()));
  }
  const module = { exports: {} };
  script.runInThisContext()(module, module.exports, createRequire(path), path, dirname(path));
  return module.exports;
}
