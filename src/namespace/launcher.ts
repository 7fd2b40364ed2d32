import { readdirSync } from 'node:fs';
import { findProgram } from './find-program.ts';
import type { NamespaceHandle } from './handle.ts';

/** `NETNS_ETC_DIR` of iproute2: files for single namespaces, by name. */
const ETC = '/etc/netns';

/**
 * The words before a command that give it, inside a network namespace, the mounts that `ip netns exec` gives: a mount
 * namespace of its own that takes mounts from outside and gives none back, a /sys of the network namespace, and the
 * files of `/etc/netns/NAME` in the place of those in /etc.
 *
 * Programs do it, since Node.js can do nothing between fork and exec, and a thread that parts from the mount
 * namespace of its process parts from its working folder for ever. They replace one another, so the process is the
 * command's in the end. Unlike ip, it leaves the old /sys mounted below the new one, which spares another program.
 *
 * @throws Error when the programs are not there
 */
export function launcherFor({ name }: NamespaceHandle): string[] {
  const [unshare, mount] = [tool('unshare'), tool('mount')];
  const files = name === undefined ? [] : filesOf(name);
  const binds = files.flatMap((file) => [mount, `${ETC}/${name}/${file}`, `/etc/${file}`]);
  // What is in the place of $0 names the shell's own complaints.
  const shell = ['/bin/sh', '-c', SCRIPT, 'rtnl'];
  return [unshare, '--mount', '--propagation', 'slave', ...shell, mount, name ?? 'sysfs', ...binds, ''];
}

/**
 * Takes MOUNT NAME [MOUNT FILE TARGET]... '' COMMAND [ARGUMENT]... and sets no variable, for the command would see it.
 * A /sys that may only be read can only be covered by its like, and one that is of this network namespace already
 * cannot be covered at all. As in ip, a missing target is told and not more.
 */
const SCRIPT = `"$1" -t sysfs -- "$2" /sys 2>/dev/null ||
"$1" -o ro -t sysfs -- "$2" /sys 2>/dev/null ||
{ "\${1%mount}umount" -l /sys && "$1" -t sysfs -- "$2" /sys; } ||
{
  echo 'rtnl: cannot mount the /sys of the network namespace; with mounts: false the command runs without' >&2
  exit 255
}
shift 2
while [ -n "$1" ]; do
  "$1" -o bind -- "$2" "$3"
  shift 3
done
shift
exec "$@"`;

function filesOf(name: string): string[] {
  try {
    return readdirSync(`${ETC}/${name}`);
  } catch {
    // Most have none.
    return [];
  }
}

function tool(name: string): string {
  // The system's own first: they run with our privileges.
  const path = findProgram(
    name,
    ['/usr/bin:/bin:/usr/sbin:/sbin', process.env['PATH'] ?? []].flat().join(':'),
  );
  if (path !== undefined) return path;
  throw new Error(
    `to give a command the /sys and /etc of its network namespace takes "${name}" of util-linux or busybox, which is not there; with mounts: false it runs without`,
  );
}
