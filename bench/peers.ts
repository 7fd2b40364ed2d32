import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import { run } from './processes.ts';

type Does = 'dump' | 'get' | 'add' | 'delete';

/** Another library with a program of ours around it. */
export interface Peer {
  readonly name: string;
  readonly does: readonly Does[];
  readonly command: readonly string[];
}

const everything = ['dump', 'get', 'add', 'delete'] as const;

const recipes: Record<string, (lab: Lab) => Promise<Omit<Peer, 'name'>>> = {
  'libmnl (C)': async (lab) => ({
    does: ['dump'],
    command: [await lab.compiled('peers/libmnl.c', '-lmnl')],
  }),
  'rtnetlink (Rust)': async (lab) => ({ does: everything, command: [await rust(lab)] }),
  'vishvananda/netlink (Go)': async (lab) => ({ does: everything, command: [await go(lab)] }),
  'netlink (npm)': async () => {
    const from = join(process.env['BENCH_NPM'] ?? process.cwd(), 'node_modules/');
    createRequire(from).resolve('netlink');
    return { does: everything, command: [process.execPath, 'bench/peers/addon.mjs', from] };
  },
  pyroute2: async () => {
    await run(['/usr/bin/python3', '-c', 'import pyroute2']);
    return { does: everything, command: ['/usr/bin/python3', 'bench/peers/pyroute2_peer.py'] };
  },
};

/** Those that can be built or found here, and the names of the others with the reason. */
export async function findPeers(lab: Lab): Promise<{ peers: Peer[]; absent: Record<string, string> }> {
  const peers: Peer[] = [];
  const absent: Record<string, string> = {};
  for (const [name, recipe] of Object.entries(recipes)) {
    try {
      peers.push({ name, ...(await recipe(lab)) });
    } catch (error) {
      absent[name] =
        String(error instanceof Error ? error.message : error)
          .trim()
          .split('\n')
          .at(-1) ?? '';
    }
  }
  return { peers, absent };
}

/** Debian: golang-go golang-github-vishvananda-netlink-dev. */
async function go(lab: Lab): Promise<string> {
  const binary = join(lab.folder, 'go-peer');
  const environment = [
    'GO111MODULE=off',
    'GOPATH=/usr/share/gocode',
    `GOCACHE=${join(lab.folder, 'go-cache')}`,
  ];
  await run(['env', ...environment, 'go', 'build', '-o', binary, 'bench/peers/go/main.go']);
  return binary;
}

/** Debian: cargo librust-rtnetlink-dev librust-tokio-dev librust-futures-dev, used as a registry. */
async function rust(lab: Lab): Promise<string> {
  if (!existsSync('/usr/share/cargo/registry')) throw new Error('no /usr/share/cargo/registry');
  const target = join(lab.folder, 'rust');
  const source = 'source.crates-io.replace-with="debian"';
  const registry = 'source.debian.directory="/usr/share/cargo/registry"';
  await run(['cp', '-r', 'bench/peers/rust', target]);
  const manifest = ['--manifest-path', join(target, 'Cargo.toml'), '--target-dir', join(target, 'target')];
  await run([
    'cargo',
    'build',
    '--release',
    '--offline',
    '--config',
    source,
    '--config',
    registry,
    ...manifest,
  ]);
  return join(target, 'target/release/rtnetlink-peer');
}
