import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/index.ts';
import { Twins } from './kinds/twins.ts';

describe('what a kernel or a kind has not', () => {
  it('is told, and nothing is made', async () => {
    await using twins = new Twins();
    const { ours } = twins;
    const before = (await ours.links.list()).map(({ name }) => name);
    const add = (options: object) => ours.links.add(options as never);
    await expect(add({ kind: 'bridgge', name: 'k0' })).rejects.toMatchObject({
      name: 'OperationError',
      code: 'EOPNOTSUPP',
      message: expect.stringMatching(
        /^cannot add bridgge k0 in \S+: Unknown device type \(EOPNOTSUPP\); this kernel has no such kind/,
      ),
    });
    for (const [options, message] of [
      [{ kind: 'veth', nmae: 'k0' }, 'a veth has no option "nmae"; did you mean "name"?'],
      [{ kind: 'veth', peer: { nam: 'k1' } }, 'a veth\'s peer has no option "nam"; did you mean "name"?'],
      [{ kind: 'gtp', mtuu: 5 }, 'a gtp has no option "mtuu"; did you mean "mtu"?'],
      [{ kind: 'bridge', mtuu: 5 }, 'a bridge has no option "mtuu"; did you mean "mtu"?'],
      [{ kind: 'vxlan', vni: 1, group: '239.1.1.1' }, 'unknown group "239.1.1.1"'],
    ] as const) {
      await expect(add(options)).rejects.toThrow(new InputError(message));
    }
    // A name that is sought, and not found.
    await expect(add({ kind: 'vxlan', vni: 1, dev: 'v9' })).rejects.toMatchObject({
      code: 'ENODEV',
      message: expect.stringContaining('did you mean "v'),
    });
    expect((await ours.links.list()).map(({ name }) => name)).toEqual(before);
  });

  it('is told when options are those of another kind', async () => {
    await using twins = new Twins();
    const bridge = await twins.ours.links.add({ kind: 'bridge', name: 'k0' });
    await expect(bridge.configure('vxlan', { learning: false })).rejects.toThrow(
      new InputError(`interface k0 in ${twins.ours} is a bridge, no vxlan`),
    );
    expect(bridge.optionsOf('vxlan')).toBeUndefined();
  });

  it('is the kernel to say for values that it alone knows', async () => {
    await using twins = new Twins();
    const bridge = await twins.ours.links.add({ kind: 'bridge', name: 'k0', stpState: true });
    await expect(bridge.configure('bridge', { forwardDelay: 100 })).rejects.toMatchObject({
      name: 'OperationError',
      code: 'ERANGE',
      operation: `configure interface k0 in ${twins.ours} (forwardDelay)`,
    });
    expect((await bridge.refresh()).optionsOf('bridge')?.forwardDelay).toBe(15);
  });
});
