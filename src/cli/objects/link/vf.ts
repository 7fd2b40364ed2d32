import { IFLA_VF_LINK_STATE, type vfinfoList } from '../../../../protocol/route/link/vf.ts';
import type { ValueOf } from '../../../../protocol/schema/index.ts';
import { numberOf } from '../../../model/number.ts';
import { etherType } from '../../names/ether-types.ts';
import { linkType } from '../../names/link-types.ts';
import type { Options } from '../../options.ts';
import { formatCount } from '../../print/count.ts';
import type { Printer } from '../../print/printer.ts';
import { IFF_POINTOPOINT } from './flags.ts';

type Vf = NonNullable<ValueOf<typeof vfinfoList>['info']>[number];

/** What is read of a link's own header. */
interface Parent {
  /** `ARPHRD_*`. */
  readonly type: number;
  /** `IFF_*`. */
  readonly flags: number;
}

const ETHERNET = 1;
const INFINIBAND_ALEN = 20;
const ETH_ALEN = 6;
const ETH_P_8021Q = 0x8100;
/** `IFLA_VF_LINK_STATE_*`. */
const linkStates = ['auto', 'enable', 'disable'];
/** What a driver answers that does not know. */
const UNTOLD = 0xffffffff;

/** The SR-IOV virtual functions of a link. */
export function printVfs(
  printer: Printer,
  list: ValueOf<typeof vfinfoList>,
  parent: Parent,
  options: Options,
): void {
  printer.array('vfinfo_list', () => {
    for (const vf of list.info ?? []) {
      printer.object(undefined, () => {
        printVf(printer, vf, parent, options);
        if (vf.stats !== undefined && options.statistics > 0) printVfStatistics(printer, vf.stats, options);
      });
    }
  });
}

function printVf(p: Printer, vf: Vf, parent: Parent, { numeric }: Options): void {
  const number = vf.mac?.vf ?? 0;
  const length = parent.type === ETHERNET ? ETH_ALEN : INFINIBAND_ALEN;
  const cut = (address: string) => address.slice(0, length * 3 - 1);
  const type = linkType(parent.type, numeric);
  p.newline();
  p.text('    ');
  p.value('vf', number, `vf ${number} `);
  p.value('link_type', type, `    link/${type} `);
  if (vf.mac !== undefined) p.value('address', cut(vf.mac.mac), cut(vf.mac.mac), 'mac');
  if (vf.broadcast !== undefined) {
    const peer = (parent.flags & IFF_POINTOPOINT) !== 0;
    p.text(peer ? ' peer ' : ' brd ');
    if (peer) p.field('link_pointtopoint', true);
    p.value('broadcast', cut(vf.broadcast.broadcast), cut(vf.broadcast.broadcast), 'mac');
  }
  printVlans(p, vf, numeric);
  if (vf.txRate?.rate) p.value('tx_rate', vf.txRate.rate, `, tx rate ${vf.txRate.rate} (Mbps)`);
  const { rate } = vf;
  if (rate !== undefined) {
    p.object('rate', () => {
      p.value('max_tx', rate.maxTxRate, rate.maxTxRate ? `, max_tx_rate ${rate.maxTxRate}Mbps` : '');
      p.value('min_tx', rate.minTxRate, rate.minTxRate ? `, min_tx_rate ${rate.minTxRate}Mbps` : '');
    });
  }
  printSetting(p, 'spoofchk', vf.spoofchk?.setting, 'spoof checking');
  printGuid(p, 'node guid', vf.ibNodeGuid?.guid, 'NODE_GUID');
  printGuid(p, 'port guid', vf.ibPortGuid?.guid, 'PORT_GUID');
  if (vf.linkState !== undefined) {
    const word = linkStates[numberOf(IFLA_VF_LINK_STATE, vf.linkState.linkState)] ?? 'disable';
    p.value('link_state', word, `, link-state ${word}`);
  }
  printSetting(p, 'trust', vf.trust?.setting, 'trust');
  printSetting(p, 'query_rss_en', vf.rssQueryEn?.setting, 'query_rss');
}

function printVlans(p: Printer, { vlan, vlanList }: Vf, numeric: boolean): void {
  const printTag = (tag: { vlan: number; qos: number }) => {
    if (tag.vlan !== 0) p.value('vlan', tag.vlan, `, vlan ${tag.vlan}`);
    if (tag.qos !== 0) p.value('qos', tag.qos, `, qos ${tag.qos}`);
  };
  if (vlanList === undefined) {
    if (vlan !== undefined) printTag(vlan);
    return;
  }
  p.array('vlan_list', () => {
    for (const tag of vlanList.info ?? []) {
      p.object(undefined, () => {
        printTag(tag);
        if (tag.vlanProto === 0 || tag.vlanProto === ETH_P_8021Q) return;
        const protocol = etherType(tag.vlanProto, numeric);
        p.value('protocol', protocol, `, vlan protocol ${protocol}`);
      });
    }
  });
}

function printSetting(p: Printer, key: string, setting: number | undefined, word: string): void {
  if (setting === undefined || setting === UNTOLD) return;
  p.value(key, setting !== 0, `, ${word} ${setting === 0 ? 'off' : 'on'}`);
}

/** Eight bytes, most significant first. */
function printGuid(p: Printer, key: string, guid: bigint | undefined, word: string): void {
  if (guid === undefined) return;
  const text = guid
    .toString(16)
    .padStart(16, '0')
    .replace(/..(?=.)/g, '$&:');
  p.value(key, text, `, ${word} ${text}`);
}

function printVfStatistics(p: Printer, stats: NonNullable<Vf['stats']>, style: Options): void {
  const {
    rxBytes = 0n,
    rxPackets = 0n,
    multicast = 0n,
    broadcast = 0n,
    txBytes = 0n,
    txPackets = 0n,
  } = stats;
  const { rxDropped, txDropped } = stats;
  if (p.json) {
    p.object('stats', () => {
      p.object('rx', () => {
        p.field('bytes', rxBytes);
        p.field('packets', rxPackets);
        p.field('multicast', multicast);
        p.field('broadcast', broadcast);
        if (rxDropped !== undefined) p.field('dropped', rxDropped);
      });
      p.object('tx', () => {
        p.field('tx_bytes', txBytes);
        p.field('tx_packets', txPackets);
        if (txDropped !== undefined) p.field('dropped', txDropped);
      });
    });
    return;
  }
  const line = (text: string) => {
    p.newline();
    p.text(text);
  };
  const numbers = (...cells: [value: bigint | undefined, width: number][]) =>
    `    ${cells.map(([value, width]) => (value === undefined ? '' : `${formatCount(value, width, style)} `)).join('')}`;
  const dropped = (value: bigint | undefined) => (value === undefined ? '' : '  dropped ');
  line(`    RX: bytes  packets  mcast   bcast ${dropped(rxDropped)}`);
  line(numbers([rxBytes, 10], [rxPackets, 8], [multicast, 7], [broadcast, 7], [rxDropped, 8]));
  line(`    TX: bytes  packets ${dropped(txDropped)}`);
  line(numbers([txBytes, 10], [txPackets, 8], [txDropped, 8]));
}
