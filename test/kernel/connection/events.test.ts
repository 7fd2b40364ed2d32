import { describe, expect, it } from 'vitest';
import { connect, SystemError } from '../../../src/index.ts';
import { runProgram } from '../../socket/program.ts';
import { openSockets } from '../../socket/support.ts';
import { inLab, routes, run, single } from './support.ts';

describe('events', () => {
  it('come from the moment of the subscription, decoded and in order', () =>
    inLab(async (netns) => {
      single(netns);
      await using connection = connect({ netns });
      const before = openSockets();
      const events = connection.events(['link', 'ipv4Route', 9]);
      run('ip', ['-n', netns, 'link', 'set', 'd0', 'mtu', '1400']);
      run('ip', ['-n', netns, 'route', 'add', '10.0.0.0/8', 'dev', 'd0']);
      run('ip', ['-n', netns, 'address', 'add', '2001:db8::1/64', 'dev', 'd0', 'nodad']);
      const seen = [];
      for await (const event of events) {
        if (event.$type === 'RTM_NEWLINK') seen.push([event.$type, event.mtu]);
        else if (event.$type === 'RTM_NEWROUTE') seen.push([event.$type, event.dst]);
        else if (event.$type === 'RTM_NEWADDR') seen.push([event.$type, event.address]);
        if (event.$type === 'RTM_NEWADDR') break;
      }
      expect(seen).toEqual(
        expect.arrayContaining([
          ['RTM_NEWLINK', 1400],
          ['RTM_NEWROUTE', '10.0.0.0'],
          ['RTM_NEWADDR', '2001:db8::1'],
        ]),
      );
      expect(openSockets()).toBe(before);
    }));

  it('are never mixed with replies', () =>
    inLab(async (netns) => {
      const index = single(netns);
      await using connection = connect({ netns });
      await using events = connection.events(['ipv4Route']);
      const { ok } = await connection.batch(routes('RTM_NEWROUTE', index, 500));
      let count = 0;
      for await (const event of events) {
        if (event.$type === 'RTM_NEWROUTE' && ++count === ok) break;
      }
      expect(count).toBe(500);
    }));

  it('of what an acknowledged request did are behind a reader that has caught up', () =>
    inLab(async (netns) => {
      const index = single(netns);
      await using connection = connect({ netns });
      await using events = connection.events(['ipv4Route']);
      await events.caughtUp();
      let seen = 0;
      const reading = (async () => {
        for await (const event of events) if (event.$type === 'RTM_NEWROUTE') seen++;
      })();
      await connection.batch(routes('RTM_NEWROUTE', index, 1000));
      await Promise.all([events.caughtUp(), events.caughtUp()]);
      expect(seen).toBe(1000);
      await connection.batch(routes('RTM_DELROUTE', index, 1000));
      const ending = events.caughtUp();
      await events.close();
      await Promise.all([ending, reading, events.caughtUp()]);
    }));

  it('that were lost are told of once, after those that came before, and nothing is lost afterwards', () =>
    inLab(async (netns) => {
      const index = single(netns);
      await using connection = connect({ netns });
      await using events = connection.events(['ipv4Route'], { receiveBuffer: 20_000 });
      await connection.batch(routes('RTM_NEWROUTE', index, 3000));
      const types: unknown[] = [];
      for await (const arrived of events.arrivals()) {
        types.push(...arrived.map(({ $type }) => $type));
        if (types.at(-1) === 'NLMSG_OVERRUN') {
          run('ip', ['-n', netns, 'route', 'add', '172.16.0.0/12', 'dev', 'd0']);
        }
        if (arrived.some((event) => event.$type === 'RTM_NEWROUTE' && event.dst === '172.16.0.0')) break;
      }
      const lost = types.indexOf('NLMSG_OVERRUN');
      expect(lost).toBeGreaterThan(0);
      expect(lost).toBeLessThan(3000);
      expect(types.slice(lost)).toEqual(['NLMSG_OVERRUN', 'RTM_NEWROUTE']);
    }));

  it('survive a storm while they are read, or tell what they lost', () =>
    inLab(async (netns) => {
      const index = single(netns);
      await using connection = connect({ netns });
      await using events = connection.events(['ipv4Route']);
      const reading = (async () => {
        let [count, lost] = [0, 0];
        for await (const arrived of events.arrivals()) {
          for (const { $type } of arrived) {
            if ($type === 'RTM_NEWROUTE') count++;
            else lost++;
          }
          if (count === 10_000) return { count, lost };
        }
        return { count, lost };
      })();
      await connection.batch(routes('RTM_NEWROUTE', index, 10_000));
      expect(await reading).toEqual({ count: 10_000, lost: 0 });
    }));

  it('end when they are closed, or the connection is, or by a signal', () =>
    inLab(async (netns) => {
      const connection = connect({ netns });
      const read = async (events: AsyncIterable<unknown>) => {
        for await (const _ of events);
        return 'ended';
      };
      const closed = connection.events(['link']);
      const first = read(closed);
      setTimeout(() => void closed.close(), 10);
      expect(await first).toBe('ended');
      const controller = new AbortController();
      const aborted = read(connection.events(['link'], { signal: controller.signal }));
      controller.abort(new Error('enough'));
      await expect(aborted).rejects.toThrow('enough');
      const last = read(connection.events(['link']));
      setTimeout(() => void connection.close(), 10);
      expect(await last).toBe('ended');
    }));

  it('can be read by one only', () =>
    inLab(async (netns) => {
      await using connection = connect({ netns });
      await using events = connection.events(['link']);
      const first = events.arrivals();
      const waits = first.next();
      await expect(events.arrivals().next()).rejects.toThrow(/already being read/);
      await events.close();
      expect(await waits).toEqual({ value: undefined, done: true });
    }));

  it('of a group that there is not are refused', () =>
    inLab(async (netns) => {
      await using connection = connect({ netns });
      const before = openSockets();
      expect(() => connection.events(['ipv4Rout' as never])).toThrow(
        /no multicast group "ipv4Rout"; did you mean "ipv4Route"/,
      );
      expect(() => connection.events([9999])).toThrow(SystemError);
      expect(openSockets()).toBe(before);
    }));

  it('keep the process alive while they are waited for, unless told not to', async () => {
    const program = (persistent: boolean) => `
      import { connect } from './src/index.ts';
      const events = connect().events(['link'], { persistent: ${persistent} });
      setTimeout(() => { console.log('still here'); void events.close(); }, 200).unref();
      (async () => { for await (const _ of events); console.log('ended'); })();
    `;
    expect(await runProgram(program(true))).toMatchObject({ code: 0, stdout: 'still here\nended\n' });
    expect(await runProgram(program(false))).toMatchObject({ code: 0, stdout: '' });
  });
});
