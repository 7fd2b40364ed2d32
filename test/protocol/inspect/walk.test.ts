import { describe, expect, it } from 'vitest';
import { ack, done } from '../../../protocol/control/index.ts';
import { type Node, problems, problemText, walk, walkMessage } from '../../../protocol/inspect/index.ts';
import { address, route, rtnetlink } from '../../../protocol/route/index.ts';
import {
  type AnyCodec,
  attributes,
  type Codec,
  lazy,
  list,
  message,
  Protocol,
  struct,
  u8,
  u32,
} from '../../../protocol/schema/index.ts';
import { NLA_F_NESTED, Reader } from '../../../protocol/wire/index.ts';

const loopback = address.encode(
  'RTM_NEWADDR',
  {
    header: { family: 'inet', prefixlen: 8, scope: 'host', index: 1 },
    address: '127.0.0.1',
    label: 'lo',
    flags: ['permanent'],
  },
  { flags: 2, sequence: 7, port: 99 },
);

function all(tree: Node): Node[] {
  return [tree, ...tree.children.flatMap(all)];
}

function one(bytes: Uint8Array, littleEndian?: boolean): Node {
  const [tree] = walk(rtnetlink, bytes, littleEndian);
  if (tree === undefined) throw new Error('nothing was walked');
  return tree;
}

function at(tree: Node, path: string): Node {
  const found = all(tree).find((node) => node.path === path);
  if (found === undefined) throw new Error(`no ${path} among ${all(tree).map((node) => node.path)}`);
  return found;
}

/** A message of type 16 with a header of one byte and these attributes. */
function of(...attributes: number[]): Uint8Array {
  const length = 20 + attributes.length;
  const header = [length & 255, (length >> 8) & 255, (length >> 16) & 255, 0, 16, 0, 0, 0];
  return Uint8Array.from([...header, ...new Array<number>(12).fill(0), ...attributes]);
}

interface Deep {
  readonly deeper: Deep | undefined;
}
const deep: Codec<Deep, object> = attributes('DEEP', {
  deeper: [1, lazy((): Codec<Deep, object> => deep)],
}) as never;
const small = new Protocol('small', [
  message('small', { SMALL: 16 }, 'SMALL', struct('smallhdr', { family: u8 }), {
    number: [1, u32],
    deep: [2, deep as AnyCodec],
    list: [3, list(u8)],
  }),
]);

