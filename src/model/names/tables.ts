import { nearest } from '../../../protocol/schema/index.ts';
import { InputError } from '../../sys/input-error.ts';
import { readTableFiles } from './table-file.ts';

/** Names of numbers: those everybody knows, and those of iproute2's files, which are read on the first miss. */
export class NameTable {
  readonly #what: string;
  readonly #file: string;
  readonly #names: Map<number, string>;
  readonly #numeric: boolean;
  readonly #unnamed: (id: number) => string;
  readonly #radix: number;
  #read = false;

  constructor(
    what: string,
    file: string,
    known: Readonly<Record<number, string>>,
    numeric: boolean,
    unnamed: (id: number) => string = String,
    radix = 10,
  ) {
    this.#what = what;
    this.#file = file;
    this.#names = new Map(Object.entries(known).map(([id, name]) => [Number(id), name]));
    this.#numeric = numeric;
    this.#unnamed = unnamed;
    this.#radix = radix;
  }

  /** The name of a number, or the number as text: always so with `-N`. */
  name(id: number): string {
    return this.#numeric ? this.#unnamed(id) : (this.named(id) ?? this.#unnamed(id));
  }

  /** The name of a number, if it has one. */
  named(id: number): string | undefined {
    return this.#names.get(id) ?? this.#all().get(id);
  }

  /** The number of a name, or of a number as text; `undefined` when it is neither. */
  number(word: string): number | undefined {
    for (const [id, name] of this.#all()) if (name === word) return id;
    const digits = /^0x[0-9a-f]+$/i.test(word) ? word.slice(2) : word;
    const radix = digits === word ? this.#radix : 16;
    if (!(radix === 16 ? /^[0-9a-f]+$/i : /^\d+$/).test(digits)) return undefined;
    const id = Number.parseInt(digits, radix);
    return id <= 0xffffffff ? id : undefined;
  }

  /** As `number`, but a word that is neither is the user's mistake. @throws InputError */
  parse(word: string): number {
    const id = this.number(word);
    if (id !== undefined) return id;
    throw new InputError(`unknown ${this.#what} "${word}"${nearest(word, this.#all().values())}`);
  }

  #all(): Map<number, string> {
    if (!this.#read) {
      this.#read = true;
      readTableFiles(this.#file, (id, name) => this.#names.set(id, name));
    }
    return this.#names;
  }
}

/** The tables of `/etc/iproute2` and its newer places; each is read when it is first needed. */
export class NameTables {
  /** Routing tables: `RT_TABLE_*`. */
  readonly table: NameTable;
  /** Who put a route there: `RTPROT_*`. */
  readonly protocol: NameTable;
  /** `RT_SCOPE_*`. */
  readonly scope: NameTable;
  readonly realm: NameTable;
  /** The DS field, once type of service. */
  readonly dsfield: NameTable;
  /** Groups of links: `IFLA_GROUP`. */
  readonly group: NameTable;
  /** Netlink protocols: `NETLINK_*`. */
  readonly netlinkProtocol: NameTable;
  /** Bits of `IFLA_PROTO_DOWN_REASON_VALUE`. */
  readonly protodownReason: NameTable;
  /** Who put an address there: `IFAPROT_*`. */
  readonly addressProtocol: NameTable;

  constructor(numeric: boolean) {
    const hex = (id: number) => `0x${id.toString(16).padStart(2, '0')}`;
    this.table = new NameTable('table', 'rt_tables', tables, numeric);
    this.protocol = new NameTable('protocol', 'rt_protos', protocols, numeric);
    this.scope = new NameTable('scope', 'rt_scopes', scopes, numeric);
    this.realm = new NameTable('realm', 'rt_realms', { 0: 'unknown' }, numeric);
    this.dsfield = new NameTable('dsfield', 'rt_dsfield', { 0: '0' }, numeric, hex, 16);
    this.group = new NameTable('group', 'group', { 0: 'default' }, numeric);
    this.netlinkProtocol = new NameTable('netlink protocol', 'nl_protos', netlinkProtocols, numeric);
    this.protodownReason = new NameTable('protodown reason', 'protodown_reasons', {}, numeric);
    this.addressProtocol = new NameTable('address protocol', 'rt_addrprotos', addressProtocols, numeric);
  }
}

const tables = { 253: 'default', 254: 'main', 255: 'local' };

const scopes = { 0: 'global', 200: 'site', 253: 'link', 254: 'host', 255: 'nowhere' };

const addressProtocols = { 0: 'unspec', 1: 'kernel_lo', 2: 'kernel_ra', 3: 'kernel_ll' };

const protocols = {
  0: 'unspec',
  1: 'redirect',
  2: 'kernel',
  3: 'boot',
  4: 'static',
  8: 'gated',
  9: 'ra',
  10: 'mrt',
  11: 'zebra',
  12: 'bird',
  13: 'dnrouted',
  14: 'xorp',
  15: 'ntk',
  16: 'dhcp',
  18: 'keepalived',
  42: 'babel',
  186: 'bgp',
  187: 'isis',
  188: 'ospf',
  189: 'rip',
  192: 'eigrp',
};

const netlinkProtocols = {
  0: 'rtnl',
  1: 'unused',
  2: 'usersock',
  3: 'fw',
  4: 'tcpdiag',
  5: 'nflog',
  6: 'xfrm',
  7: 'selinux',
  8: 'iscsi',
  9: 'audit',
  10: 'fiblookup',
  11: 'connector',
  12: 'nft',
  13: 'ip6fw',
  14: 'dec-rt',
  15: 'uevent',
  16: 'genl',
  18: 'scsi-trans',
  19: 'ecryptfs',
  20: 'rdma',
  21: 'crypto',
};
