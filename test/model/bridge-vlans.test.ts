import { describe, expect, it } from 'vitest';
import { link } from '../../protocol/route/link/index.ts';
import { vlansOf } from '../../src/model/bridge-vlan.ts';
import { type BridgeVlanOptions, vlanInput } from '../../src/model/bridge-vlan-options.ts';
import { InputError } from '../../src/sys/input-error.ts';
import { captures } from '../captures/read.ts';

/** What comes behind the nlmsghdr, as hex. */
function sent(options: BridgeVlanOptions, isBridge = false): string {
  const bytes = link.encode('RTM_SETLINK', vlanInput(isBridge ? 2 : 4, isBridge, options));
  return Buffer.from(bytes.subarray(16)).toString('hex');
}

describe('VLANs of a port that are asked for', () => {
  // Recorded with strace from bridge of iproute2 6.1: `bridge vlan add WORDS dev p0`.
  it.each<[words: string, options: BridgeVlanOptions, bytes: string]>([
    ['vid 10', { vid: 10 }, '07000000 04000000 00000000 00000000 0c001a00 08000200 00000a00'],
    [
      'vid 10 pvid untagged',
      { vid: 10, pvid: true, untagged: true },
      '07000000 04000000 00000000 00000000 0c001a00 08000200 06000a00',
    ],
    [
      'vid 20-30',
      { vid: [20, 30] },
      '07000000 04000000 00000000 00000000 14001a00 08000200 08001400 08000200 10001e00',
    ],
    [
      'vid 20-30 untagged master',
      { vid: [20, 30], untagged: true, master: true },
      '07000000 04000000 00000000 00000000 1c001a00 06000000 01000000 08000200 0c001400 08000200 14001e00',
    ],
  ])('are the bytes of bridge vlan add %s', (_, options, bytes) => {
    // What bridge does not say: that the attribute is a nest.
    expect(sent(options).replace(/1a80/, '1a00')).toBe(bytes.replaceAll(' ', ''));
  });

  it("are a bridge's own, unless something else is said", () => {
    const bytes = '0700000002000000000000000000000014001a0006000000020000000800020000000a00';
    expect(sent({ vid: 10 }, true).replace(/1a80/, '1a00')).toBe(bytes);
    expect(sent({ vid: 10, self: true }, true)).toBe(sent({ vid: 10 }, true));
    expect(vlanInput(2, true, { vid: 10, master: true }).afSpec?.flags).toBe(1);
    expect(vlanInput(4, false, { vid: 10, self: true, master: true }).afSpec?.flags).toBe(3);
  });

  it('are one when a range begins with its end', () => {
    expect(sent({ vid: [10, 10] })).toBe(sent({ vid: 10 }));
  });

  it.each<[object, string]>([
    [{ vid: 0 }, 'vid: a whole number from 1 to 4094 is needed, got 0'],
    [{ vid: 4095 }, 'vid: a whole number from 1 to 4094 is needed, got 4095'],
    [{ vid: '10' }, 'vid: a whole number from 1 to 4094 is needed, got 10'],
    [{}, 'vid: a whole number from 1 to 4094 is needed, got undefined'],
    [{ vid: [20, 10] }, 'vid: the range begins with 20, which is more than its end, 10'],
    [{ vid: [20] }, 'vid: a whole number from 1 to 4094 is needed, got undefined'],
    [{ vid: [20, 30], pvid: true }, 'pvid: frames without a tag belong to one VLAN, not to 20 to 30'],
    [{ vid: 10, untaged: true }, 'a VLAN of a port has no option "untaged"; did you mean "untagged"?'],
  ])('are refused before anything is sent: %j', (options, message) => {
    expect(() => sent(options as BridgeVlanOptions)).toThrow(new InputError(message));
  });
});

describe('VLANs of a port that a kernel told', () => {
  it.each(['6.1', '6.12', '7.2'])('are each one, in ranges or not: Linux %s', (kernel) => {
    const views = captures()
      .filter(({ file, note }) => file === `${kernel}/bridge.hex` && note.startsWith('bridge-vlans:'))
      .map(({ bytes, note }) => ({ view: link.decode(bytes), compressed: note.includes('COMPRESSED') }));
    expect(views.some(({ compressed }) => compressed)).toBe(true);
    const told = new Map<string, unknown>();
    for (const { view, compressed } of views) {
      const vlans = vlansOf(view);
      const ranges = view.afSpec?.vlanInfo?.length ?? 0;
      if (compressed && vlans.length > 3) expect(ranges).toBeLessThan(vlans.length);
      else expect(ranges).toBe(vlans.length);
      const before = told.get(`${view.ifname}`);
      if (before !== undefined) expect(vlans).toEqual(before);
      told.set(`${view.ifname}`, vlans);
    }
    const plain = { pvid: false, untagged: false };
    expect(told.get('v0')).toEqual([
      { vid: 10, pvid: true, untagged: true },
      { vid: 20, ...plain },
      ...Array.from({ length: 11 }, (_, at) => ({ vid: 100 + at, ...plain })),
    ]);
  });
});
