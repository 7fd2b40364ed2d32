import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A piece of TypeScript in a page. */
export interface Block {
  /** `docs/errors.md:12` */
  readonly place: string;
  readonly code: string;
}

/** The pages whose code is run. */
export const pages: readonly string[] = [
  'README.md',
  'protocol/README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** Every block of TypeScript in the pages. */
export function blocks(): Block[] {
  return pages.flatMap((page) => {
    const text = readFileSync(page, 'utf8');
    return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ index, 1: code = '' }) => ({
      place: `${page}:${text.slice(0, index).split('\n').length}`,
      code,
    }));
  });
}

/** The code with the package's names leading to its sources. */
export function resolved(code: string): string {
  return code
    .replaceAll(/from 'rtnl\/protocol'/g, "from './protocol/index.ts'")
    .replaceAll(/from 'rtnl'/g, "from './src/index.ts'");
}

/** Whether running it takes a netlink socket. */
export function needsKernel({ code }: Block): boolean {
  return /from 'rtnl'/.test(code);
}
