import { describe, expect, it } from 'vitest';
import { locate, locateMissing } from '../../../protocol/inspect/locate.ts';
import { neighbour, route } from '../../../protocol/route/index.ts';
import {
  array,
  attributes,
  type Codec,
  headed,
  lazy,
  list,
  many,
  message,
  select,
  struct,
  text,
  u8,
  u16,
  u32,
} from '../../../protocol/schema/index.ts';

const pair = struct('pair', { from: u16, to: u16 });
const head = struct('head', { family: u8, flags: u8, index: u16 });
const table = {
  name: [1, text],
  kind: [2, text],
  data: [3, select('kind', { vlan: attributes('VLAN', { id: [1, u16], map: [2, many(pair)] }) })],
  items: [4, list(attributes('ITEM', { value: [1, u32] }))],
  pairs: [5, array(pair)],
  limits: [6, pair],
  peer: [7, lazy((): Codec<unknown, object> => peer as never)],
} as const;
const thing = message('thing', { NEWTHING: 16 }, 'THING', head, table);
const peer = headed('THING', head, table);

/** The offset of the only place in `bytes` where these bytes stand, plus some. */
function at(bytes: Uint8Array, pattern: number[], plus = 0): number {
  const found = Buffer.from(bytes).indexOf(Buffer.from(pattern));
  expect(found, 'the pattern is there').toBeGreaterThan(0);
  expect(Buffer.from(bytes).indexOf(Buffer.from(pattern), found + 1), 'only once').toBe(-1);
  return found + plus;
}

describe('locating an offset', () => {
  const bytes = thing.encode('NEWTHING', {
    header: { family: 2, flags: 3, index: 4 },
    name: 'a name',
    kind: 'vlan',
    data: {
      id: 0x7a7b,
      map: [
        { from: 1, to: 2 },
        { from: 0x5152, to: 0x6162 },
      ],
    },
    items: [{ value: 0x11111111 }, { value: 0x22222222 }],
    pairs: [
      { from: 0, to: 1 },
      { from: 0x3132, to: 0x4142 },
    ],
    limits: { from: 0x9192, to: 0xa1a2 },
    peer: { name: 'other', peer: { name: 'deep' } } as never,
    $unknown: [{ type: 99, bytes: 'cafebabe' }],
  });
  const le = (value: number) => [value & 255, value >> 8];

  it('names an attribute by its header and by its payload', () => {
    expect(locate(thing, bytes, 20)).toBe('thing.name');
    expect(locate(thing, bytes, 24)).toBe('thing.name');
    expect(locate(thing, bytes, at(bytes, [...Buffer.from('vlan')]))).toBe('thing.kind');
  });

  it('goes into nests, chosen payloads, lists, arrays, structs and repeated attributes', () => {
    expect(locate(thing, bytes, at(bytes, le(0x7a7b)))).toBe('thing.data.id');
    expect(locate(thing, bytes, at(bytes, le(0x7a7b), -4))).toBe('thing.data.id');
    expect(locate(thing, bytes, at(bytes, le(0x7a7b), -8))).toBe('thing.data');
    expect(locate(thing, bytes, at(bytes, le(0x5152), -4))).toBe('thing.data.map[1]');
    expect(locate(thing, bytes, at(bytes, le(0x6162)))).toBe('thing.data.map[1].to');
    expect(locate(thing, bytes, at(bytes, [0x22, 0x22, 0x22, 0x22], -4))).toBe('thing.items[1].value');
    expect(locate(thing, bytes, at(bytes, [0x22, 0x22, 0x22, 0x22], -8))).toBe('thing.items[1]');
    expect(locate(thing, bytes, at(bytes, le(0x4142)))).toBe('thing.pairs[1].to');
    expect(locate(thing, bytes, at(bytes, le(0x9192)))).toBe('thing.limits.from');
  });

  it('goes into messages inside messages', () => {
    expect(locate(thing, bytes, at(bytes, [...Buffer.from('other')], -4))).toBe('thing.peer.name');
    expect(locate(thing, bytes, at(bytes, [...Buffer.from('other')], -5))).toBe('thing.peer.header.index');
    expect(locate(thing, bytes, at(bytes, [...Buffer.from('other')], -8))).toBe('thing.peer');
    expect(locate(thing, bytes, at(bytes, [...Buffer.from('deep')]))).toBe('thing.peer.peer.name');
  });

  it('names the members of the fixed header', () => {
    expect(locate(thing, bytes, 16)).toBe('thing.header.family');
    expect(locate(thing, bytes, 18)).toBe('thing.header.index');
  });

  it('gives an attribute without a name its number', () => {
    expect(locate(thing, bytes, at(bytes, [0xca, 0xfe], -4))).toBe('thing.99');
  });

  it('gives no more than the message for what is outside', () => {
    for (const offset of [0, 15, bytes.length, 1e9]) expect(locate(thing, bytes, offset)).toBe('thing');
  });

  it('ends for every offset into every prefix', () => {
    for (let length = 20; length <= bytes.length; length++) {
      for (let offset = 0; offset <= length; offset++) {
        expect(locate(thing, bytes.subarray(0, length), offset)).toMatch(/^thing/);
      }
    }
  });

  it('tells the records of a multipath route apart', () => {
    const multipath = route.encode('RTM_NEWROUTE', {
      header: { family: 'inet' },
      multipath: [{ gateway: '192.0.2.1' }, { header: { ifindex: 5 }, gateway: '192.0.2.129' }],
    });
    const gateway = at(multipath, [192, 0, 2, 129]);
    expect(locate(route, multipath, gateway - 4)).toBe('route.multipath[1].gateway');
    expect(locate(route, multipath, gateway - 8)).toBe('route.multipath[1].header.ifindex');
    expect(locate(route, multipath, gateway - 12)).toBe('route.multipath[1]');
    expect(locateMissing(route, multipath, 5, gateway - 12)).toBe('route.multipath[1].gateway');
  });

  it('follows the family of the message', () => {
    const bytes = neighbour.encode('RTM_NEWNEIGH', { header: { family: 'inet' }, dst: '192.0.2.7' });
    expect(locate(neighbour, bytes, bytes.length - 1)).toBe('neighbour.dst');
  });
});

describe('locating what is missing', () => {
  const bytes = thing.encode('NEWTHING', { kind: 'vlan', data: {}, items: [{}], peer: {} as never });

  it('names it at the top', () => {
    expect(locateMissing(thing, bytes, 1)).toBe('thing.name');
    expect(locateMissing(thing, bytes, 99)).toBe('thing.99');
  });

  it('names it inside the nest that the kernel points to', () => {
    const data = at(bytes, [...Buffer.from('vlan')], 8);
    expect(locate(thing, bytes, data)).toBe('thing.data');
    expect(locateMissing(thing, bytes, 1, data)).toBe('thing.data.id');
    expect(locateMissing(thing, bytes, 1, data + 4 + 4)).toBe('thing.items[0].value');
    expect(locateMissing(thing, bytes, 1, data + 4 + 8)).toBe('thing.peer.name');
  });
});
