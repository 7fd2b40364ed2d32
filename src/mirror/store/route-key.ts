import { AF } from '../../../protocol/route/families.ts';
import { RouteFields } from './route-fields.ts';
import type { RouteStore } from './route-store.ts';
import type { Slot } from './slots.ts';

/** Names a route for as long as it lives: family, table, prefix, tos, metric, and what tells it from others alike. */
export function routeKey(store: RouteStore, slot: Slot): string {
  const { family, table, dstLen, tos, priority, dst0, dst1, dst2, dst3, srcLen } = store.fieldsOf(
    slot,
    fields,
  );
  const ordinal = store.slots.ordinalOf(slot);
  const destination =
    family === AF.values.inet ? hex(dst0) : `${hex(dst0)}${hex(dst1)}${hex(dst2)}${hex(dst3)}`;
  const from = srcLen === 0 ? '' : ` from ${srcLen}`;
  const other = ordinal === 0 ? '' : ` #${ordinal}`;
  return `${table} ${destination}/${dstLen}${from} ${tos} ${priority}${other}`;
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}

const fields = new RouteFields();
