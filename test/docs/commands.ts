import { readFileSync } from 'node:fs';

/** A command of iproute2 and its line of TypeScript. */
export interface Row {
  readonly command: string;
  readonly code: string;
}

/** The rows below one heading: one program, run from the first to the last. */
export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** The sections of docs/from-iproute2.md that have a table. */
export function commandSections(): Section[] {
  const [, ...parts] = readFileSync('docs/from-iproute2.md', 'utf8').split(/^## /m);
  return parts
    .map((part) => ({
      title: part.split('\n', 1)[0] ?? '',
      rows: [...part.matchAll(/^\| `(.+)` \| `(.+)` \|$/gm)].map(([, command = '', code = '']) => ({
        command,
        code,
      })),
    }))
    .filter(({ rows }) => rows.length > 0);
}

/** The lines of a section as one program; `after` is called behind each with its number and its value. */
export function programOf({ rows }: Section): string {
  return rows
    .map(({ code }, at) => {
      const name = /^const (\w+) =/.exec(code)?.[1];
      return name === undefined ? `await after(${at}, ${code});` : `${code};\nawait after(${at}, ${name});`;
    })
    .join('\n');
}
