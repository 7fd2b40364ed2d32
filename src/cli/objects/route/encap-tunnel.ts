import { type ip, TUNNEL } from '../../../../protocol/route/route/encap/ip.ts';
import type { ip6 } from '../../../../protocol/route/route/encap/ip6.ts';
import type { options } from '../../../../protocol/route/route/encap/options.ts';
import { hexFromBytes, type ValueOf } from '../../../../protocol/schema/index.ts';
import type { Printer } from '../../print/printer.ts';

/** `encap ip id 100 dst 192.0.2.1`. */
export function printIp(printer: Printer, view: ValueOf<typeof ip>): void {
  const { id, src, dst, ttl, tos, flags, opts } = view;
  if (id !== undefined) printer.value('id', id, `id ${id} `);
  if (src !== undefined) printAddress(printer, 'src', src, 'inet');
  if (dst !== undefined) printAddress(printer, 'dst', dst, 'inet');
  if (ttl !== undefined) printer.value('ttl', ttl, `ttl ${ttl} `);
  if (tos !== undefined) printer.value('tos', tos, `tos ${tos} `);
  if (flags !== undefined) printTunnelFlags(printer, flags);
  if (opts !== undefined) printOptions(printer, opts);
}

/** `encap ip6 id 100 dst 2001:db8::1`. */
export function printIp6(printer: Printer, view: ValueOf<typeof ip6>): void {
  const { id, src, dst, hoplimit, tc, flags, opts } = view;
  if (id !== undefined) printer.value('id', id, `id ${id} `);
  if (src !== undefined) printAddress(printer, 'src', src, 'inet6');
  if (dst !== undefined) printAddress(printer, 'dst', dst, 'inet6');
  if (hoplimit !== undefined) printer.value('hoplimit', hoplimit, `hoplimit ${hoplimit} `);
  if (tc !== undefined) printer.value('tc', tc, `tc ${tc} `);
  if (flags !== undefined) printTunnelFlags(printer, flags);
  if (opts !== undefined) printOptions(printer, opts);
}

function printAddress(printer: Printer, key: string, address: string, family: 'inet' | 'inet6'): void {
  printer.value(key, address, `${key} ${address} `, family);
}

function printTunnelFlags(printer: Printer, flags: number): void {
  for (const name of ['key', 'csum', 'seq'] as const) {
    if ((flags & TUNNEL.values[name]) !== 0) printer.value(name, true, `${name} `);
  }
}

/** `LWTUNNEL_IP_OPTS`: one kind of them. */
function printOptions(printer: Printer, { geneve, vxlan, erspan }: ValueOf<typeof options>): void {
  if (geneve !== undefined) {
    printList(printer, 'geneve_opts', () => {
      geneve.forEach(({ class: optionClass = 0, type = 0, data }, index) => {
        const hex = hexFromBytes(data ?? new Uint8Array());
        printer.object(undefined, () => {
          printer.value('class', optionClass, `${optionClass}`);
          printer.value('type', type, `:${type}`);
          printer.value('data', hex, index === geneve.length - 1 ? `:${hex} ` : `:${hex},`);
        });
      });
    });
  } else if (vxlan !== undefined) {
    const { gbp = 0 } = vxlan;
    printList(printer, 'vxlan_opts', () => {
      printer.object(undefined, () => printer.value('gbp', gbp, `${gbp} `));
    });
  } else if (erspan !== undefined) {
    const { ver = 0 } = erspan;
    // Version 1 has an index, version 2 a direction and a hardware id.
    const index = ver === 1 ? (erspan.index ?? 0) : 0;
    const dir = ver === 1 ? 0 : (erspan.dir ?? 0);
    const hwid = ver === 1 ? 0 : (erspan.hwid ?? 0);
    printList(printer, 'erspan_opts', () => {
      printer.object(undefined, () => {
        printer.value('ver', ver, `${ver}`);
        printer.value('index', index, `:${index}`);
        printer.value('dir', dir, `:${dir}`);
        printer.value('hwid', hwid, `:${hwid} `);
      });
    });
  }
}

function printList(printer: Printer, name: string, body: () => void): void {
  if (!printer.json) printer.newline();
  printer.text(`\t${name} `);
  printer.array(name, body);
}
