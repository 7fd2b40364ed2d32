import type { Interface } from '../../../../src/index.ts';
import { type Comparison, type Fields, json, unlessEmpty, valuesOf } from './comparison.ts';

const fields: Fields<Interface> = {
  ifindex: ({ index }) => index,
  ifname: ({ name }) => name,
  mtu: ({ mtu }) => mtu,
  qdisc: ({ qdisc }) => qdisc,
  operstate: ({ operstate }) => operstate,
  group: ({ group }) => group,
  txqlen: ({ txQueueLength }) => txQueueLength,
  link_type: ({ type }) => type,
  address: ({ mac }) => mac,
  altnames: ({ altnames }) => unlessEmpty(altnames),
  ifalias: ({ alias }) => alias,
  info_kind: ({ kind }) => kind,
  link_index: ({ linkIndex, linkNetnsid }) => (linkNetnsid === undefined ? undefined : linkIndex),
  link_netnsid: ({ linkNetnsid }) => linkNetnsid,
};

/** `ip -d link`. */
export const linkComparison: Comparison = {
  what: 'links',
  async ours(namespace) {
    const all = await namespace.links.list();
    const byIndex = new Map(all.map((each) => [each.index, each]));
    return all.map((each) => {
      const below =
        each.linkNetnsid === undefined && each.linkIndex !== undefined
          ? byIndex.get(each.linkIndex)
          : undefined;
      return {
        ...valuesOf(fields, each),
        link: below?.name,
        master: each.masterIndex === undefined ? undefined : byIndex.get(each.masterIndex)?.name,
        // iproute2 looks at the other interface for this word.
        flags: [...each.flags, ...(below?.isUp === false ? ['M-DOWN'] : [])],
      };
    });
  },
  theirs(namespace) {
    return json(namespace, ['link']).map(({ linkinfo, link_netns: _, ...link }) => ({
      ...link,
      info_kind: (linkinfo as { info_kind?: string } | undefined)?.info_kind,
    }));
  },
  notOurs: new Set([
    'linkmode',
    'broadcast',
    'promiscuity',
    'allmulti',
    'min_mtu',
    'max_mtu',
    'inet6_addr_gen_mode',
    'num_tx_queues',
    'num_rx_queues',
    'gso_max_size',
    'gso_max_segs',
    'tso_max_size',
    'tso_max_segs',
    'gro_max_size',
    'gso_ipv4_max_size',
    'gro_ipv4_max_size',
    'netns-immutable',
  ]),
};
