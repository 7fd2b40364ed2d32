import { describe, it } from 'vitest';
import { doesNotPing, expectSame, Lab, leaveNothing, pings } from './support/index.ts';

describe('L12: undo', () => {
  leaveNothing();

  it('leaves what ip shows at each step', async () => {
    await using lab = new Lab('l12-undo');
    await lab.step('A network');
    const [host, net0, net1] = [lab.host('host'), lab.host('net0'), lab.host('net1')];
    await expectSame(host, net0, net1);
    await pings(net0, '192.168.99.20');
    await pings(host, '192.168.99.10');

    await lab.step('What goes with what');
    await expectSame(host, net1);
    await doesNotPing(net1, '192.168.99.1');

    await lab.step('Deleted twice');
    await lab.step('One call, several messages');
    await expectSame(host, net1);
    await lab.step('Half-way');
    await expectSame(host, net1);

    await lab.step('Begin afresh');
    const again = [lab.host('host'), lab.host('net0'), lab.host('net1')] as const;
    await expectSame(...again);
    await pings(again[1], '192.168.99.20');

    await lab.step('Clean up');
  });
});