describe('walk', () => {
  it('tells where each part is, how long and what', () => {
    const tree = one(loopback);
    expect(tree).toMatchObject({
      kind: 'message',
      name: 'address',
      constant: 'RTM_NEWADDR',
      type: 20,
      offset: 0,
      length: loopback.length,
      nlmsghdr: { flags: 2, sequence: 7, port: 99 },
    });
    expect(at(tree, 'address.header')).toMatchObject({ kind: 'header', offset: 16, length: 8 });
    expect(at(tree, 'address.header.scope')).toMatchObject({
      kind: 'member',
      owner: 'ifaddrmsg',
      offset: 19,
      length: 1,
      value: 'host',
      bytes: Uint8Array.of(254),
    });
    expect(at(tree, 'address.label')).toMatchObject({
      kind: 'attribute',
      constant: 'IFA_LABEL',
      type: 3,
      flags: 0,
      offset: 32,
      length: 7,
      padding: 1,
      value: 'lo',
      bytes: Uint8Array.of(0x6c, 0x6f, 0),
    });
  });

  it('accounts for every byte once', () => {
    const bytes = route.encode('RTM_NEWROUTE', {
      header: { family: 'inet', dstLen: 8 },
      dst: '10.0.0.0',
      metrics: { mtu: 1400, ccAlgo: 'bbr' },
      multipath: [{ header: { ifindex: 3 }, gateway: '10.0.0.1' }],
      $unknown: [{ type: 99, bytes: '0102030405' }],
    });
    const seen = new Uint8Array(bytes.length);
    const count = ({ kind, offset, length, padding, children }: Node) => {
      const leaf = children.length === 0;
      const header = kind === 'message' ? 16 : kind === 'attribute' ? 4 : 0;
      for (let i = offset; i < offset + (leaf ? length : header); i++) seen[i] = (seen[i] ?? 0) + 1;
      for (let i = offset + length; i < offset + length + padding; i++) seen[i] = (seen[i] ?? 0) + 1;
      children.forEach(count);
    };
    count(one(bytes));
    expect([...seen].every((times) => times === 1)).toBe(true);
  });

  it('reads the bytes of a host of the other byte order', () => {
    const swapped = of(8, 0, 1, 0, 0, 0, 1, 0);
    for (const [from, to] of [
      [0, 4],
      [4, 6],
      [20, 22],
      [22, 24],
    ]) {
      swapped.subarray(from, to).reverse();
    }
    const [tree] = walk(small, swapped, false);
    expect(tree?.children.map(({ value }) => value)).toEqual([undefined, 256]);
    expect(tree && problems(tree)).toEqual([]);
  });

  it('shows attributes that no table names, and takes apart those that say they are nests', () => {
    const bytes = address.encode('RTM_NEWADDR', {
      header: { family: 'inet' },
      $unknown: [
        { type: 99, bytes: '0102' },
        { type: 100, nested: true, bytes: '08000100010000000800028001000000' },
        { type: 101, nested: true, bytes: 'ffffffff' },
      ],
    });
    const tree = one(bytes);
    expect(at(tree, 'address.99')).toMatchObject({
      type: 99,
      constant: undefined,
      value: undefined,
      length: 6,
    });
    expect(at(tree, 'address.100.1')).toMatchObject({ type: 1, offset: 36, length: 8 });
    expect(at(tree, 'address.100.2')).toMatchObject({ flags: NLA_F_NESTED, children: [] });
    expect(at(tree, 'address.101').children).toEqual([]);
    expect(problems(tree)).toEqual([]);
  });

  it('keeps what a newer kernel appends to a struct', () => {
    const bytes = address.encode('RTM_NEWADDR', { header: { family: 'inet' }, cacheinfo: { valid: 5 } });
    const grown = new Uint8Array(bytes.length + 8);
    grown.set(bytes);
    grown[0] = grown.length;
    grown[24] = 28;
    grown.fill(0xee, bytes.length);
    const cacheinfo = at(one(grown), 'address.cacheinfo');
    expect(cacheinfo.problem).toBeUndefined();
    expect(cacheinfo.children.at(-1)).toMatchObject({ kind: 'tail', offset: bytes.length, length: 8 });
  });

  it('shows what of a message that is cut off can be read, and then why it stops', () => {
    for (let length = 0; length < loopback.length; length++) {
      const trees = walk(rtnetlink, loopback.subarray(0, length));
      if (length === 0) {
        expect(trees).toEqual([]);
        continue;
      }
      const [tree] = trees;
      expect(trees).toHaveLength(1);
      const found = tree === undefined ? [] : problems(tree);
      expect(found.length).toBeGreaterThan(0);
      for (const { offset } of found) expect(offset).toBeLessThanOrEqual(length);
      if (length >= 17)
        expect(tree?.children[0]?.children[0]).toMatchObject({ name: 'family', value: 'inet' });
      if (length >= 32) expect(tree && at(tree, 'address.address').value).toBe('127.0.0.1');
    }
  });

  it('goes on with the next message of the datagram', () => {
    const bad = address.encode('RTM_NEWADDR', { header: { family: 'inet' }, address: '10.0.0.1' });
    bad[24] = 3;
    const datagram = new Uint8Array(bad.length + loopback.length);
    datagram.set(bad);
    datagram.set(loopback, bad.length);
    const [first, second] = walk(rtnetlink, datagram);
    expect(first && problems(first).map(problemText)).toEqual([
      'address.address: nla_len 3 is less than its header (at byte 24)',
    ]);
    expect(second && at(second, 'address.label').value).toBe('lo');
    expect(second?.offset).toBe(0);
  });

  it('takes zeros behind a message for what they are', () => {
    const padded = new Uint8Array(loopback.length + 100);
    padded.set(loopback);
    const trees = walk(rtnetlink, padded);
    expect(trees.map(({ kind, length }) => [kind, length])).toEqual([
      ['message', loopback.length],
      ['tail', 100],
    ]);
    expect(trees.flatMap(problems)).toEqual([]);
    expect(walk(rtnetlink, new Uint8Array(20)).flatMap(problems)).toHaveLength(1);
  });

  it('stops where a length makes no sense', () => {
    for (const length of [0, 15, 0xffffffff]) {
      const bytes = loopback.slice();
      new DataView(bytes.buffer).setUint32(0, length, true);
      const tree = one(bytes);
      expect(tree.problem?.problem).toMatch(`nlmsg_len ${length} is`);
      expect(at(tree, 'address.label').value).toBe('lo');
    }
  });

  it('leaves a message of a type that no table describes whole', () => {
    const tree = one(of(1, 2, 3, 4).fill(77, 4, 5));
    expect(tree).toMatchObject({ name: '77', constant: undefined, type: 77, children: [] });
    expect(tree.bytes).toHaveLength(8);
    expect(walk(undefined, loopback)[0]).toMatchObject({ type: 20, constant: undefined, children: [] });
  });
});

