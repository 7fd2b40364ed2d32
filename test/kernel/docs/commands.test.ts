import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Address, Interface, Namespace, Route } from '../../../src/index.ts';
import { commandSections, programOf, type Section } from '../../docs/commands.ts';
import { has } from '../configurations/build.ts';

/** Names that the page uses; each column has its own. */
const NAMES = /\b(net0|net1)\b/g;
const mine = { ip: `rtnl-ip-${process.pid}`, ours: `rtnl-ours-${process.pid}` };

function delete_(name: string): void {
  spawnSync('ip', ['netns', 'delete', name]);
}

afterEach(() => {
  for (const host of Object.values(mine))
    for (const name of [host, `${host}-net0`, `${host}-net1`]) delete_(name);
});

/** Runs a command in a namespace, without the mounts of `ip netns exec`, which would hide names made inside. */
function inside(host: string, command: string): string {
  const line = command.replaceAll(NAMES, `${host}-$1`);
  const { status, stdout, stderr } = spawnSync('nsenter', [`--net=/run/netns/${host}`, 'sh', '-c', line], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${line}: ${stderr}`);
  return stdout;
}

const TELLING = [
  'ip -d -j link',
  'ip -j address',
  'ip -j -4 route show table all',
  'ip -j -6 route show table all',
  'ip -j rule',
  'ip -j -6 rule',
  'bridge -j link',
  'bridge -j vlan',
];

/** What `ip` and `bridge` tell of a namespace and those that were made from it, without what chance decides. */
function state(host: string): unknown {
  const named = inside(host, 'ip netns list').match(new RegExp(`${host}-net\\d`, 'g')) ?? [];
  return [host, ...named.sort()].map((name) =>
    // In one go: to start a program takes long where all is emulated.
    inside(name, TELLING.join(' && echo // && '))
      .split('//\n')
      .map((text) => plain(text, name)),
  );
}

function plain(text: string, host: string): unknown {
  const json: unknown = text.trim() === '' ? [] : JSON.parse(text.replaceAll(host, 'HOST'));
  return strip(json);
}

/** Indices, random addresses and what follows from them, timers, and states that take a moment to settle. */
const CHANCE =
  /^(ifindex|link_index|link_netnsid|link-netnsid|address|permaddr|link|root_id|bridge_id|designated_\w+|.*timer|gc_timer|operstate|flags|state|valid_life_time|preferred_life_time|port_id|port_no)$/;

function strip(value: unknown): unknown {
  if (Array.isArray(value))
    return value.filter((each) => !/fe80|ff00::|"tentative"/.test(JSON.stringify(each))).map(strip);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !CHANCE.test(key))
      .map(([key, inner]) => [
        key,
        key === 'addr_info' && Array.isArray(inner)
          ? inner.filter(({ family }) => family === 'inet').map(strip)
          : strip(inner),
      ]),
  );
}

/** What identifies an object, as `ip -j` tells it. */
function identity(value: unknown): unknown {
  if (value instanceof Interface) return value.name;
  if (value instanceof Address) return value.cidr;
  if (value instanceof Route) return value.destination.replace(/\/(32|128)$/, '');
  if (typeof value !== 'object' || value === null) return value;
  if ('vid' in value) return `vlan ${value.vid}`;
  if ('priority' in value) return value.priority;
  if ('lladdr' in value && 'address' in value) return value.address;
  if ('lladdr' in value) return value.lladdr;
  return value;
}

function identityOfJson(entry: Record<string, unknown>): unknown[] {
  if (Array.isArray(entry['addr_info'])) {
    return entry['addr_info'].map(({ local, prefixlen }) => `${local}/${prefixlen}`);
  }
  if (Array.isArray(entry['vlans'])) return entry['vlans'].map(({ vlan }) => `vlan ${vlan}`);
  return [entry['ifname'] ?? entry['priority'] ?? entry['dst'] ?? entry['mac'] ?? entry['name']];
}

/** Compares what a command shows with what our line gives. */
function compareShown(command: string, value: unknown): void {
  if (/^(ping|nsenter|sysctl)|ip netns (exec \S+ ping|pids)/.test(command)) return;
  const json = inside(mine.ip, command.replace(/\b(ip|bridge) (?!netns exec)/, '$1 -j '));
  const entries = json.trim() === '' ? [] : (JSON.parse(json) as Record<string, unknown>[]);
  const shown = entries.filter((entry) => Object.keys(entry).length > 0).flatMap(identityOfJson);
  const ours = (Array.isArray(value) ? value : [value]).map(identity);
  expect(comparable(ours, mine.ours), command).toEqual(comparable(shown, mine.ip));
}

/** In an order, once each; of namespaces only one's own, and of random addresses only that there are some. */
function comparable(identities: readonly unknown[], host: string): string[] {
  const plain = identities
    .map((each) => String(each).replace(/^fe80::[0-9a-f:]+/, 'fe80::'))
    .map((each) =>
      each.replace(/^(?!01:00:5e|02:00:5e|33:33:00)(33:33:ff|(\w\w:){2}\w\w)(:\w\w){3}$/, 'random'),
    )
    .filter((each) => !each.startsWith('rtnl-') || each.startsWith(host))
    .map((each) => each.replace(host, 'HOST'));
  return [...new Set(plain)].sort();
}

async function compare({ rows }: Section): Promise<void> {
  for (const host of Object.values(mine)) spawnSync('ip', ['netns', 'add', host]);
  await using host = Namespace.open(mine.ours);
  const after = async (at: number, value: unknown): Promise<void> => {
    const { command = '' } = rows[at] ?? {};
    const shows = !/\b(add|set|del|delete|append|replace|flush)\b|sysctl -w/.test(command);
    if (shows && value !== undefined) compareShown(command, value);
    if (!shows || /\bexec\b.*\bping\b/.test(command)) inside(mine.ip, command);
    // The kernel takes a namespace apart some time after it was let go.
    await vi.waitFor(() => expect(state(mine.ours), command).toEqual(relabelled(state(mine.ip))), 5000);
  };
  const source = programOf({ title: '', rows }).replaceAll(/'(net0|net1)'/g, `'${mine.ours}-$1'`);
  const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  await AsyncFunction(
    'Namespace',
    'readFileSync',
    'host',
    'after',
    outputText,
  )(Namespace, readFileSync, host, after);
}

function relabelled(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(mine.ip, mine.ours));
}

describe('a command and its line leave the same', () => {
  it('is looking at the table', () => {
    expect(commandSections().flatMap(({ rows }) => rows).length).toBeGreaterThan(80);
  });

  it.for(commandSections())('$title', async (section, { skip }) => {
    const vlans = section.rows.some(({ command }) => command.startsWith('bridge vlan'));
    if (vlans && !has('bridge vlan_filtering')) skip('this machine lacks bridge vlan_filtering');
    await compare(section);
  });
});
