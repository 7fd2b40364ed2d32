import { describe, expect, it } from 'vitest';
import { ack } from '../../../protocol/control/index.ts';
import { walk } from '../../../protocol/inspect/index.ts';
import { address, link, rtnetlink } from '../../../protocol/route/index.ts';
import { painter } from '../../../src/cli/print/color.ts';
import type { Printer } from '../../../src/cli/print/printer.ts';
import { printMessage } from '../../../src/cli/raw/raw.ts';
import { captures } from '../../captures/read.ts';
import { jsonOf, textOf } from '../support.ts';

const vlan = link.encode(
  'RTM_NEWLINK',
  {
    header: { type: 'ether', index: 7, flags: ['up', 'broadcast'] },
    ifname: 'eth0.101',
    mtu: 1500,
    linkinfo: { kind: 'vlan', data: { id: 101, protocol: 0x8100, flags: { flags: 1, mask: 0xffffffff } } },
    address: '02:00:00:00:00:10',
    $unknown: [{ type: 900, bytes: '000102030405060708090a0b0c0d0e0f1011' }],
  },
  { flags: 2, sequence: 7, port: 99 },
);

const loopback = address.encode(
  'RTM_NEWADDR',
  { header: { family: 'inet' }, local: '127.0.0.1', label: 'lo' },
  { flags: 0x605, sequence: 7 },
);

const refused = ack.encode(
  {
    error: 17,
    request: { length: 0, type: 20, flags: 0x605, sequence: 7, port: 0 },
    requestPayload: loopback.subarray(16),
    extack: { msg: 'no', offs: 32 },
  },
  { sequence: 7 },
);

function print(bytes: Uint8Array): (printer: Printer) => void {
  return (printer) => {
    for (const tree of walk(rtnetlink, bytes)) {
      printer.object(undefined, () => printMessage(printer, tree, rtnetlink));
    }
  };
}

