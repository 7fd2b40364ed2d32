import { describe, expect, it } from 'vitest';
import { address, decode, neighbour, route, rule } from '../../protocol/index.ts';

/** A mistake that the compiler refuses: an unused `@ts-expect-error` fails the build. It is refused when run, too. */
describe('mistakes that the compiler sees', () => {
  it('in what is written', () => {
    // @ts-expect-error no such attribute
    expect(() => route.encode('RTM_NEWROUTE', { gatway: '10.0.0.1' })).toThrow('did you mean "gateway"?');
    // @ts-expect-error no such message type
    expect(() => route.encode('RTM_NEWADDR', {})).toThrow('no message type "RTM_NEWADDR"');
    // @ts-expect-error no such table
    expect(() => route.encode('RTM_NEWROUTE', { table: 'mian' })).toThrow('did you mean "main"?');
    // @ts-expect-error no such flag
    expect(() => address.encode('RTM_NEWADDR', { flags: ['nodda'] })).toThrow('did you mean "nodad"?');
    // @ts-expect-error a number, not text
    expect(() => rule.encode('RTM_NEWRULE', { priority: '5' })).toThrow('u32 takes a whole number');
    // @ts-expect-error no such header member
    expect(() => neighbour.encode('RTM_NEWNEIGH', { header: { index: 5 } })).toThrow(
      'did you mean "ifindex"?',
    );
    // @ts-expect-error padding is not written by name
    expect(() => neighbour.encode('RTM_NEWNEIGH', { header: { pad: 5 } })).toThrow('has no "pad"');
  });

  it('in what is read', () => {
    const view = route.decode(route.encode('RTM_NEWROUTE', { priority: 5 }));
    // @ts-expect-error no such attribute
    expect(view.gatway).toBeUndefined();
    // @ts-expect-error what was not sent is undefined
    expect(() => view.metrics.mtu).toThrow(TypeError);
    const { priority } = view;
    expect(priority === undefined ? 0 : priority + 1).toBe(6);
    expect(() => {
      // @ts-expect-error views are read only
      view.priority = 6;
    }).toThrow(TypeError);
  });
});

describe('what the compiler knows', () => {
  it('of a message by its type', () => {
    const bytes = rule.encode('RTM_NEWRULE', { header: { action: 'goto' }, goto: 10, tunId: 5 });
    for (const message of decode(bytes)) {
      if (message.$type === 'undecodable') throw message.error;
      if (message.$type !== 'RTM_NEWRULE') throw new Error(`${message.$type}`);
      const goto: number | undefined = message.goto;
      const tunId: bigint | undefined = message.tunId;
      expect([goto, tunId, message.header.action]).toEqual([10, 5n, 'goto']);
    }
    expect.assertions(1);
  });
});
