import type { LinkChanges } from './link-changes.ts';

type Changes = Omit<LinkChanges, 'namespace'>;

/**
 * Changes as they are sent, one message after the other. Of one message the kernel (`do_setlink`, net/core/rtnetlink.c)
 * takes the address, the name and the master first, then the flags, and what is IPv6's last, wherever they stand in it:
 * an interface that comes up has a link-local address by then, and one that shall go down is refused while it is up.
 */
export function inOrder(changes: Changes): readonly Changes[] {
  const { up, addrGenMode, mac, name, master } = changes;
  if (up === true && addrGenMode !== undefined) {
    const { addrGenMode: _, ...others } = changes;
    return [{ addrGenMode }, others];
  }
  if (up === false && (mac !== undefined || name !== undefined || master != null)) {
    const { up: _, ...others } = changes;
    return [{ up }, others];
  }
  return [changes];
}
