import { describe, expect, it } from 'vitest';
import { inOrder } from '../../src/model/link-order.ts';

describe('changes that do not go together in one message', () => {
  it.each([
    [{ up: true, addrGenMode: 'none', mtu: 1400 }, [{ addrGenMode: 'none' }, { up: true, mtu: 1400 }]],
    [{ up: false, mac: '02:00:5e:10:00:01' }, [{ up: false }, { mac: '02:00:5e:10:00:01' }]],
    [{ up: false, name: 'eth1', mtu: 1400 }, [{ up: false }, { name: 'eth1', mtu: 1400 }]],
    [{ master: 'bond0', up: false }, [{ up: false }, { master: 'bond0' }]],
  ] as const)('are sent in two: %j', (changes, messages) => {
    expect(inOrder(changes)).toEqual(messages);
  });

  it.each([
    {},
    { up: true },
    { up: true, mac: '02:00:5e:10:00:01', name: 'eth1', master: 'bond0' },
    { up: false, addrGenMode: 'none' },
    { up: false, mtu: 1400, master: null },
    { addrGenMode: 'none', mac: '02:00:5e:10:00:01' },
  ] as const)('are few: %j is one message', (changes) => {
    expect(inOrder(changes)).toEqual([changes]);
  });
});
