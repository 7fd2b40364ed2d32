import { createRequire } from 'node:module';

/**
 * `require` for what must not load before it is needed. Works as an ES module and in the CommonJS
 * bundle, where `import.meta` is empty. (`node -e` has a global `__filename` that names no file.)
 */
export const lazyRequire: NodeJS.Require = createRequire(
  (import.meta.url as string | undefined) ?? __filename,
);

/** Resolves as the package `name` itself would, so that its own dependencies are found wherever npm put them. */
export function requireOf(name: string): NodeJS.Require {
  return createRequire(lazyRequire.resolve(name));
}
