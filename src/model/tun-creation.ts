import { openTun } from '../namespace/tun.ts';
import { EBUSY, EEXIST } from '../sys/constants.ts';
import { InputError } from '../sys/input-error.ts';
import { SystemError } from '../sys/system-error.ts';
import { refuseUnknown } from './check-options.ts';
import type { Interface } from './interface.ts';
import { tunSettings } from './kinds/tun.ts';
import { type LinkChanges, linkInput, linkSettings } from './link-changes.ts';
import type { NewTun } from './link-options.ts';
import type { Namespace } from './namespace.ts';
import { parseCidr } from './network.ts';

/**
 * Makes a persistent tun or tap interface, which goes through `/dev/net/tun`: what netlink could say at its birth comes
 * after it. All that can be checked is checked before.
 * @throws SystemError: EEXIST when the name is taken, EPERM; InputError
 */
export async function makeTun(home: Namespace, options: NewTun, label: string): Promise<Interface> {
  refuseUnknown('a tun', options, new Set<string>([...tunSettings, ...linkSettings, ...LATER]));
  const { mode, name, user, userGroup: group, packetInfo, vnetHdr, multiQueue } = options;
  if (mode !== 'tun' && mode !== 'tap') {
    throw new InputError(`mode: one of tun, tap is needed, got ${JSON.stringify(mode)}`);
  }
  for (const cidr of options.addresses ?? []) parseCidr(cidr, 'addresses');
  await linkInput(home, { ...tunChanges(options), name });
  const settings = { mode, name, user, group, packetInfo, vnetHdr, multiQueue };
  try {
    using device = openTun(home.handle, { ...settings, persistent: true, exclusive: true });
    return await home.links.get(device.name);
  } catch (error) {
    throw error instanceof SystemError && error.errno === EBUSY
      ? new SystemError(error.syscall, EEXIST, label)
      : error;
  }
}

/** What is changed once it is there. */
export function tunChanges(options: NewTun): LinkChanges {
  const given = linkSettings.filter((name) => options[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, options[name]]));
}

const LATER: readonly (keyof NewTun)[] = ['kind', 'name', 'namespace', 'alias', 'altnames', 'addresses'];
