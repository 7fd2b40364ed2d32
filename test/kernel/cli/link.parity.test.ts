import { describe, expect, it } from 'vitest';
import { addresses } from '../configurations/addresses.ts';
import { bridges } from '../configurations/bridges.ts';
import { build, lacking } from '../configurations/build.ts';
import { links } from '../configurations/links.ts';
import { namespaces } from '../configurations/namespaces.ts';
import { stacked } from '../configurations/stacked.ts';
import { tunnels } from '../configurations/tunnels.ts';
import { differences } from '../support/parity.ts';
import { sample } from '../support/sample.ts';

const lines = [
  'link',
  '-d link',
  '-s -s link',
  '-br link',
  '-o -d link',
  '-j link',
  '-j -d -s link',
  '-j -d -s -s link',
  'addr',
  '-d addr',
  '-br addr',
  '-o addr',
  '-4 addr',
  '-0 addr',
  '-j addr',
  '-j -d addr',
  '-j -br addr',
  '-j -4 addr',
];

/** Keys of newer versions of iproute2 than the 6.1 that this was made after. */
const extra = ['gso_ipv4_max_size', 'gro_ipv4_max_size', 'protocol'];

const configurations = sample([...links, ...bridges, ...stacked, ...tunnels, ...addresses, ...namespaces]);

describe('links and addresses as ip shows them', () => {
  it.for(configurations)('$name', { timeout: 300_000 }, async (configuration, { skip }) => {
    const missing = lacking(configuration);
    if (missing.length > 0) skip(`this machine lacks ${missing.join(', ')}`);
    const { namespace, remove } = build(configuration);
    try {
      const found: string[] = [];
      for (const line of lines) {
        const different = await differences({ namespace, line: line.split(' '), extra });
        if (different.length > 0) found.push(`ip ${line}:`, ...different);
      }
      expect(found.join('\n')).toBe('');
    } finally {
      remove();
    }
  });
});
