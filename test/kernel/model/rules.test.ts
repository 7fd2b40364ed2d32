import { describe, expect, it } from 'vitest';
import { OperationError, type RuleOptions, type RuleSelector } from '../../../src/index.ts';
import { iproute2 } from '../support/rtnl-dump.ts';
import { Sides, shell } from './sides.ts';

/** Options, and the words of `ip rule add`. */
const cases: readonly (readonly [options: RuleOptions, words: string])[] = [
  [{ iif: 'bridge0', table: 88 }, 'iif bridge0 table 88'],
  [{ oif: 'bridge0', table: 88 }, 'oif bridge0 table 88'],
  [{ from: '10.0.0.0/8', table: 4000, priority: 100 }, 'from 10.0.0.0/8 table 4000 pref 100'],
  [{ from: '10.0.0.1', to: '10.2.0.0/16', iif: 'lo' }, 'from 10.0.0.1 to 10.2.0.0/16 iif lo'],
  [{ from: 'all', to: '192.0.2.1', table: 'local' }, 'from all to 192.0.2.1 table local'],
  [{ not: true, from: '192.0.2.0/24', table: 88 }, 'not from 192.0.2.0/24 table 88'],
  [{ fwmark: 7, table: 88 }, 'fwmark 7 table 88'],
  [{ fwmark: 0x10, fwmask: 0xff, table: 88 }, 'fwmark 0x10/0xff table 88'],
  [{ tos: 0x10, table: 88 }, 'tos 0x10 table 88'],
  [{ ipProtocol: 'tcp', dport: 443, table: 88 }, 'ipproto tcp dport 443 table 88'],
  [{ ipProtocol: 17, sport: [1000, 2000], dport: [53, 54] }, 'ipproto udp sport 1000-2000 dport 53-54'],
  [{ uidRange: [1000, 2000], table: 88 }, 'uidrange 1000-2000 table 88'],
  [{ tunId: 4294967297, table: 88 }, 'tun_id 4294967297 table 88'],
  [{ protocol: 17, from: '10.0.0.0/8' }, 'protocol 17 from 10.0.0.0/8'],
  [{ action: 'blackhole', from: '10.1.0.0/16' }, 'blackhole from 10.1.0.0/16'],
  [{ action: 'unreachable', from: '10.2.0.0/16' }, 'unreachable from 10.2.0.0/16'],
  [{ action: 'prohibit', from: '10.3.0.0/16' }, 'prohibit from 10.3.0.0/16'],
  [{ action: 'nop', from: '10.4.0.0/16' }, 'nop from 10.4.0.0/16'],
  [{ goto: 32766, from: '10.5.0.0/16', priority: 50 }, 'goto 32766 from 10.5.0.0/16 pref 50'],
  [{ table: 'main', suppressPrefixLength: 0 }, 'table main suppress_prefixlength 0'],
  [{ table: 'main', suppressGroup: 42 }, 'table main suppress_ifgroup 42'],
  [{ table: 88, from: '10.7.0.0/16', realms: '3/4' }, 'from 10.7.0.0/16 table 88 realms 3/4'],
  [{ from: '2001:db8::/32', table: 88 }, '-6 from 2001:db8::/32 table 88'],
  [{ family: 'inet6', fwmark: 1, action: 'unreachable' }, '-6 unreachable fwmark 1'],
  [
    { to: '2001:db8:1::1', sport: 80, suppressPrefixLength: 64 },
    '-6 to 2001:db8:1::1 sport 80 table main suppress_prefixlength 64',
  ],
];

function command(verb: string, words: string): string {
  return words.startsWith('-6 ') ? `ip -6 rule ${verb} ${words.slice(3)}` : `ip rule ${verb} ${words}`;
}

function both(sides: Sides): { ours: unknown; theirs: unknown } {
  const [v4, v6] = [sides.shown('ip -j -d rule'), sides.shown('ip -6 -j -d rule')];
  return { ours: [v4.ours, v6.ours], theirs: [v4.theirs, v6.theirs] };
}

