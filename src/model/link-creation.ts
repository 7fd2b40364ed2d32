import { link } from '../../protocol/route/link/index.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { NLM_F } from '../../protocol/wire/index.ts';
import { InputError } from '../sys/input-error.ts';
import { refuseUnknown } from './check-options.ts';
import { stillThere } from './gone-error.ts';
import { Interface, type LinkView } from './interface.ts';
import { checkAlternativeName, checkInterfaceName } from './interface-name.ts';
import { indexOf } from './interface-reference.ts';
import { type ConfigurableKind, kindModels } from './kinds/index.ts';
import { flagsHeader, linkSettings } from './link-changes.ts';
import type { LinkOptions, NewLink, NewTun, VethPeer } from './link-options.ts';
import type { Namespace } from './namespace.ts';
import { parseCidr } from './network.ts';
import { attempt, isRefusal } from './operation-error.ts';
import { makeTun, tunChanges } from './tun-creation.ts';
import { undoing } from './undo.ts';
import { names, numberIn } from './words.ts';

type LinkInput = MessageInputOf<typeof link>;

/** Makes an interface; all that was checked is checked before anything is sent. */
export async function createLink(namespace: Namespace, options: LinkOptions): Promise<Interface> {
  const home = options.namespace ?? namespace;
  const label = `add ${options.kind} ${options.name ?? '(without a name)'} in ${home}`;
  const made =
    options.kind === 'tun'
      ? await makeTun(home, options, label)
      : new Interface(
          home,
          await send(namespace, home, await creationInput(namespace, home, options), label),
        );
  await undoing(
    label,
    () => made.delete(),
    () => furnish(made, options),
  );
  return stillThere(label, made.refresh());
}

/** What the kernel does not take in the message that makes an interface. */
async function furnish(made: Interface, options: LinkOptions): Promise<void> {
  if (options.kind === 'tun') {
    const changes = tunChanges(options);
    if (Object.keys(changes).length > 0) await made.set(changes);
  }
  if (options.alias !== undefined) await made.set({ alias: options.alias });
  if (options.altnames !== undefined) await made.addAltnames(...options.altnames);
  for (const cidr of options.addresses ?? []) await made.addresses.add(cidr);
  if (options.kind !== 'veth' || options.peer === undefined) return;
  const { up, master, addresses = [] } = options.peer;
  if (up !== true && master == null && addresses.length === 0) return;
  const peer = await peerOf(made, options.peer);
  // An end can't be up before it has another (ENOTCONN), which has none until the message is done.
  await peer.set({ up, master });
  for (const cidr of addresses) await peer.addresses.add(cidr);
}

/** The other end, without looking for its namespace: we know where it was born. */
async function peerOf(made: Interface, { namespace, name }: VethPeer): Promise<Interface> {
  const home = namespace ?? made.namespace;
  if (name !== undefined) return home.links.get(name);
  const index = made.linkIndex;
  if (index === undefined) throw new InputError(`peer: ${made} does not tell its peer; give the peer a name`);
  return home.links.get(index);
}

async function creationInput(
  namespace: Namespace,
  home: Namespace,
  options: Exclude<LinkOptions, NewTun>,
): Promise<LinkInput> {
  for (const cidr of options.addresses ?? []) parseCidr(cidr, 'addresses');
  for (const altname of options.altnames ?? []) checkAlternativeName(altname);
  const common = await commonInput(home, options);
  if (options.kind === 'veth') {
    const { peer } = options;
    refuseUnknown('a veth', options, new Set([...COMMON, 'peer']));
    refuseUnknown("a veth's peer", peer ?? {}, PEER);
    for (const cidr of peer?.addresses ?? []) parseCidr(cidr, 'peer.addresses');
    // Without a namespace of its own the peer is born where the request is sent, not where its other end goes.
    const peerHome = peer?.namespace ?? home;
    const peerInput =
      peer === undefined
        ? {}
        : await commonInput(peerHome, { ...peer, up: undefined, master: undefined }, 'peer.');
    const elsewhere = peerHome.equals(namespace) ? {} : { netNsFd: peerHome.handle.fd };
    const data =
      peer === undefined && peerHome.equals(namespace) ? {} : { peer: { ...peerInput, ...elsewhere } };
    return { ...common, ...moved(namespace, home), linkinfo: { kind: 'veth', data } };
  }
  const link = 'link' in options ? options.link : undefined;
  const below = link === undefined ? undefined : await indexOf(namespace, link, 'link');
  const linkinfo = { kind: options.kind, data: await kindData(namespace, options) } as LinkInput['linkinfo'];
  return { ...common, ...moved(namespace, home), link: below, linkinfo };
}

