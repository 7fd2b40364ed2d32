import type { Scene } from '../../scene.ts';

/** `RTA_FLOW`: the realm of the source in the upper half, of the destination in the lower. */
export function printRealms({ printer, tables }: Scene, flow: number): void {
  const from = flow >>> 16;
  const to = tables.realm.name(flow & 0xffff);
  printer.text(from === 0 ? 'realm ' : 'realms ');
  printer.object('flow', () => {
    if (from !== 0) printer.value('from', tables.realm.name(from), `${tables.realm.name(from)}/`);
    printer.value('to', to, `${to} `);
  });
}
