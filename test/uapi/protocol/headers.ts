import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the tables' constants and structs are declared. */
const INCLUDES = [
  'sys/socket.h',
  'linux/netlink.h',
  'linux/rtnetlink.h',
  'linux/if.h',
  'linux/amt.h',
  'linux/batman_adv.h',
  'linux/can/netlink.h',
  'linux/can/vxcan.h',
  'linux/cfm_bridge.h',
  'linux/devlink.h',
  'linux/dpll.h',
  'linux/amt.h',
  'linux/batman_adv.h',
  'linux/can/netlink.h',
  'linux/can/vxcan.h',
  'linux/devlink.h',
  'linux/dpll.h',
  'linux/ethtool.h',
  'linux/fib_rules.h',
  'linux/icmpv6.h',
  'linux/if_addr.h',
  'linux/if_addrlabel.h',
  'linux/if_arp.h',
  'linux/if_bonding.h',
  'linux/if_bridge.h',
  'linux/if_ether.h',
  'linux/if_link.h',
  'linux/if_tun.h',
  'linux/if_tunnel.h',
  'linux/if_vlan.h',
  'linux/ila.h',
  'linux/in6.h',
  'linux/ioam6.h',
  'linux/ioam6_iptunnel.h',
  'linux/ip.h',
  'linux/ip6_tunnel.h',
  'linux/ipv6.h',
  'linux/lwtunnel.h',
  'linux/mpls.h',
  'linux/mpls_iptunnel.h',
  'linux/mrp_bridge.h',
  'linux/neighbour.h',
  'linux/net_namespace.h',
  'linux/netconf.h',
  'linux/nexthop.h',
  'linux/rpl_iptunnel.h',
  'linux/seg6.h',
  'linux/seg6_iptunnel.h',
  'linux/seg6_local.h',
  'linux/snmp.h',
  'linux/veth.h',
  'linux/wwan.h',
  'linux/wwan.h',
];

/** The kernel's own macro, which its UAPI headers use and do not bring. */
const PRELUDE = `${INCLUDES.map((name) => `#include <${name}>\n`).join('')}#include <stdio.h>
#include <stddef.h>
#define BIT(n) (1u << (n))
`;

/** The newest kernel headers in Debian; fetched the first time. */
const folder = execFileSync('.ci/headers.sh', { encoding: 'utf8' }).trim();
const flags = [
  '-D_GNU_SOURCE',
  `-I${folder}/usr/include/${execFileSync('cc', ['-dumpmachine'], { encoding: 'utf8' }).trim()}`,
  `-I${folder}/usr/include`,
];

/** The version of the headers, `7.2`; and of those that the tables were completed against. */
export const version = readVersion();
export const TABLES_VERSION = [7, 2] as const;

/** Whether the headers are newer than what the tables were completed against. */
export const headersAreNewer =
  version.major > TABLES_VERSION[0] ||
  (version.major === TABLES_VERSION[0] && version.minor > TABLES_VERSION[1]);

function readVersion(): { major: number; minor: number } {
  const text = readFileSync(`${folder}/usr/include/linux/version.h`, 'utf8');
  const number = (name: string) => Number(new RegExp(`#define ${name} (\\d+)`).exec(text)?.[1]);
  return { major: number('LINUX_VERSION_MAJOR'), minor: number('LINUX_VERSION_PATCHLEVEL') };
}

function preprocess(...options: string[]): string {
  const input = { input: PRELUDE, encoding: 'utf8' as const, maxBuffer: 64 << 20 };
  return execFileSync('cc', ['-E', '-P', ...options, ...flags, '-x', 'c', '-'], input);
}

/** What compiling and running C expressions gives: a value for each, or the compiler's complaint. */
export function evaluate(expressions: readonly string[]): Map<string, bigint | string> {
  const results = new Map<string, bigint | string>();
  let remaining = [...new Set(expressions)];
  // The first pass names what does not compile, the second runs the rest.
  for (let pass = 0; pass < 2; pass++) {
    const lines = remaining.map((expression) => `  printf("%lld\\n", (long long)(${expression}));`);
    const { output, errors } = run(`${PRELUDE}\nint main(void) {\n${lines.join('\n')}\n  return 0;\n}\n`);
    if (errors.size === 0) {
      const values = output.trim().split('\n');
      remaining.forEach((expression, index) => {
        results.set(expression, BigInt(values[index] ?? ''));
      });
      return results;
    }
    const first = PRELUDE.split('\n').length + 2;
    for (const [line, complaint] of errors) results.set(remaining[line - first] ?? `line ${line}`, complaint);
    remaining = remaining.filter((expression) => !results.has(expression));
  }
  throw new Error('the expressions do not compile though those with errors were left out');
}