/** What is left of the options, for the kind. @throws InputError for what neither it nor all interfaces have */
function kindData(namespace: Namespace, options: Exclude<LinkOptions, NewTun>): Promise<unknown> {
  const own = Object.fromEntries(Object.entries(options).filter(([name]) => !COMMON.has(name)));
  if (isConfigurable(options.kind)) {
    return kindModels[options.kind].create(own as never, namespace, COMMON);
  }
  refuseUnknown(`a ${options.kind}`, options, new Set([...COMMON, 'data']));
  return Promise.resolve(own['data']);
}

async function commonInput(home: Namespace, options: NewLink, where = ''): Promise<LinkInput> {
  const { name, index, master, group } = options;
  if (name !== undefined) checkInterfaceName(name, `${where}name`);
  return {
    header: { ...flagsHeader(options), ...(index !== undefined && { index }) },
    ifname: name,
    mtu: options.mtu,
    address: options.mac,
    broadcast: options.broadcast,
    txqlen: options.txQueueLength,
    group: group === undefined ? undefined : numberIn(names.group, group),
    master: master == null ? undefined : await indexOf(home, master, `${where}master`),
    numTxQueues: options.numTxQueues,
    numRxQueues: options.numRxQueues,
    gsoMaxSize: options.gsoMaxSize,
    gsoMaxSegs: options.gsoMaxSegs,
    groMaxSize: options.groMaxSize,
  };
}

function moved(namespace: Namespace, home: Namespace): LinkInput {
  return home.equals(namespace) ? {} : { netNsFd: home.handle.fd };
}

/**
 * Sends the request and finds what it made. Linux since 6.2 echoes it; where it does not, or the interface was born
 * in another namespace, it is found by its name, and one without a name by an index that we choose.
 */
async function send(
  namespace: Namespace,
  home: Namespace,
  input: LinkInput,
  label: string,
): Promise<LinkView> {
  const flags = NLM_F.CREATE | NLM_F.EXCL | NLM_F.ECHO;
  const ask = (request: LinkInput) =>
    attempt(label, namespace.connection.request(link, 'RTM_NEWLINK', request, { flags }));
  const { ifname } = input;
  const named = ifname !== undefined && !ifname.includes('%');
  if (named) {
    const { echoes } = await ask(input);
    const echo = home.equals(namespace) ? echoes.find((view) => view.ifname === ifname) : undefined;
    return echo ?? (await stillThere(label, home.links.get(ifname))).view;
  }
  if (input.header?.index !== undefined) {
    await ask(input);
    return (await stillThere(label, home.links.get(input.header.index))).view;
  }
  const isElsewhere = !home.equals(namespace);
  for (let attempts = 1; ; attempts++) {
    // Older kernels look in both for an interface that has it already.
    const there = isElsewhere ? await highestIndex(namespace) : 0;
    const index = Math.max(there, await highestIndex(home)) + 1;
    try {
      await ask({ ...input, header: { ...input.header, index } });
      return (await stillThere(label, home.links.get(index))).view;
    } catch (error) {
      // Somebody else took the index meanwhile.
      const taken = isRefusal(error, 'EBUSY') || (isElsewhere && isRefusal(error, 'EEXIST'));
      if (!taken || attempts === ATTEMPTS) throw error;
    }
  }
}

async function highestIndex(home: Namespace): Promise<number> {
  const all = await home.links.list();
  return all.reduce((highest, { index }) => Math.max(highest, index), 0);
}

function isConfigurable(kind: string): kind is ConfigurableKind {
  return Object.hasOwn(kindModels, kind);
}

const COMMON: ReadonlySet<string> = new Set<keyof NewLink | 'kind' | 'link'>([
  'kind',
  'link',
  'name',
  'index',
  'namespace',
  'alias',
  'altnames',
  'addresses',
  'numTxQueues',
  'numRxQueues',
  ...linkSettings,
]);

const PEER: ReadonlySet<string> = new Set<keyof VethPeer>([
  'name',
  'index',
  'namespace',
  'addresses',
  'numTxQueues',
  'numRxQueues',
  ...linkSettings,
]);

const ATTEMPTS = 10;
