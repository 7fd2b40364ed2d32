import { describe, expect, it } from 'vitest';
import type { Namespace } from '../../../src/index.ts';
import { doesNotPing, expectSame, iproute2, Lab, leaveNothing, pings } from './support/index.ts';

describe('L11: another way out for some', () => {
  leaveNothing();

  it('leads the containers of one bridge out by the second uplink, and nobody else', async () => {
    await using lab = new Lab('l11-policy');
    const ip = (...line: string[]) => iproute2('ip', ['-n', lab.realName('host'), ...line]);

    await lab.step('Two bridges, two uplinks');
    const [host, internet, one, other] = [
      lab.host('host'),
      lab.host('internet'),
      lab.host('one'),
      lab.host('other'),
    ];
    await expectSame(host, internet, one, other);
    for (const from of [host, one, other]) expect(await leavesBy(host, from)).toBe('ens4');

    await lab.step('The rules that are there');
    await expectSame(host);

    await lab.step('A table of its own');
    await expectSame(host);
    expect(await leavesBy(host, one)).toBe('ens4');

    await lab.step('Rules for the containers');
    await expectSame(host);
    expect(JSON.parse(ip('-4', '-j', 'rule'))).toMatchObject([
      { priority: 0, table: 'local' },
      { priority: 32762, src: '192.168.99.0', srclen: 24, table: '88' },
      { priority: 32763, dst: '192.168.99.0', dstlen: 24, table: '88' },
      { priority: 32764, iif: 'bridge0', table: '88' },
      { priority: 32765, oif: 'bridge0', table: '88' },
      { priority: 32766, table: 'main' },
      { priority: 32767, table: 'default' },
    ]);
    expect((await host.rules.list({ family: 'inet' })).map(({ line }) => line)).toEqual(
      ip('rule')
        .trimEnd()
        .replaceAll('\t', ' ')
        .split('\n')
        .map((line) => line.trimEnd()),
    );
    // Out by the second uplink, but no answer finds its way to the bridge.
    await doesNotPing(host, '192.168.99.10');
    await doesNotPing(one, '192.0.2.1');

    await lab.step('The way back');
    await expectSame(host);
    await pings(host, '192.168.99.10');

    await lab.step('Everybody else');
    expect(await leavesBy(host, one)).toBe('ens5');
    for (const from of [host, other]) expect(await leavesBy(host, from)).toBe('ens4');

    await lab.step('Undo');
    await expectSame(host);
    for (const from of [host, one, other]) expect(await leavesBy(host, from)).toBe('ens4');

    await lab.step('Clean up');
  });
});

/** The uplink that real packets to the internet leave by, told by what the interfaces counted. */
async function leavesBy(host: Namespace, from: Namespace): Promise<string> {
  // The first may be lost while neighbours are looked for; those that count come after.
  await pings(from, '192.0.2.1');
  const sent = async () => {
    const uplinks = await Promise.all(['ens4', 'ens5'].map((name) => host.links.get(name)));
    return uplinks.map(({ name, statistics }) => ({ name, packets: statistics?.tx.packets ?? 0n }));
  };
  const before = await sent();
  const count = 20;
  await from.run('ping', ['-n', '-q', '-i0.01', `-c${count}`, '-W1', '192.0.2.1']);
  const after = await sent();
  const used = after.filter(({ packets }, at) => packets - (before[at]?.packets ?? 0n) >= BigInt(count));
  return used.map(({ name }) => name).join();
}
