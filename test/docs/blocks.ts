import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A piece of TypeScript in a page. */
export interface Block {
  /** `docs/errors.md:12` */
  readonly place: string;
  /** The heading that it is under, without the signs. */
  readonly heading: string;
  readonly code: string;
}

function pagesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

/** The labs, which their tests in `test/kernel/labs` run. */
export const labs: readonly string[] = pagesIn('docs/labs').filter((page) => /\/l\d+-/.test(page));

/** The pages whose blocks together are one program. */
const whole: readonly string[] = ['docs/tour.md', ...labs];

/** The pages whose code is run. */
export const pages: readonly string[] = [
  'README.md',
  'protocol/README.md',
  ...pagesIn('docs'),
  ...pagesIn('docs/labs'),
];

/** Every program in the pages: a block, or all blocks of a page. */
export function programs(): Block[] {
  return pages.flatMap((page) => {
    const found = blocksOf(page);
    const code = found.map((block) => block.code).join('\n');
    return whole.includes(page) ? [{ place: page, heading: '', code }] : found;
  });
}

/** The blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(page, 'utf8');
  let heading = '';
  const found: Block[] = [];
  for (const match of text.matchAll(/^```(\w*)\n([\s\S]*?)^```$|^#+ (.*)$/gm)) {
    const [, language, code = '', title] = match;
    if (title !== undefined) heading = title;
    else if (language === 'ts')
      found.push({ place: `${page}:${text.slice(0, match.index).split('\n').length}`, heading, code });
  }
  return found;
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
