import { a, type KindCase } from './case.ts';

/** VXLANs in all their ways, Geneve, and IPsec by interface. */
export const overlayCases: readonly KindCase[] = [
  a('vxlan', {
    name: 'vxlan to a remote',
    needs: ['vxlan'],
    options: {
      vni: 42,
      dev: 'v0',
      remote: '192.0.2.1',
      local: '192.0.2.2',
      ttl: 64,
      tos: 16,
      df: 'set',
      dstport: 8472,
      srcport: [2000, 3000],
      learning: false,
      proxy: true,
      rsc: true,
      l2miss: true,
      l3miss: true,
      ageing: 120,
      maxaddress: 1000,
      udpcsum: true,
      remcsumtx: true,
      remcsumrx: true,
      gbp: true,
    },
    words:
      'id 42 dev v0 remote 192.0.2.1 local 192.0.2.2 ttl 64 tos 0x10 df set dstport 8472 srcport 2000 3000 ' +
      'nolearning proxy rsc l2miss l3miss ageing 120 maxaddress 1000 udpcsum remcsumtx remcsumrx gbp',
    changes: { remote: '192.0.2.3', ageing: 90, learning: true },
    changeWords: 'id 42 remote 192.0.2.3 ageing 90 learning',
  }),
  a('vxlan', {
    name: 'vxlan to a group, and the ports of IANA',
    needs: ['vxlan'],
    options: { vni: 0xffffff, dev: 'v0', remote: '239.1.1.1', ttl: 'inherit', tos: 'inherit' },
    words: 'id 16777215 dev v0 group 239.1.1.1 ttl inherit tos inherit dstport 4789',
  }),
  a('vxlan', {
    name: 'vxlan over IPv6',
    needs: ['vxlan'],
    options: {
      vni: 0,
      dev: 'v0',
      remote: 'ff05::42',
      local: '2001:db8::1',
      flowlabel: 0xabcde,
      ttl: 'auto',
      df: 'inherit',
      udp6zerocsumtx: true,
      udp6zerocsumrx: true,
    },
    words:
      'id 0 dev v0 group ff05::42 local 2001:db8::1 flowlabel 0xabcde ttl auto df inherit dstport 4789 ' +
      'udp6zerocsumtx udp6zerocsumrx',
  }),
  a('vxlan', {
    name: 'vxlan whose VNIs come with the packets',
    needs: ['vxlan'],
    mac: false,
    options: { external: true, gpe: true },
    words: 'external gpe dstport 4790',
  }),
  a('vxlan', {
    name: 'vxlan with a filter of VNIs',
    needs: ['vxlan'],
    options: { external: true, vnifilter: true },
    words: 'external vnifilter dstport 4789',
  }),
  a('geneve', {
    name: 'geneve',
    needs: ['geneve'],
    options: { vni: 100, remote: '192.0.2.1', ttl: 64, tos: 16, df: 'set', dstport: 6082, udpcsum: true },
    words: 'id 100 remote 192.0.2.1 ttl 64 tos 0x10 df set dstport 6082 udpcsum',
    changes: { ttl: 'inherit', tos: 'inherit' },
    changeWords: 'id 100 remote 192.0.2.1 ttl inherit tos inherit',
  }),
  a('geneve', {
    name: 'geneve whose VNIs come with the packets',
    needs: ['geneve'],
    options: { external: true },
    words: 'external',
  }),
  a('geneve', {
    name: 'geneve over IPv6, with what newer kernels know',
    needs: ['geneve'],
    options: {
      vni: 0xffffff,
      remote: '2001:db8::1',
      local: '2001:db8::2',
      flowlabel: 0xfffff,
      srcport: [1024, 65535],
      udp6zerocsumtx: true,
      udp6zerocsumrx: true,
      innerprotoinherit: true,
    },
  }),
  a('vxlan', {
    name: 'vxlan with what newer kernels know',
    needs: ['vxlan'],
    options: { vni: 5, localbypass: false, mcroute: true, flowlabel: 'inherit' },
  }),
  a('xfrm', {
    name: 'xfrm',
    needs: [],
    options: { dev: 'v0', ifId: 0xffffffff },
  }),
  a('xfrm', {
    name: 'xfrm whose numbers come with the packets',
    needs: [],
    options: { external: true },
  }),
];
