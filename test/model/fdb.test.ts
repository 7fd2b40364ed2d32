import { describe, expect, it } from 'vitest';
import { neighbour } from '../../protocol/route/neighbour.ts';
import { Writer } from '../../protocol/wire/index.ts';
import { bulkDeletions } from '../../src/model/fdb-bulk.ts';
import { FdbEntry } from '../../src/model/fdb-entry.ts';
import {
  checkFdbFilter,
  type FdbFilter,
  type FdbOptions,
  fdbInput,
  newState,
} from '../../src/model/fdb-options.ts';
import type { Namespace } from '../../src/model/namespace.ts';
import { InputError } from '../../src/sys/input-error.ts';
import { captures } from '../captures/read.ts';

/** What asks nobody needs none. */
const nowhere = 'nowhere' as unknown as Namespace;
const mac = '02:00:5e:10:00:01';
const links = new Map([[5, 'veth0']]);

type Options = Omit<FdbOptions, 'dev'>;

/** As the kernel would send it: written, and read again. */
async function written(options: Options, lladdr = mac): Promise<FdbEntry> {
  const state = newState(options);
  const input = await fdbInput(nowhere, lladdr, 5, options);
  const bytes = neighbour.encode('RTM_NEWNEIGH', { ...input, header: { ...input.header, state } });
  return new FdbEntry(nowhere, neighbour.decode(bytes), links);
}

describe('a forwarding entry that is asked for', () => {
  it("is permanent and in the interface's own table, unless something else is said", async () => {
    const made = await written({}, '2:0:5E:10:0:1');
    expect(made).toMatchObject({ lladdr: mac, dev: 'veth0', index: 5, state: 'permanent', flags: ['self'] });
    expect(made).toMatchObject({ isSelf: true, isDynamic: false, vlan: undefined, master: undefined });
    expect(String(made)).toBe('forwarding entry 02:00:5e:10:00:01 of veth0 in nowhere');
  });

  it('may be in either table or both, and in any state', async () => {
    expect(await written({ master: true, state: 'static' })).toMatchObject({
      state: 'static',
      flags: ['master'],
    });
    expect(await written({ master: true, self: true })).toMatchObject({ flags: ['self', 'master'] });
    const learned = await written({
      master: true,
      state: 'dynamic',
      externLearn: true,
      sticky: true,
      vlan: 10,
    });
    expect(learned).toMatchObject({ state: 'reachable', isDynamic: true, vlan: 10 });
    expect(learned.flags).toEqual(['extern_learn', 'master', 'sticky']);
  });

  it("is behind a VXLAN's remote end", async () => {
    const made = await written({ dst: '2001:DB8::1', port: 5000, vni: 7, srcVni: 8, via: 5 });
    expect(made).toMatchObject({ dst: '2001:db8::1', port: 5000, vni: 7, srcVni: 8, via: 'veth0' });
    expect(String(made)).toBe('forwarding entry 02:00:5e:10:00:01 of veth0 dst 2001:db8::1 in nowhere');
    expect(await written({ nhid: 12 }, '0:0:0:0:0:0')).toMatchObject({
      nhid: 12,
      lladdr: '00:00:00:00:00:00',
    });
  });

  it.each<[object, string]>([
    [{ mastr: true }, 'a forwarding entry has no option "mastr"; did you mean "master"?'],
    [{ vlan: 4095 }, 'vlan: a whole number from 1 to 4094 is needed, got 4095'],
    [
      { dst: '198.51.100.1', master: true },
      "dst: it is for a VXLAN's own entries (self), not for those of its bridge (master)",
    ],
    [{ nhid: 12, vni: 5 }, 'nhid: say it in place of vni, not beside it'],
    [
      { dst: '198.51.100.1/24' },
      'dst: an IPv4 or IPv6 address is needed (without a prefix length), got "198.51.100.1/24"',
    ],
    [{ port: 0 }, 'port: a whole number from 1 to 65535 is needed, got 0'],
    [{ vni: 0x1000000 }, 'vni: a whole number from 0 to 16777215 is needed, got 16777216'],
    [{ state: 'statik' }, 'state: a new entry has no state "statik"; did you mean "static"?'],
    [
      { sticky: true },
      'sticky: a permanent entry is for this host and can not move; say state static or dynamic',
    ],
  ])('is refused before anything is sent: %j', async (options, message) => {
    await expect(written(options as Options)).rejects.toThrow(new InputError(message));
  });

  it.each(['02:00:5e:10:00', '02:00:5e:10:00:01:02', '', '198.51.100.1'])(
    'has a MAC address, not %j',
    async (text) => {
      await expect(written({}, text)).rejects.toThrow(
        new InputError(
          `lladdr: a MAC address such as 02:00:5e:10:00:01 is needed, got ${JSON.stringify(text)}`,
        ),
      );
    },
  );

  it('is not looked for with a filter that there is not', () => {
    expect(() => checkFdbFilter({ brigde: 'br0' } as object)).toThrow(
      /no option "brigde"; did you mean "bridge"\?/,
    );
    expect(() => checkFdbFilter({ state: 'dynamic' } as object)).toThrow(
      /^state: an entry has no state "dynamic"/,
    );
  });
});