describe('rules', () => {
  it('are added, told and deleted as ip does it', async () => {
    await using sides = new Sides([]);
    const { rules } = sides.ours;
    for (const [options, words] of cases) {
      const made = await rules.add(options);
      sides.do(command('add', words));
      const { ours, theirs } = both(sides);
      expect(ours, words).toEqual(theirs);
      // The priority is the one that the kernel chose.
      const found = await rules.list(options);
      expect(
        found.map(({ line }) => line),
        words,
      ).toContain(made.line);
    }
    for (const family of ['inet', 'inet6'] as const) {
      const lines = (await rules.list({ family })).map(({ line }) => line);
      const text = iproute2('ip', ['-n', `${sides.ours}`, ...(family === 'inet6' ? ['-6'] : []), 'rule']);
      expect(lines).toEqual(
        text
          .trim()
          .split(/\s*\n/)
          .map((line) => line.replace(/\s+/g, ' ')),
      );
    }
    for (const [options, words] of cases) {
      await rules.delete(options as RuleSelector);
      sides.do(command('del', words));
      const { ours, theirs } = both(sides);
      expect(ours, words).toEqual(theirs);
    }
  });

  it('delete themselves and nothing else', async () => {
    await using sides = new Sides([]);
    const { rules } = sides.ours;
    const before = (await rules.list()).map(String);
    const made = [];
    for (const [options] of cases) made.push(await rules.add(options));
    for (const rule of made) {
      const there = (await rules.list()).map(String);
      await rule.delete();
      expect((await rules.list()).map(String)).toEqual(there.filter((line) => line !== String(rule)));
      await expect(rule.delete()).rejects.toThrow(OperationError);
    }
    expect((await rules.list()).map(String)).toEqual(before);
  });

  it('are flushed as ip does it, but of both families', async () => {
    await using sides = new Sides([
      'ip rule add from 10.0.0.0/8 table 88',
      'ip -6 rule add from 2001:db8::/32 table 88',
    ]);
    const { rules } = sides.ours;
    expect(await rules.flush({ table: 88, family: 'inet6' })).toBe(1);
    sides.do('ip -6 rule del from 2001:db8::/32 table 88');
    expect(both(sides).ours).toEqual(both(sides).theirs);
    expect(await rules.flush({ family: 'inet' })).toBe(3);
    sides.do('ip rule flush');
    expect(both(sides).ours).toEqual(both(sides).theirs);
    expect((await rules.list({ family: 'inet' })).map(({ priority }) => priority)).toEqual([0]);
    expect(await rules.flush({})).toBe(1);
    expect(await rules.flush({})).toBe(0);
  });

  it('say which way a packet goes', async () => {
    await using sides = new Sides([]);
    const { ours } = sides;
    shell(
      ours,
      'ip link add v0 type veth peer name v1; ip link set v0 up; ip link set v1 up; ip addr add 192.0.2.1/24 dev v0',
    );
    await ours.routes.add('default', { via: '192.0.2.254' });
    await ours.routes.add('default', { via: '192.0.2.253', table: 88 });
    const rule = await ours.rules.add({ to: '198.51.100.0/24', table: 88 });
    expect((await ours.routes.get('198.51.100.1')).via).toBe('192.0.2.253');
    expect((await ours.routes.get('203.0.113.1')).via).toBe('192.0.2.254');
    await rule.delete();
    expect((await ours.routes.get('198.51.100.1')).via).toBe('192.0.2.254');
    await ours.rules.add({ to: '198.51.100.0/24', action: 'prohibit' });
    await expect(ours.routes.get('198.51.100.1')).rejects.toMatchObject({ code: 'EACCES' });
  });

  it('are refused in a sentence that names them', async () => {
    await using sides = new Sides([]);
    const { ours } = sides;
    await ours.rules.add({ from: '10.0.0.0/8', table: 88, priority: 100 });
    await expect(ours.rules.add({ from: '10.0.0.0/8', table: 88, priority: 100 })).rejects.toThrow(
      `cannot add rule priority 100 from 10.0.0.0/8 table 88 in ${ours}: file exists (EEXIST); there is exactly this rule already`,
    );
    await expect(ours.rules.delete({ priority: 99 })).rejects.toThrow(
      `cannot delete rule priority 99 in ${ours}: no such file or directory (ENOENT); there is no such entry (any more)`,
    );
    await expect(ours.rules.delete({ family: 'inet6' })).rejects.toThrow('delete rule: say which one');
    await expect(ours.rules.add({ dport: 65535 })).rejects.toMatchObject({ code: 'EINVAL' });
  });

  it('are never made for more packets than was said, on kernels that do not know dscp', async () => {
    await using sides = new Sides([]);
    const { rules } = sides.ours;
    const before = (await rules.list()).map(String);
    const made = await rules.add({ dscp: 5, table: 88 }).catch((error: Error) => error);
    if (made instanceof Error) {
      expect(made.message).toMatch(/^cannot add rule dscp 5 table 88 in .*: this kernel is too old for dscp/);
    } else {
      expect(made.dscp).toBe(5);
      expect((await rules.find({ dscp: 5 }))?.line).toBe(made.line);
      await made.delete();
    }
    expect((await rules.list()).map(String)).toEqual(before);
  });
});
