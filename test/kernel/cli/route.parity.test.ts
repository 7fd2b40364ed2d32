import { describe, expect, it } from 'vitest';
import { build, lacking } from '../configurations/build.ts';
import { configurations } from '../configurations/index.ts';
import { differences } from '../support/parity.ts';
import { sample } from '../support/sample.ts';

interface Line {
  readonly command: 'ip' | 'bridge';
  readonly words: string;
}

const ip = (...words: string[]): Line[] => words.map((each) => ({ command: 'ip', words: each }));
const bridge = (...words: string[]): Line[] => words.map((each) => ({ command: 'bridge', words: each }));

const routes = ip('route', '-6 route', 'route show table all', '-d -s route show table all');

/** What is compared, by what a configuration's name begins with. */
const lines: readonly (readonly [of: RegExp, lines: readonly Line[]])[] = [
  [/mpls/, [...routes, ...ip('-f mpls -d route', '-f mpls route show 104')]],
  [/^(route|vrf)/, routes],
  [/^neigh/, ip('neigh show nud all', '-s neigh', 'neigh show proxy', 'neigh show dev v0')],
  [/^rule/, ip('-d rule', '-6 rule')],
  [/^nsid/, ip('netns list-id')],
  [/^(bridge|vxlan)/, bridge('-d -s fdb show', 'fdb show dynamic')],
];

const linesOf = (name: string) => lines.find(([of]) => of.test(name))?.[1] ?? [];

const chosen = sample(configurations.filter(({ name }) => linesOf(name).length > 0));

/** iproute2 6.1 leaves out a space between the times and the probes, and has two elsewhere. */
const spaced = (answer: string) =>
  answer.replaceAll(/(\d)probes/g, '$1 probes').replaceAll(/(\S) {2}(?=\S)/g, '$1 ');

/** Keys of newer versions of iproute2 than the 6.1 that this was made after, for what newer kernels tell. */
const extra = ['sport_mask', 'dport_mask'];

describe('routes, rules, neighbours and forwarding entries as iproute2 shows them', () => {
  it.for(chosen)('$name', { timeout: 300_000 }, async ({ name, ...rest }, { skip }) => {
    const configuration = { name, ...rest };
    const missing = lacking(configuration);
    if (missing.length > 0) skip(`this machine lacks ${missing.join(', ')}`);
    const { namespace, remove } = build(configuration);
    try {
      const found: string[] = [];
      for (const { command, words } of linesOf(name)) {
        for (const line of [words, `-j ${words}`]) {
          const adapt = words === '-s neigh' && line === words ? { adapt: spaced } : {};
          const different = await differences({ command, namespace, line: line.split(' '), extra, ...adapt });
          if (different.length > 0) found.push(`${command} ${line}:`, ...different);
        }
      }
      expect(found.join('\n')).toBe('');
    } finally {
      remove();
    }
  });
});
