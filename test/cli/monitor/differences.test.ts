import { describe, expect, it } from 'vitest';
import { printTurns, type Said, turnsOf, turnsOfUnsaid } from '../../../src/cli/monitor/differences.ts';
import type { ObjectSubject } from '../../../src/cli/monitor/subjects.ts';
import { jsonOf, textOf } from '../support.ts';

const textFor = (subject: ObjectSubject, old: Said, now: Said) =>
  textOf((printer) => printTurns(printer, subject, now, turnsOf(old, now)));

describe('what changed of an object', () => {
  const link: Said = { ifindex: 3, ifname: 'v0', flags: ['BROADCAST', 'UP'], mtu: 1500, link: null };

  it('is told old -> new, after what people know it by', () => {
    const now = { ...link, flags: ['BROADCAST'], mtu: 1400, link: 'v1', master: 'br0' };
    expect(textFor('link', link, now)).toBe(
      '3: v0: flags BROADCAST,UP -> BROADCAST; mtu 1500 -> 1400; link NONE -> v1; master none -> br0\n',
    );
  });

  it('is told for programs', () => {
    const now = { ...link, mtu: 1400, promiscuity: 9007199254740993n };
    const [line] = JSON.parse(
      jsonOf((printer) =>
        printer.object(undefined, () => printTurns(printer, 'link', now, turnsOf(link, now))),
      ).replace('9007199254740993', '"9007199254740993"'),
    ) as unknown[];
    expect(line).toEqual({
      ifindex: 3,
      ifname: 'v0',
      changes: { mtu: { old: 1500, new: 1400 }, promiscuity: { new: '9007199254740993' } },
    });
  });

  it('goes into members, and takes lists whole', () => {
    const of = (state: number): Said => ({
      ...link,
      linkinfo: { info_kind: 'bridge', info_data: { stp_state: state, hello_timer: state } },
    });
    expect(textFor('link', of(0), of(1))).toBe('3: v0: linkinfo.info_data.stp_state 0 -> 1\n');
    const route: Said = { type: 'unicast', dst: 'default', table: 'main', metric: 5 };
    const ways = { ...route, nexthops: [{ gateway: '10.0.0.1', dev: 'v0', flags: [] }, { dev: 'v1' }] };
    expect(textFor('route', route, ways)).toBe(
      'default metric 5: nexthops none -> {gateway 10.0.0.1 dev v0 flags none},{dev v1}\n',
    );
  });

  it('is not what passes by itself', () => {
    const address: Said = { index: 2, dev: 'eth0', family: 'inet', local: '10.0.0.1', prefixlen: 24 };
    const old = { ...address, valid_life_time: 90, preferred_life_time: 80 };
    expect(turnsOf(old, { ...address, valid_life_time: 60, preferred_life_time: 50 })).toEqual([]);
    expect(textFor('addr', old, { ...old, deprecated: true })).toBe(
      '2: eth0    inet 10.0.0.1/24: deprecated none -> true\n',
    );
  });

  it('names each kind as people know it', () => {
    const changed = (said: Said) => [said, { ...said, x: null }] as const;
    expect(textFor('neigh', ...changed({ dst: '10.0.0.9', dev: 'v0' }))).toBe(
      '10.0.0.9 dev v0: x none -> set\n',
    );
    expect(
      textFor('fdb', ...changed({ mac: '02:00:00:00:00:01', ifname: 'v0', vlan: 7, master: 'br0' })),
    ).toBe('02:00:00:00:00:01 dev v0 vlan 7 master br0: x none -> set\n');
    expect(
      textFor('rule', ...changed({ priority: 7, src: '10.0.0.0', srclen: 8, dst: '::1', table: '5' })),
    ).toBe('7:\tfrom 10.0.0.0/8 to ::1: x none -> set\n');
    expect(textFor('route', ...changed({ type: 'blackhole', dst: '10.0.0.0/8', table: '88' }))).toBe(
      'blackhole 10.0.0.0/8 table 88: x none -> set\n',
    );
  });

  it('has the kernel’s names where ip has none', () => {
    const turns = turnsOfUnsaid({
      'header.flags': { old: 1, new: 2 },
      raw: { old: undefined, new: Uint8Array.of(10, 255) },
    });
    expect(textOf((printer) => printTurns(printer, 'link', link, turns))).toBe(
      '3: v0: header.flags 1 -> 2; raw none -> 0aff\n',
    );
  });
});