function run(source: string): { output: string; errors: Map<number, string> } {
  const scratch = mkdtempSync(join(tmpdir(), 'rtnl-uapi-'));
  try {
    const file = join(scratch, 'values.c');
    const program = join(scratch, 'values');
    writeFileSync(file, source);
    const compiled = spawnSync('cc', [...flags, '-w', '-fmax-errors=0', file, '-o', program], {
      encoding: 'utf8',
    });
    if (compiled.status === 0) {
      return { output: execFileSync(program, { encoding: 'utf8', maxBuffer: 64 << 20 }), errors: new Map() };
    }
    const errors = new Map<number, string>();
    for (const [, line, problem] of compiled.stderr.matchAll(/values\.c:(\d+):\d+: error: (.*)/g)) {
      errors.set(Number(line), problem ?? '');
    }
    // gcc says that a name is undeclared only the first time; each name is used once here.
    if (errors.size === 0) throw new Error(`the C compiler failed:\n${compiled.stderr}`);
    return { output: '', errors };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The enumerators of each `enum` block, in order. */
export function enumBlocks(): string[][] {
  return blocksIn(preprocess());
}

/** The `enum` blocks of one header, those that it includes left out. */
export function enumBlocksOf(header: string): string[][] {
  const text = readFileSync(`${folder}/usr/include/${header}`, 'utf8');
  const macros = /^\s*#.*(\\\n.*)*$/gm;
  return blocksIn(text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(macros, ''));
}

function blocksIn(text: string): string[][] {
  const blocks: string[][] = [];
  for (const [, body] of text.matchAll(/\benum\b[^{};()]*\{([^}]*)\}/g)) {
    const names = (body ?? '').split(',').map((part) => part.trim().split(/[\s=]/)[0] ?? '');
    blocks.push(names.filter((name) => /^\w+$/.test(name)));
  }
  return blocks;
}

/** The macros that take no arguments, with their text. */
export function macros(): Map<string, string> {
  const all = new Map<string, string>();
  for (const [, name, text] of preprocess('-dM').matchAll(/^#define (\w+) (.+)$/gm)) {
    if (name !== undefined && text !== undefined && name !== text.trim()) all.set(name, text.trim());
  }
  return all;
}

/** The members of each struct in the order of the declaration; nested unnamed structs and unions count as one. */
export function structMembers(): Map<string, string[]> {
  const all = new Map<string, string[]>();
  const text = preprocess();
  for (const match of text.matchAll(/\bstruct\s+(\w+)\s*\{/g)) {
    const body = braced(text, match.index + match[0].length);
    const members: string[] = [];
    for (const declaration of topLevel(body)) {
      for (const declarator of declaration.replace(/\{[\s\S]*\}/, '').split(',')) {
        const name = /(\w+)\s*(\[[^\]]*\]\s*)*(:\s*\d+\s*)?(__attribute__.*)?$/.exec(declarator.trim())?.[1];
        if (name !== undefined) members.push(name);
      }
    }
    all.set(match[1] ?? '', members);
  }
  return all;
}

/** The text from `at` to the brace that closes what was opened before it. */
function braced(text: string, at: number): string {
  let depth = 1;
  let end = at;
  for (; depth > 0 && end < text.length; end++) {
    if (text[end] === '{') depth++;
    if (text[end] === '}') depth--;
  }
  return text.slice(at, end - 1);
}

/** The declarations in a struct's body. */
function topLevel(body: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < body.length; at++) {
    if (body[at] === '{') depth++;
    if (body[at] === '}') depth--;
    if (body[at] === ';' && depth === 0) {
      parts.push(body.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts;
}
