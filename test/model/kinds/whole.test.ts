import { describe, expect, it } from 'vitest';
import { modelOf, nowhere, throughBytes } from './support.ts';

/** What is said of an interface of a kind that was made with options, when something of it is changed. */
async function changed(kind: string, made: object, change: object): Promise<object> {
  const model = modelOf(kind);
  const data = await model.create(made, nowhere);
  const said = await model.change(change, nowhere, throughBytes({ kind, data }));
  return model.read(throughBytes({ kind, data: said }));
}

describe('a change to a tunnel, of which the kernel takes what is left out as its default', () => {
  const gre = { remote: '192.0.2.1', dev: 7, ttl: 5, key: 7, seq: true, pmtudisc: true } as const;

  it('says again what stays', async () => {
    expect(await changed('gre', gre, { tos: 4 })).toMatchObject({
      ...{ remote: '192.0.2.1', dev: 7, ttl: 5, ikey: 7, okey: 7, iseq: true, oseq: true, tos: 4 },
      ...{ icsum: false, ocsum: false, pmtudisc: true },
    });
    const ip6 = { remote: '2001:db8::1', tclass: 'inherit', flowlabel: 5, encaplimit: 'none', mode: 'ipip6' };
    expect(await changed('ip6tnl', ip6, { hoplimit: 9 })).toMatchObject({ ...ip6, hoplimit: 9 });
    const vti = { remote: '192.0.2.1', key: 7 };
    expect(await changed('vti', vti, { okey: 9 })).toEqual({ remote: '192.0.2.1', ikey: 7, okey: 9 });
  });

  it('means both directions by one word, and one by its own', async () => {
    expect(await changed('gre', gre, { key: 9, seq: false })).toMatchObject({
      ...{ ikey: 9, okey: 9, iseq: false, oseq: false },
    });
    expect(await changed('gre', gre, { csum: true, icsum: false })).toMatchObject({
      ...{ icsum: false, ocsum: true, iseq: true },
    });
    expect(await changed('gre', gre, { key: null })).not.toHaveProperty('ikey');
  });

  it('turns single bits off', async () => {
    const ip6 = { remote: '2001:db8::1', dscp: 'inherit', allowLocalremote: true, fwmark: 'inherit' };
    expect(await changed('ip6gre', ip6, { dscp: null, fwmark: 3 })).toMatchObject({
      ...{ dscp: null, allowLocalremote: true, fwmark: 3 },
    });
  });

  it('begins with what ip says, unless the ends come with the packets', async () => {
    expect(await changed('ip6gre', {}, {})).toMatchObject({ hoplimit: 64, encaplimit: 4, encapCsum6: true });
    expect(await changed('ip6gre', { external: true }, {})).toEqual({ external: true });
    expect(await changed('ipip', { external: true }, {})).toEqual({ external: true, mode: 'any' });
    expect(await changed('sit', {}, {})).toEqual({ mode: 'any', ttl: 'inherit' });
  });
});
