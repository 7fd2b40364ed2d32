import { describe, expect, it } from 'vitest';
import { link, linkprop } from '../../../../protocol/route/link/index.ts';
import { IFF } from '../../../../protocol/route/types.ts';
import { digits } from '../../bytes.ts';
import { attribute, ifinfomsg, NESTED, newlink } from './message.ts';

/** What encoding gives is `bytes`, and decoding them gives the input back. */
function bothWays(input: Parameters<typeof link.encode>[1], bytes: Uint8Array): void {
  expect(digits(link.encode('RTM_NEWLINK', input))).toBe(digits(bytes));
  const plain = link.decode(bytes, true).$plain();
  expect(plain).toMatchObject(input);
}

describe('a link message', () => {
  it('has names in its header', () => {
    const bytes = newlink('', '00 00 0403 01000000 49000100 00000000');
    const { header } = link.decode(bytes, true);
    expect(header.$plain()).toEqual({
      family: 'unspec',
      type: 'loopback',
      index: 1,
      flags: IFF.values.up | IFF.values.loopback | IFF.values.running | IFF.values.lowerUp,
      change: 0,
    });
    const input = {
      header: { type: 'loopback', index: 1, flags: ['up', 'loopback', 'running', 'lowerUp'] },
    } as const;
    expect(digits(link.encode('RTM_NEWLINK', input))).toBe(digits(bytes));
  });

  it('takes an alias away by an empty one, which has no zero byte', () => {
    bothWays({ ifalias: '' }, newlink(attribute(20, '')));
    bothWays({ ifalias: 'to' }, newlink(attribute(20, '746f')));
    expect(link.decode(newlink(attribute(20, '746f00')), true).ifalias).toBe('to');
  });

  it('lists all alternative names', () => {
    const list = attribute(
      52 | NESTED,
      attribute(53, '6c616e00') + attribute(53, '7570006c') + attribute(53, '00'),
    );
    const view = link.decode(newlink(list), true);
    expect(view.propList?.altIfname).toEqual(['lan', 'up', '']);
    const request = linkprop.encode('RTM_NEWLINKPROP', { propList: { altIfname: ['lan', 'uplink'] } });
    expect(digits(request.subarray(32))).toBe(
      '180034800800 35006c616e00 0b00 350075706c696e6b0000'.replaceAll(' ', ''),
    );
    expect(linkprop.decode(request).propList?.altIfname).toEqual(['lan', 'uplink']);
  });

  it('writes horizons in as few bytes as the kernel', () => {
    bothWays({ maxPacingOffloadHorizon: 5n }, newlink(attribute(66, '05000000')));
  });
});

describe('what depends on the family', () => {
  const vlans = attribute(2, '0600 0100') + attribute(2, '0000 0a00');

  it('is VLANs of a bridge under AF_BRIDGE', () => {
    const bytes = newlink(attribute(26 | NESTED, vlans), ifinfomsg(7, 3));
    bothWays(
      {
        header: { family: 'bridge', index: 3 },
        afSpec: {
          vlanInfo: [
            { flags: 6, vid: 1 },
            { flags: 0, vid: 10 },
          ],
        },
      },
      bytes,
    );
  });

  it('is one nest a family otherwise', () => {
    const inet6 = attribute(10 | NESTED, attribute(8, '01'));
    const mctp = attribute(45 | NESTED, attribute(1, '07000000'));
    bothWays(
      { afSpec: { inet6: { addrGenMode: 'none' }, mctp: { net: 7 } } },
      newlink(attribute(26 | NESTED, inet6 + mctp)),
    );
  });

  it('keeps tunnels of VLANs apart', () => {
    const tunnel = (id: string, vid: string) =>
      attribute(3 | NESTED, attribute(1, id) + attribute(2, vid) + attribute(3, '0000'));
    const bytes = newlink(
      attribute(26 | NESTED, tunnel('e8030000', '0a00') + tunnel('d0070000', '1400')),
      ifinfomsg(7),
    );
    bothWays(
      {
        header: { family: 'bridge' },
        afSpec: {
          vlanTunnelInfo: [
            { id: 1000, vid: 10, flags: 0 },
            { id: 2000, vid: 20, flags: 0 },
          ],
        },
      },
      bytes,
    );
  });

  it('says by NESTED that a port is meant, without which the kernel reads a bare state', () => {
    bothWays(
      { header: { family: 'bridge' }, protinfo: { state: 'forwarding', guard: 1 } },
      newlink(attribute(12 | NESTED, attribute(1, '03') + attribute(5, '01')), ifinfomsg(7)),
    );
    bothWays(
      { header: { family: 'inet6' }, protinfo: { flags: 0x8000_0000 } },
      newlink(attribute(12 | NESTED, attribute(1, '00000080')), ifinfomsg(10)),
    );
    expect(link.decode(newlink(attribute(12, 'ff')), true).protinfo).toEqual(Uint8Array.of(0xff));
  });

  it('refuses what is another family’s', () => {
    expect(() =>
      link.encode('RTM_SETLINK', {
        header: { family: 'bridge' },
        afSpec: { inet6: { addrGenMode: 'none' } },
      }),
    ).toThrow('link.afSpec: IFLA_BRIDGE has no "inet6"');
  });
});
