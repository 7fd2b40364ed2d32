import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { link } from '../../../protocol/route/link/index.ts';
import { modelOf, nowhere } from './support.ts';

/** What `ip` sent, by its words. */
const recorded = new Map(
  readFileSync(new URL('requests.hex', import.meta.url), 'utf8')
    .split(/\n(?=# )/)
    .slice(1)
    .map((paragraph) => {
      const [words = '', ...lines] = paragraph.trim().split('\n');
      return [words.slice(2), Buffer.from(lines.join(''), 'hex')] as const;
    }),
);

/** Options, and the words that `ip` was given for them. */
const same: readonly (readonly [words: string, kind: string, options: object])[] = [
  [
    'g0 type gre remote 192.0.2.1 local 192.0.2.2 dev d0 ttl 64 tos 0x10 key 7 csum seq',
    'gre',
    { remote: '192.0.2.1', local: '192.0.2.2', dev: 3, ttl: 64, tos: 16, key: 7, csum: true, seq: true },
  ],
  [
    'g0 type gre ikey 1 okey 2 iseq ocsum nopmtudisc ignore-df tos inherit ttl inherit fwmark 5',
    'gre',
    {
      ikey: 1,
      okey: 2,
      iseq: true,
      ocsum: true,
      pmtudisc: false,
      ignoreDf: true,
      tos: 'inherit',
      ttl: 'inherit',
      fwmark: 5,
    },
  ],
  ['g0 type gretap external', 'gretap', { external: true }],
  [
    'g0 type gretap remote 192.0.2.1 encap gue encap-sport auto encap-dport 5555 encap-csum encap-remcsum',
    'gretap',
    {
      remote: '192.0.2.1',
      encap: 'gue',
      encapSport: 'auto',
      encapDport: 5555,
      encapCsum: true,
      encapRemcsum: true,
    },
  ],
  ['g0 type ipip remote 192.0.2.1 local 192.0.2.2', 'ipip', { remote: '192.0.2.1', local: '192.0.2.2' }],
  ['g0 type sit remote 192.0.2.1', 'sit', { remote: '192.0.2.1' }],
  [
    'g0 type sit isatap mode any 6rd-prefix 2001:db8::/32 6rd-relay_prefix 192.0.0.0/8',
    'sit',
    { isatap: true, mode: 'any', '6rdPrefix': '2001:db8::/32', '6rdRelayPrefix': '192.0.0.0/8' },
  ],
  ['g0 type ip6tnl remote 2001:db8::1', 'ip6tnl', { remote: '2001:db8::1' }],
  [
    'g0 type ip6tnl remote 2001:db8::1 local 2001:db8::2 mode any tclass 0x10 flowlabel 0xabcde encaplimit none hoplimit 9 dscp inherit allow-localremote',
    'ip6tnl',
    {
      remote: '2001:db8::1',
      local: '2001:db8::2',
      mode: 'any',
      tclass: 16,
      flowlabel: 0xabcde,
      encaplimit: 'none',
      hoplimit: 9,
      dscp: 'inherit',
      allowLocalremote: true,
    },
  ],
  [
    'g0 type ip6tnl remote 2001:db8::1 mode ipip6 tclass inherit flowlabel inherit fwmark inherit encaplimit 7',
    'ip6tnl',
    {
      remote: '2001:db8::1',
      mode: 'ipip6',
      tclass: 'inherit',
      flowlabel: 'inherit',
      fwmark: 'inherit',
      encaplimit: 7,
    },
  ],
  ['g0 type ip6gre remote 2001:db8::1', 'ip6gre', { remote: '2001:db8::1' }],
  [
    'g0 type ip6gre remote 2001:db8::1 tclass inherit flowlabel inherit fwmark inherit key 9 seq',
    'ip6gre',
    {
      remote: '2001:db8::1',
      tclass: 'inherit',
      flowlabel: 'inherit',
      fwmark: 'inherit',
      key: 9,
      seq: true,
    },
  ],
  [
    'g0 type ip6gretap remote 2001:db8::1 dev d0 tclass 0xff flowlabel 0xfffff fwmark 3 encaplimit 0 hoplimit 0',
    'ip6gretap',
    {
      remote: '2001:db8::1',
      dev: 3,
      tclass: 0xff,
      flowlabel: 0xfffff,
      fwmark: 3,
      encaplimit: 0,
      hoplimit: 0,
    },
  ],
  ['g0 type vti remote 192.0.2.1 key 7', 'vti', { remote: '192.0.2.1', key: 7 }],
  ['g0 type vti6 remote 2001:db8::1 ikey 7 fwmark 5', 'vti6', { remote: '2001:db8::1', ikey: 7, fwmark: 5 }],
  [
    'g0 type hsr slave1 d0 slave2 d1 supervision 5 version 1',
    'hsr',
    { slave1: 3, slave2: 2, supervision: 5, version: 1 },
  ],
  ['g0 type hsr slave1 d0 slave2 d1 proto 1', 'hsr', { slave1: 3, slave2: 2, proto: 'prp' }],
  ['link d0 g0 type macsec port 5 encrypt on', 'macsec', { port: 5, encrypt: true }],
  [
    'link d0 g0 type macsec sci 0x0200000000010005 cipher gcm-aes-256 icvlen 12 encrypt on send_sci off end_station on scb off protect on replay on window 64 validate check encodingsa 2 offload mac',
    'macsec',
    {
      sci: 0x0200000000010005n,
      cipher: 'gcm-aes-256',
      icvlen: 12,
      encrypt: true,
      sendSci: false,
      endStation: true,
      scb: false,
      protect: true,
      replay: true,
      window: 64,
      validate: 'check',
      encodingsa: 2,
      offload: 'mac',
    },
  ],
];

/** The settings in a request, as the tables read them. */
function settings(body: Uint8Array): Record<string, unknown> {
  const message = new Uint8Array(16 + body.length);
  message.set(body, 16);
  const view = new DataView(message.buffer);
  view.setUint32(0, message.length, true);
  view.setUint16(4, 16, true);
  const { linkinfo } = link.decode(message);
  return JSON.parse(JSON.stringify(linkinfo?.toJSON())).data ?? {};
}

describe('a request for a tunnel', () => {
  it('has been recorded for each', () => {
    expect(same.map(([words]) => words).sort()).toEqual([...recorded.keys()].sort());
  });

  it.for(same)('says what ip says: %s', async ([words, kind, options]) => {
    const data = await modelOf(kind).create(options, nowhere);
    const ours = settings(link.encode('RTM_NEWLINK', { linkinfo: { kind, data } as never }).subarray(16));
    const theirs = settings(recorded.get(words) ?? new Uint8Array());
    expect(theirs).toMatchObject(ours);
    // What ip says besides is what the kernel has when nothing is said.
    for (const [name, value] of Object.entries(theirs)) {
      if (name in ours) continue;
      expect([0, 'none', '0x0', []], `${name} is ${JSON.stringify(value)}`).toContainEqual(
        name === 'pmtudisc' || name === 'erspanVer' ? Number(value) - 1 : value,
      );
    }
  });
});
