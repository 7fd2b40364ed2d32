import { describe, expect, it } from 'vitest';
import { rule } from '../../../protocol/route/index.ts';
import { NLM_F } from '../../../protocol/wire/index.ts';
import { mirror } from '../../../src/mirror/mirror.ts';
import type { NamespaceMirror } from '../../../src/mirror/namespace-mirror.ts';
import { inLab, run } from '../connection/support.ts';
import { differencesAtRest } from './rest.ts';
import { calm, ip } from './support.ts';

/** The mirrored namespace of that name. */
function memberOf(members: readonly NamespaceMirror[], name: string): NamespaceMirror {
  const member = members.find(({ namespace }) => String(namespace) === name);
  if (member === undefined) throw new Error(`${name} is not mirrored`);
  return member;
}

describe('what a soak found', () => {
  it("an entry of a device's own is told with the state that was asked for, and has another", async () => {
    await inLab(async (netns) => {
      ip(netns, 'link add va type veth peer name vb');
      await using live = await mirror(netns, { persistent: false });
      const member = memberOf(live.namespaces, netns);
      run('bridge', ['-n', netns, 'fdb', 'add', '02:00:00:00:01:01', 'dev', 'va', 'self']);
      expect(await differencesAtRest(netns, member)).toEqual([]);
      expect([...member.fdb].map(({ view }) => view.lladdr)).toContain('02:00:00:00:01:01');
    });
  });

  it('the ports of a bridge show what it is set to, and are not told of', async () => {
    await inLab(async (netns) => {
      ip(netns, 'link add br0 type bridge', 'link add va type veth peer name vb', 'link set va master br0');
      // Of one that is down not even itself is told.
      ip(netns, 'link set br0 up');
      await using live = await mirror(netns, { persistent: false });
      const member = memberOf(live.namespaces, netns);
      await calm(member);
      ip(netns, 'link set br0 type bridge priority 100');
      expect(await differencesAtRest(netns, member)).toEqual([]);
    });
  });

  it('there may be two rules alike', async () => {
    await inLab(async (netns) => {
      await using live = await mirror(netns, { persistent: false });
      const member = memberOf(live.namespaces, netns);
      const { connection } = member.namespace;
      for (let times = 0; times < 2; times++) {
        const header = { family: 'inet', action: 'toTbl', table: 100 } as const;
        await connection.request(rule, 'RTM_NEWRULE', { header, priority: 100 }, { flags: NLM_F.CREATE });
      }
      expect(await differencesAtRest(netns, member)).toEqual([]);
      expect(member.rules.of('inet').filter(({ priority }) => priority === 100)).toHaveLength(2);
      ip(netns, 'rule del priority 100');
      expect(await differencesAtRest(netns, member)).toEqual([]);
    });
  });

  it("nothing is told where a cable's end stays while the other moves on", async () => {
    await inLab(async (one) => {
      await inLab(async (other) => {
        await inLab(async (third) => {
          ip(one, `link add va type veth peer name vb netns ${other}`);
          await using live = await mirror([one, other], { persistent: false });
          const member = memberOf(live.namespaces, one);
          for (const each of live.namespaces) await calm(each);
          const before = member.links.get('va')?.linkNetnsid;
          ip(other, `link set vb netns ${third}`);
          expect(await differencesAtRest(one, member)).toEqual([]);
          expect(member.links.get('va')?.linkNetnsid).not.toBe(before);
        });
      });
    });
  });
});
