import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Namespace } from '../../../src/index.ts';
import { bundle } from '../../socket/program.ts';
import { doesNotPing, expectSame, iproute2, Lab, leaveNothing, pings } from './support/index.ts';

describe('L10: containers by hand', () => {
  leaveNothing();

  it('is what ip shows at each step', async () => {
    await using lab = new Lab('l10-containers');
    const ip = (host: string, ...line: string[]) =>
      JSON.parse(iproute2('ip', ['-n', lab.realName(host), '-j', ...line]));

    await lab.step('A cable');
    const [host, one] = [lab.host('host'), lab.host('container-one')];
    await expectSame(host, one);
    expect(ip('container-one', 'link', 'show', 'eth0')).toMatchObject([{ ifname: 'eth0', operstate: 'UP' }]);
    await pings(host, '192.168.99.10');
    await pings(one, '192.168.99.1');

    await lab.step('A bridge in place of the cable');
    const two = lab.host('container-two');
    await expectSame(host, one, two);
    for (const name of ['container-one', 'container-two']) {
      expect(ip(name, 'link', 'show', 'eth0')).toMatchObject([{ ifname: 'eth0', operstate: 'UP' }]);
    }
    for (const container of [one, two]) await pings(container, '192.168.99.1');
    await pings(one, '192.168.99.20');
    await pings(two, '192.168.99.10');
    for (const address of ['192.168.99.10', '192.168.99.20']) await pings(host, address);
    // What a host has to say to itself goes over its loopback, which is down.
    await doesNotPing(one, '192.168.99.10');

    await lab.step('The local table');
    await expectSame(host, one, two);
    for (const table of ['local', '255']) {
      expect(ip('host', '-4', 'route', 'show', 'table', table)).toMatchObject([
        { type: 'local', dst: '192.168.99.1', dev: 'bridge0', scope: 'host' },
        { type: 'broadcast', dst: '192.168.99.255', dev: 'bridge0', scope: 'link' },
      ]);
    }
    await pings(one, '192.168.99.10');
    await pings(one, '127.0.0.1');
    // In one container it is up, in the other not.
    await doesNotPing(two, '127.0.0.1');
    expect(await doesNotPing(one, '198.51.100.1')).toMatch(/unreachable/i);

    await lab.step('The default route');
    await expectSame(one, two);
    expect(ip('container-two', 'route', 'get', '198.51.100.1')).toMatchObject([
      { gateway: '192.168.99.1', dev: 'eth0', prefsrc: '192.168.99.20' },
    ]);
    // The gateway has nowhere to send it, and does not forward.
    await doesNotPing(one, '198.51.100.1');

    await lab.step('Clean up');
  });

  describe('names of tables', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rtnl-lab-'));
    let program = '';
    beforeAll(() => {
      program = bundle(NAMED_TABLES, folder);
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each([
      ['the administrator wrote', '/etc/iproute2'],
      ['newer systems ship', '/usr/share/iproute2'],
    ])('serve both ways, from what %s', async (_, place) => {
      await using here = Namespace.create();
      const env = { ...process.env, NODE_PATH: resolve('node_modules') };
      // What is mounted here is seen by nobody else, and gone with the shell.
      const { stdout } = await here.run('sh', ['-ec', FILES, 'sh', place, process.execPath, program], {
        env,
      });
      const [ours = '', theirs = ''] = stdout.split('\n');
      const { added, known, listed } = JSON.parse(ours);
      expect(added).toEqual(['vpn', 88]);
      expect(known).toEqual({ vpn: 1, 88: 1, dmz: 1, 89: 1, local: true });
      expect(listed).toEqual([
        ['192.0.2.0/24', 'vpn'],
        ['198.51.100.0/24', 'dmz'],
      ]);
      // This machine's ip does not know of newer places.
      if (place !== '/etc/iproute2') return;
      const routes = JSON.parse(theirs) as { dst: string; table: string }[];
      expect(routes.map(({ dst, table }) => [dst, table])).toEqual(expect.arrayContaining(listed));
    });
  });
});

/** PLACE NODE PROGRAM: gives tables names in a place, and more in a drop-in file, and runs the program and ip. */
const FILES = `
mount -t tmpfs none /etc/iproute2
[ -d "$1" ] || { mount -t tmpfs none /usr/share; mkdir -p "$1"; }
mkdir "$1/rt_tables.d"
printf '# of the lab\\n88\\tvpn\\n' > "$1/rt_tables"
echo '0x59 dmz' > "$1/rt_tables.d/lab.conf"
"$2" "$3"
ip -j -d -4 route show table all`;

/** Adds routes to tables by name and number, and finds them so. */
const NAMED_TABLES = `
import { Namespace } from './src/index.ts';

await using here = Namespace.current();
await here.links.set('lo', { up: true });
const { routes } = here;
const added = await routes.add('192.0.2.0/24', { dev: 'lo', table: 'vpn' });
await routes.add('198.51.100.0/24', { dev: 'lo', table: 89 });

const count = async (table: string | number) => (await routes.list({ table })).length;
const known = {
  vpn: await count('vpn'),
  88: await count(88),
  dmz: await count('dmz'),
  89: await count('0x59'),
  local: (await count('local')) > 0,
};
const own = (await routes.list({ table: 'all', family: 'inet' })).filter(({ table }) => table !== 'local');
const listed = own.map(({ destination, table }) => [destination, table]);
console.log(JSON.stringify({ added: [added.table, added.tableId], known, listed }));
`;
