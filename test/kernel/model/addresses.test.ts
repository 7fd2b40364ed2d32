import { describe, expect, it } from 'vitest';
import { Namespace } from '../../../src/index.ts';

describe('replacing an address', () => {
  it('keeps the prefix of an IPv6 address that is there, and gives that', async () => {
    await using host = Namespace.create();
    const br0 = await host.links.add({ kind: 'bridge', name: 'br0', addresses: ['fd00::1/64'] });
    const replaced = await br0.addresses.replace('fd00::1/128', {
      validLifetime: 1000,
      preferredLifetime: 500,
    });
    expect(replaced.cidr).toBe('fd00::1/64');
    expect(replaced.validLifetime).toBeLessThanOrEqual(1000);
    expect(await br0.addresses.list({ family: 'inet6' })).toHaveLength(1);
  });

  it('adds an IPv4 address beside that of another prefix', async () => {
    await using host = Namespace.create();
    const br0 = await host.links.add({ kind: 'bridge', name: 'br0', addresses: ['10.0.0.1/24'] });
    expect((await br0.addresses.replace('10.0.0.1/25')).cidr).toBe('10.0.0.1/25');
    expect((await br0.addresses.list()).map(({ cidr }) => cidr)).toEqual(['10.0.0.1/24', '10.0.0.1/25']);
  });
});