describe('forwarding entries that are flushed', () => {
  /** Entries of a port of bridge 2, or of an interface's own table. */
  const entries = (count: number, master: number | undefined): FdbEntry[] => {
    const header = { family: 'bridge', ifindex: 4, state: 2, flags: 0 } as const;
    const view = neighbour.decode(neighbour.encode('RTM_NEWNEIGH', { header, lladdr: mac, master }));
    return Array.from({ length: count }, () => new FdbEntry(nowhere, view, links));
  };
  /** What comes behind the nlmsghdr, and the flags in it, as hex. */
  const sent = (all: readonly FdbEntry[], filter: FdbFilter, port?: number): string[] =>
    bulkDeletions(all, filter, port).map((each) => {
      const writer = new Writer();
      each.write(writer, 0);
      const hex = Buffer.from(writer.written()).toString('hex');
      return `${hex.slice(12, 16)} ${hex.slice(32)}`;
    });

  // Recorded with strace from bridge of iproute2 6.1: `bridge fdb flush dev b0 WORDS`; NLM_F_ACK comes with the batch.
  it.each<[words: string, filter: FdbFilter, port: number | undefined, bytes: string]>([
    ['nopermanent', {}, undefined, '07000000 02000000 0000 0200 0600 1000 8000 0000'],
    [
      'brport p0 vlan 10 static nopermanent',
      { dev: 4, vlan: 10, state: 'static' },
      4,
      '07000000 02000000 4000 0200 0800 0800 04000000 0600 0500 0a00 0000 0600 1000 c000 0000',
    ],
  ])('go in bulk as bridge fdb flush says it: %s', (_, filter, port, bytes) => {
    expect(sent(entries(100, 2), filter, port)).toEqual([`0102 ${bytes.replaceAll(' ', '')}`]);
  });

  it('go one by one where there are few, or the kernel has no such filter', () => {
    expect(sent(entries(10, 2), {})).toEqual([]);
    for (const filter of [{ state: 'stale' }, { lladdr: mac }, { dst: '192.0.2.1' }] as const) {
      expect(sent(entries(100, 2), filter)).toEqual([]);
    }
  });

  it("go in one request a table, and a port is named in a bridge's alone", () => {
    const both = [...entries(100, 2), ...entries(100, undefined)];
    const ends = sent(both, { dev: 4, dynamic: true }, 4).map((hex) => hex.slice(5));
    expect(ends).toEqual([
      '070000000200000000000200080008000400000006001000c0000000',
      '07000000040000000000020006001000c0000000',
    ]);
  });
});

describe('a forwarding entry that a kernel told', () => {
  it('is of the bridge or its own, and has a state', () => {
    const all = captures().filter(({ file }) => file.endsWith('/fdb.hex'));
    expect(all.length).toBeGreaterThan(15);
    for (const { bytes } of all) {
      const told = new FdbEntry(nowhere, neighbour.decode(bytes), new Map());
      expect(told.lladdr).toMatch(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
      expect(told.state).toMatch(/^(permanent|static|stale|reachable)$/);
      expect(told.isSelf || told.master !== undefined).toBe(true);
      expect(told.isDynamic).toBe(told.state === 'stale' || told.state === 'reachable');
    }
  });
});
