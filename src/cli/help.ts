import { dashed } from './arguments.ts';
import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { optionTable } from './option-table.ts';
import type { Option } from './options.ts';

/** `rtnl-dump --help`: everything there is, on two screens. */
export function generalHelp(): string {
  return `Usage: rtnl-dump [OPTIONS] [OBJECT [ARGUMENTS]]

Shows what the Linux kernel knows of its network, as ip(8) and bridge(8) do. Without an object: all of the network
namespace at a glance. Nothing is ever changed.

Objects (any beginning of a name will do: l, a, r, n, ru):
${rows(commands.map(({ names, summary }) => [names[0], summary]))}

Options (before the object or after it; one dash or two; long names may be cut short):
${rows(optionTable.map((option) => [written(option), option.help]))}

"rtnl-dump OBJECT --help" tells what an object takes. Exit status: 0; 1 when something failed or could not be
decoded; 2 when the command line names what does not exist.

Code that was compiled is kept in rtnl-dump in $XDG_CACHE_HOME or ~/.cache, which saves half of the time after
Node.js's own start; NODE_DISABLE_COMPILE_CACHE=1 keeps none.
`;
}

/** `rtnl-dump OBJECT --help`. */
export function commandHelp({ names, summary, usage }: Command): string {
  const [name, ...others] = names;
  const also = others.length === 0 ? '' : ` (also: ${others.join(', ')})`;
  return `Usage: rtnl-dump [OPTIONS] ${name} ${usage.trim()}\n\n${name}: ${summary}${also}\n`;
}

function written({ names, takes }: Option): string {
  const all = names.map(dashed).join(', ');
  return takes === undefined ? all : `${all} ${takes}`;
}

function rows(rows: readonly (readonly [string, string])[]): string {
  const width = Math.min(28, Math.max(...rows.map(([left]) => left.length)));
  return rows
    .map(([left, right]) => {
      if (left.length > width) return `  ${left}\n  ${' '.repeat(width)}  ${right}`;
      return `  ${left.padEnd(width)}  ${right}`;
    })
    .join('\n');
}
