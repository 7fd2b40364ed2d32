import { describe, expect, it } from 'vitest';
import { hexdump, type Node, show, showMessageFlags, walk } from '../../../protocol/inspect/index.ts';
import { perSecond } from '../../../protocol/inspect/units.ts';
import { address, link, neighbour, route, rtnetlink } from '../../../protocol/route/index.ts';
import type { AnyCodec } from '../../../protocol/schema/index.ts';

/** What is shown of each part of a message, by path. */
function shown(bytes: Uint8Array): Record<string, string> {
  const all: Record<string, string> = {};
  const visit = (node: Node) => {
    all[node.path] = show(node);
    node.children.forEach(visit);
  };
  walk(rtnetlink, bytes).forEach(visit);
  return all;
}

describe('show', () => {
  it('names values and gives their numbers', () => {
    const header = { family: 'inet', type: 'unicast', table: 77, scope: 'link', flags: 0x80000001 } as const;
    const values = shown(route.encode('RTM_NEWROUTE', { header }));
    expect(values['route.header.type']).toBe('unicast (1)');
    expect(values['route.header.table']).toBe('77');
    expect(values['route.header.scope']).toBe('link (253)');
    expect(values['route.header.flags']).toBe('dead,0x80000000 (0x80000001)');
    expect(values['route.header.dstLen']).toBe('0');
    expect(values['route.header']).toBe('struct rtmsg');
  });

  it('writes addresses and texts as people do', () => {
    const bytes = link.encode('RTM_NEWLINK', {
      ifname: 'a "b"',
      address: '02:00:00:00:00:01',
      stats64: { rxBytes: 2n ** 64n - 1n },
      numTxQueues: 4,
    });
    const values = shown(bytes);
    expect(values['link.ifname']).toBe('"a \\"b\\""');
    expect(values['link.address']).toBe('02:00:00:00:00:01');
    expect(values['link.stats64.rxBytes']).toBe('18446744073709551615');
    expect(values['link.numTxQueues']).toBe('4');
  });

  it('gives times in seconds where the unit is known', () => {
    const cacheinfo = { prefered: 3600, valid: 0xffffffff, cstamp: 150 };
    const values = shown(address.encode('RTM_NEWADDR', { header: { family: 'inet' }, cacheinfo }));
    expect(values['address.cacheinfo.prefered']).toBe('3600 (3600 s)');
    expect(values['address.cacheinfo.valid']).toBe('4294967295 (forever)');
    expect(values['address.cacheinfo.cstamp']).toBe('150 (1.5 s)');
  });

  it('leaves bytes to the hexdump and says that a flag is set', () => {
    const values = shown(
      neighbour.encode('RTM_NEWNEIGH', {
        header: { family: 'bridge' },
        fdbExtAttrs: { dontRefresh: true },
        $unknown: [{ type: 99, bytes: '0102' }],
      }),
    );
    expect(values['neighbour.fdbExtAttrs.dontRefresh']).toBe('set');
    expect(values['neighbour.99']).toBe('');
  });

  it('knows units of nothing that is not in a table', () => {
    const names = new Set<string>();
    const seen = new Set<AnyCodec>();
    const visit = (codec: AnyCodec | undefined): void => {
      if (codec === undefined || seen.has(codec)) return;
      seen.add(codec);
      const { shape } = codec;
      switch (shape.kind) {
        case 'struct':
          for (const member of shape.members) {
            names.add(`${shape.name}.${member.name}`);
            visit(member.codec);
          }
          break;
        case 'attributes':
        case 'records':
          visit(shape.set.header);
          for (const field of shape.set.fields) {
            names.add(field.constant);
            visit(field.codec);
          }
          break;
        case 'array':
        case 'list':
        case 'many':
          visit(shape.of);
          break;
        case 'select':
          Object.values(shape.cases).forEach(visit);
          break;
        case 'family':
          Object.values(shape.cases).forEach(visit);
          visit(shape.otherwise);
          break;
        case 'lazy':
          visit(shape.get());
          break;
      }
    };
    for (const { payload } of rtnetlink.messages) visit(payload);
    expect(Object.keys(perSecond).filter((key) => !names.has(key))).toEqual([]);
  });
});

describe('flags of a message', () => {
  it.each([
    [16, 0x605, 'REQUEST,ACK,EXCL,CREATE' /* RTM_NEWLINK */],
    [24, 0x505, 'REQUEST,ACK,REPLACE,CREATE' /* RTM_NEWROUTE */],
    [17, 0x305, 'REQUEST,ACK,NONREC,BULK' /* RTM_DELLINK */],
    [18, 0x301, 'REQUEST,DUMP' /* RTM_GETLINK */],
    [18, 0x101, 'REQUEST,ROOT'],
    [16, 0x32, 'MULTI,DUMP_INTR,DUMP_FILTERED'],
    [2, 0x300, 'CAPPED,ACK_TLVS' /* NLMSG_ERROR */],
    [16, 0x8000, '0x8000'],
    [16, 0, '0'],
  ])('mean what type %i makes them: %i', (type, flags, text) => {
    expect(showMessageFlags(type, flags, true)).toBe(text);
  });

  it('are numbers where another family gives them a meaning', () => {
    expect(showMessageFlags(16, 0x305, false)).toBe('REQUEST,ACK,0x300');
  });
});

describe('hexdump', () => {
  it('is that of hexdump -C', () => {
    expect(hexdump(Uint8Array.from({ length: 20 }, (_, i) => 0x38 + i))).toBe(
      '00000000  38 39 3a 3b 3c 3d 3e 3f  40 41 42 43 44 45 46 47  |89:;<=>?@ABCDEFG|\n' +
        '00000010  48 49 4a 4b                                       |HIJK|\n',
    );
    expect(hexdump(Uint8Array.of(0, 0x1f, 0x20, 0x7e, 0x7f, 0x80, 0xff, 1, 2), 0x100)).toBe(
      '00000100  00 1f 20 7e 7f 80 ff 01  02                       |.. ~.....|\n',
    );
    expect(hexdump(new Uint8Array(0))).toBe('');
  });
});