describe('walk of what all families share', () => {
  const refused = ack.encode(
    {
      error: 17,
      request: { length: 0, type: 20, flags: 5, sequence: 7, port: 99 },
      requestPayload: loopback.subarray(16),
      extack: { msg: 'no', offs: 24 },
    },
    { sequence: 7 },
  );

  it('reads an error, the request as what it is, and the reasons', () => {
    const tree = one(refused);
    expect(tree.constant).toBe('NLMSG_ERROR');
    expect(at(tree, 'ack.error').value).toBe(-17);
    expect(at(tree, 'ack.request')).toMatchObject({ kind: 'message', constant: 'RTM_NEWADDR', offset: 20 });
    expect(at(tree, 'ack.request.label')).toMatchObject({ value: 'lo', offset: 52 });
    expect(at(tree, 'ack.extack.msg').value).toBe('no');
    expect(at(tree, 'ack.extack.offs').value).toBe(24);
    expect(problems(tree)).toEqual([]);
  });

  it('does not look for the rest of a request of which only the header is there', () => {
    const request = { length: 400, type: 20, flags: 5, sequence: 7, port: 99 };
    const tree = one(ack.encode({ error: 1, request }, {}));
    expect(at(tree, 'ack.request')).toMatchObject({ length: 400, children: [], problem: undefined });
    expect(problems(tree)).toEqual([]);
  });

  it('reads the end of a dump, an empty one too', () => {
    const tree = one(done.encode({ error: 4, extack: { msg: 'interrupted' } }, {}));
    expect(at(tree, 'done.error').value).toBe(-4);
    expect(at(tree, 'done.extack.msg').value).toBe('interrupted');
    expect(walk(undefined, of().fill(3, 4, 5).slice(0, 16).fill(16, 0, 1))[0]).toMatchObject({
      constant: 'NLMSG_DONE',
      children: [],
      problem: undefined,
    });
  });

  it('reads every prefix of an error', () => {
    for (let length = 1; length < refused.length; length++) {
      const prefix = refused.slice(0, length);
      if (length >= 4) new DataView(prefix.buffer).setUint32(0, length, true);
      const tree = one(prefix);
      if (length >= 20) expect(at(tree, 'ack.error').value).toBe(-17);
      if (length < 36) expect(problems(tree)).not.toEqual([]);
    }
  });
});

describe('walk against the worst', () => {
  function nests(levels: number, type: number): number[] {
    let bytes: number[] = [];
    for (let i = 0; i < levels; i++) {
      const length = bytes.length + 4;
      bytes = [length & 255, length >> 8, type, 0x80, ...bytes];
    }
    return bytes;
  }

  it('ends a nest of nests at the depth at which the kernel does', () => {
    const [tree] = walk(small, of(...nests(5000, 1)).fill(2, 22, 23));
    const nodes = tree === undefined ? [] : all(tree);
    expect(nodes.length).toBeLessThan(20);
    expect(nodes.at(-1)?.problem?.problem).toBe('nested deeper than 10 levels');
    const [unknown] = walk(small, of(...nests(5000, 9)));
    expect(unknown && all(unknown).length).toBeLessThan(20);
  });

  it.each([
    ['empty attributes that are known', [4, 0, 1, 0]],
    ['empty attributes that are not', [4, 0, 9, 0]],
    ['empty nests', [4, 0, 2, 0x80]],
  ])(
    'reads a megabyte of %s in a moment',
    (_, attribute) => {
      const bytes = new Uint8Array(1 << 20);
      bytes.set(of());
      new DataView(bytes.buffer).setUint32(0, bytes.length, true);
      for (let i = 20; i < bytes.length; i += 4) bytes.set(attribute, i);
      const start = process.cpuUsage();
      const tree = walkMessage(small, new Reader(bytes, true), 0, bytes.length);
      expect(tree.children).toHaveLength(1 + (bytes.length - 20) / 4);
      // About a second; quadratic time would be minutes.
      expect(process.cpuUsage(start).user).toBeLessThan(20e6);
    },
    120_000,
  );
});
