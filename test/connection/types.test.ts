import { describe, expectTypeOf, it } from 'vitest';
import {
  type Acknowledgement,
  type Connection,
  link,
  type MessageViewOf,
  type NetlinkEvent,
  type RtnetlinkMessage,
  request,
  route,
} from '../../src/index.ts';

/** Never called: the compiler's opinion of it is the test (`npm run lint`). */
async function uses(connection: Connection): Promise<void> {
  const view = await connection.request(link, 'RTM_GETLINK', { header: { index: 3 } });
  expectTypeOf(view).toEqualTypeOf<MessageViewOf<typeof link>>();
  expectTypeOf(view.mtu).toEqualTypeOf<number | undefined>();
  const done = await connection.request(link, 'RTM_SETLINK', { mtu: 1400 });
  expectTypeOf(done).toEqualTypeOf<Acknowledgement<MessageViewOf<typeof link>>>();
  expectTypeOf(await connection.dump(route, 'RTM_GETROUTE').all()).toEqualTypeOf<
    MessageViewOf<typeof route>[]
  >();
  for await (const event of connection.events(['link', 7])) {
    expectTypeOf(event).toEqualTypeOf<NetlinkEvent<RtnetlinkMessage>>();
    if (event.$type === 'RTM_NEWLINK') expectTypeOf(event.ifname).toEqualTypeOf<string | undefined>();
    if (event.$type === 'undecodable') expectTypeOf(event.bytes).toExtend<Uint8Array>();
  }

  // @ts-expect-error a type of another message
  await connection.request(link, 'RTM_GETROUTE', {});
  // @ts-expect-error an attribute that there is not
  await connection.request(link, 'RTM_GETLINK', { ifnam: 'lo' });
  // @ts-expect-error a value of the wrong type
  await connection.request(link, 'RTM_SETLINK', { mtu: '1400' });
  // @ts-expect-error a name that the enumeration has not
  await connection.request(route, 'RTM_GETROUTE', { header: { family: 'ipv4' } });
  // @ts-expect-error a kind decides what its data may hold
  await connection.request(link, 'RTM_NEWLINK', { linkinfo: { kind: 'vlan', data: { vni: 5 } } });
  // @ts-expect-error what changes something is not dumped
  connection.dump(link, 'RTM_NEWLINK');
  // @ts-expect-error what only asks has no place in a batch
  request(link, 'RTM_GETLINK', {});
  // @ts-expect-error a group that there is not
  connection.events(['links']);
  // @ts-expect-error options of a request are not those of a batch
  await connection.batch([], { flags: 1 });
}

describe('the types of a connection', () => {
  it('are what the compiler is asked about', () => {
    expectTypeOf(uses).toBeFunction();
  });
});
