import { describe, it } from 'vitest';
import { expectSame, Lab, leaveNothing } from './support/index.ts';

const page = 'l1-interfaces';

describe('L1: interfaces and addresses', () => {
  leaveNothing();

  it('are what ip shows, at each step', async () => {
    await using lab = new Lab(page);
    await lab.step('Three hosts, two cables');
    const [net1, net2, net3] = [lab.host('net1'), lab.host('net2'), lab.host('net3')];
    await expectSame(net1, net2, net3);
  });
});
