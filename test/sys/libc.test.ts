import { closeSync, openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  AF_NETLINK,
  CLONE_NEWNET,
  IFNAMSIZ,
  MNT_DETACH,
  NS_GET_NSTYPE,
  SO_RCVBUF,
  SOCK_CLOEXEC,
  SOCK_RAW,
  SOL_SOCKET,
} from '../../src/sys/constants.ts';
import {
  close,
  dup3,
  getsockopt,
  ifNameToIndex,
  ioctl,
  setsockopt,
  socket,
  trySetsockopt,
  umount2,
} from '../../src/sys/libc.ts';
import { SystemError } from '../../src/sys/system-error.ts';
import { runProgram } from '../socket/program.ts';

/** `linux/sockios.h` */
const SIOCGIFINDEX = 0x8933;

function failure(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

describe('libc through ffi-rs', () => {
  it('opens, configures and closes a descriptor', () => {
    const fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, 16, 'open a socket');
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, 50_000, 'set the buffer');
    expect(getsockopt(fd, SOL_SOCKET, SO_RCVBUF, 'read the buffer')).toBe(100_000);
    expect(trySetsockopt(fd, SOL_SOCKET, 9999, 1)).toBe(false);
    close(fd, 'close the socket');
  });

  it('tells a failed call in one sentence, with its number and name', () => {
    const error = failure(() => close(-1, 'close nothing'));
    expect(error).toBeInstanceOf(SystemError);
    expect(error).toMatchObject({ code: 'EBADF', errno: 9, syscall: 'close' });
    expect(String(error)).toBe('SystemError: cannot close nothing: bad file descriptor (EBADF from close)');
  });

  it('says which capability EPERM means, and only then', () => {
    const needs = 'CAP_NET_ADMIN';
    expect(new SystemError('bind', 1, 'join a group', needs).message).toBe(
      'cannot join a group: operation not permitted (EPERM from bind); it needs CAP_NET_ADMIN',
    );
    expect(new SystemError('bind', 22, 'join a group', needs).message).not.toContain('CAP_NET_ADMIN');
  });

  it.each([1.5, Number.NaN, 2 ** 31, -(2 ** 31) - 1])(
    'refuses %d before ffi-rs aborts the process',
    (bad) => {
      expect(() => dup3(bad, 1, 0, 'duplicate')).toThrow(RangeError);
      expect(() => setsockopt(0, 1, 1, bad, 'set')).toThrow(RangeError);
    },
  );

  it('passes numbers, structs and strings, and gives what comes back', () => {
    const fd = openSync('/proc/self/ns/net', 'r');
    expect(ioctl(fd, NS_GET_NSTYPE, 0, 'ask')).toBe(CLONE_NEWNET);
    closeSync(fd);
    const [one, other] = [openSync('/proc/self/stat', 'r'), socket(AF_NETLINK, SOCK_RAW, 16, 'open')];
    expect(failure(() => ioctl(one, NS_GET_NSTYPE, 0, 'ask'))).toMatchObject({ code: 'ENOTTY' });
    const request = Buffer.alloc(40);
    request.write('lo');
    ioctl(other, SIOCGIFINDEX, request, 'ask for the index');
    expect(request.readInt32LE(IFNAMSIZ)).toBe(ifNameToIndex('lo'));
    closeSync(one);
    close(other, 'close');
    expect(ifNameToIndex('lo')).toBeGreaterThan(0);
    expect(ifNameToIndex('no-such-link')).toBe(0);
    expect(failure(() => umount2('/no/such/path', MNT_DETACH, 'unmount'))).toBeInstanceOf(SystemError);
    expect(() => umount2('/no/such\0path', MNT_DETACH, 'unmount')).toThrow(
      /^"\/no\/such\\u0000path" holds a NUL$/,
    );
  });

  it('ends a sentence with advice', () => {
    expect(new SystemError('open', 2, 'open x', undefined, '; did you mean "y"?').message).toBe(
      'cannot open x: no such file or directory (ENOENT from open); did you mean "y"?',
    );
  });

  it('loads nothing native before a socket is opened, and neither node:net', async () => {
    const { stdout, stderr } = await runProgram(`
      import { readFileSync } from 'node:fs';
      import { openNetlinkSocket } from './src/socket/netlink-socket.ts';
      const addon = () => readFileSync('/proc/self/maps', 'utf8').includes('ffi-rs');
      const nothing = { datagram() {}, overrun() {}, truncated() {}, error() {}, closed() {} };
      const before = addon();
      const socket = openNetlinkSocket({ protocol: 16, paused: true }, nothing);
      console.log(before, addon(), process.moduleLoadList.includes('NativeModule net'));
      socket.resume();
      console.log(process.moduleLoadList.includes('NativeModule net'));
    `);
    expect(stdout + stderr).toBe('false true false\ntrue\n');
  });

  it('is found from a CommonJS bundle too', async () => {
    const { stdout, stderr } = await runProgram(
      `
      import { openNetlinkSocket } from './src/socket/netlink-socket.ts';
      const nothing = { datagram() {}, overrun() {}, truncated() {}, error() {}, closed() {} };
      console.log(openNetlinkSocket({ protocol: 16 }, nothing).portId > 0);
      `,
      'cjs',
    );
    expect(stdout + stderr).toBe('true\n');
  });

  const open = `
    import { openNetlinkSocket } from './src/socket/netlink-socket.ts';
    const nothing = { datagram() {}, overrun() {}, truncated() {}, error() {}, closed() {} };
    try { openNetlinkSocket({ protocol: 16 }, nothing); } catch (error) { console.log(String(error)); }
  `;

  it('says in one sentence that another system has no netlink', async () => {
    const { stdout } = await runProgram(
      `Object.defineProperty(process, 'platform', { value: 'darwin' });${open}`,
    );
    expect(stdout).toBe(
      "Error: netlink is Linux's own, so no socket can be opened on darwin; the codec, rtnl/protocol, works without it\n",
    );
  });

  it('says in one sentence that ffi-rs has no binary for the machine', async () => {
    const { stdout } = await runProgram(
      `Object.defineProperty(process, 'arch', { value: 'riscv64' });${open}`,
    );
    expect(stdout).toMatch(
      /^Error: no netlink socket can be opened: ffi-rs has no binary for linux\/riscv64 /,
    );
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stdout).toContain('rtnl/protocol, works');
  });

  it('finds the addon through ffi-rs where the package manager hides it', async () => {
    const { stdout, stderr } = await runProgram(`
      const dlopen = process.dlopen;
      let refused = 0;
      process.dlopen = (...rest) => {
        if (refused++ === 0) throw new Error('hidden');
        return dlopen.apply(process, rest);
      };
      ${open}
      console.log(refused);
    `);
    // Refused beside this package for glibc; not there for musl; found beside ffi-rs.
    expect(stdout + stderr).toBe('2\n');
  });
});