// Offsets, lengths and bytes in these pictures are worked out by hand from the messages above.
describe('--raw', () => {
  it('draws a link with offset, length, name, number, flags, value and bytes of each part', () => {
    expect(textOf(print(vlan))).toBe(`\
RTM_NEWLINK (16), 140 bytes, flags MULTI (0x2), sequence 7, port 99
   16    16 struct ifinfomsg
   16     1   family                     unspec (0)                          00
   18     2   type                       ether (1)                           01 00
   20     4   index                      7                                   07 00 00 00
   24     4   flags                      up,broadcast (0x3)                  03 00 00 00
   28     4   change                     0                                   00 00 00 00
   32    13 IFLA_IFNAME (3)              "eth0.101"                       65 74 68 30 2e 31 30 31 00
   48     8 IFLA_MTU (4)                 1500                                dc 05 00 00
   56    48 IFLA_LINKINFO (18, NESTED)
   60     9   IFLA_INFO_KIND (1)         "vlan"                              76 6c 61 6e 00
   72    32   IFLA_INFO_DATA (2, NESTED)
   76     6     IFLA_VLAN_ID (1)         101                                 65 00
   84     6     IFLA_VLAN_PROTOCOL (5)   33024                               81 00
   92    12     IFLA_VLAN_FLAGS (2)      struct ifla_vlan_flags
   96     4       flags                  reorderHdr (0x1)                    01 00 00 00
  100     4       mask                   reorderHdr,gvrp,looseBinding,mvrp,bridgeBinding,
                                         0xffffffe0 (0xffffffff)
                    ff ff ff ff                                      ....
  104    10 IFLA_ADDRESS (1)             02:00:00:00:00:10                   02 00 00 00 00 10
  116    22 IFLA_? (900)
              00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f  ................
              10 11                                            ..

`);
  });

  it('draws an error with the request that it is about', () => {
    expect(textOf(print(refused))).toBe(`\
NLMSG_ERROR (2), 76 bytes, flags ACK_TLVS (0x200), sequence 7, port 0
   16     4 error                    -17 EEXIST                              ef ff ff ff
   20    40 request RTM_NEWADDR (20) flags REQUEST,ACK,EXCL,CREATE (0x605), sequence 7, port 0
   36     8   struct ifaddrmsg
   36     1     family               inet (2)                                02
   37     1     prefixlen            0                                       00
   38     1     flags                0                                       00
   39     1     scope                universe (0)                            00
   40     4     index                0                                       00 00 00 00
   44     8   IFA_LOCAL (2)          127.0.0.1                               7f 00 00 01
   52     7   IFA_LABEL (3)          "lo"                                    6c 6f 00
   60     7 NLMSGERR_ATTR_MSG (1)    "no"                                    6e 6f 00
   68     8 NLMSGERR_ATTR_OFFS (2)   32, which is ack.request.label          20 00 00 00

`);
  });

  it('draws what is there of a message that is cut off, then why it stops', () => {
    expect(textOf(print(vlan.slice(0, 90)))).toBe(`\
RTM_NEWLINK (16), 140 bytes, flags MULTI (0x2), sequence 7, port 99
   16    16 struct ifinfomsg
   16     1   family                     unspec (0)                          00
   18     2   type                       ether (1)                           01 00
   20     4   index                      7                                   07 00 00 00
   24     4   flags                      up,broadcast (0x3)                  03 00 00 00
   28     4   change                     0                                   00 00 00 00
   32    13 IFLA_IFNAME (3)              "eth0.101"                       65 74 68 30 2e 31 30 31 00
   48     8 IFLA_MTU (4)                 1500                                dc 05 00 00
   56    48 IFLA_LINKINFO (18, NESTED)
   60     9   IFLA_INFO_KIND (1)         "vlan"                              76 6c 61 6e 00
   72    32   IFLA_INFO_DATA (2, NESTED)
   76     6     IFLA_VLAN_ID (1)         101                                 65 00
   84     6     IFLA_VLAN_PROTOCOL (5)   33024                               81 00
              !! link.linkinfo.data: nla_len 32 is more than the 18 bytes that are there (at byte 72)
            !! link.linkinfo: nla_len 48 is more than the 34 bytes that are there (at byte 56)
            !! nlmsg_len 140 is more than the 90 bytes that are there (at byte 0)

`);
  });

  it('draws the payload of a message that no table describes', () => {
    const bytes = Uint8Array.of(20, 0, 0, 0, 200, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x41, 0x42, 1, 2);
    expect(textOf(print(bytes))).toBe(`\
message type 200, 20 bytes, flags REQUEST (0x1), sequence 0, port 0
   16     4 payload                                                          41 42 01 02

`);
  });

  it('keeps to a page of 100 columns', () => {
    for (const { bytes, file, note } of captures()) {
      for (const line of textOf(print(bytes)).split('\n')) {
        // Names that are longer than a page has room for push their values to the right.
        if (line.length > 100) expect.soft(line, `${file}: ${note}`).toMatch(/^ *\d+ +\d+ .{60,}|^ *!! |^\S/);
      }
    }
  });

  it('paints what it is told to paint, and nothing else', () => {
    const painted = textOf(print(vlan), { paint: painter(false) });
    expect(painted).toContain('\x1b[36mRTM_NEWLINK (16)\x1b[0m');
    expect(painted).toContain('\x1b[33m02:00:00:00:00:10\x1b[0m');
    const unpainted = painted.split('\x1b').map((part) => part.replace(/^\[\d*m/, ''));
    expect(unpainted.join('')).toBe(textOf(print(vlan)));
  });

  it('lets no name move the cursor', () => {
    const evil = ['\x1b[2J\u009b1m\u202e', '\udc9b1m'].map((label) =>
      textOf(print(address.encode('RTM_NEWADDR', { header: { family: 'inet' }, label }))),
    );
    expect(evil[0]).toContain('"\\u001b[2J\\u009b1m\\u202e"');
    expect(evil[1]).toContain('"\\udc9b1m"');
    for (const text of evil) expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('puts a message on one line with -oneline', () => {
    expect(textOf(print(vlan), { oneline: true }).trimEnd().split('\n')).toHaveLength(1);
  });

  it('gives the same tree as JSON', () => {
    const [tree] = JSON.parse(jsonOf(print(vlan)));
    expect(tree).toMatchObject({
      kind: 'message',
      constant: 'RTM_NEWLINK',
      type: 16,
      length: 140,
      flags: 2,
      sequence: 7,
      port: 99,
    });
    const linkinfo = tree.parts.find(({ name }: { name: string }) => name === 'linkinfo');
    expect(linkinfo.flags).toEqual(['NESTED']);
    expect(linkinfo.parts[1].parts[0]).toEqual({
      kind: 'attribute',
      name: 'id',
      constant: 'IFLA_VLAN_ID',
      type: 1,
      path: 'link.linkinfo.data.id',
      offset: 76,
      length: 6,
      flags: [],
      padding: 2,
      value: 101,
      hex: '6500',
    });
    const [cut] = JSON.parse(jsonOf(print(vlan.slice(0, 90))));
    expect(cut.problem).toBe('nlmsg_len 140 is more than the 90 bytes that are there (at byte 0)');
  });

  it('gives JSON of every message that kernels sent', () => {
    for (const { bytes } of captures()) expect(() => JSON.parse(jsonOf(print(bytes), true))).not.toThrow();
  });
});
