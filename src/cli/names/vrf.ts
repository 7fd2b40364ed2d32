import { link } from '../../../protocol/route/link/link.ts';
import { RT_TABLE } from '../../../protocol/route/route/rtmsg.ts';
import type { Context } from '../context.ts';
import { InputError } from '../errors.ts';

/** The routing table of a VRF. @throws InputError when there is no such VRF */
export async function vrfTable(context: Context, name: string): Promise<number> {
  const links = await context.links();
  const view = await context
    .connection()
    .request(link, 'RTM_GETLINK', { header: { index: links.parse(name) } });
  const { linkinfo } = view;
  const data = linkinfo?.kind === 'vrf' ? linkinfo.data : undefined;
  if (data === undefined || data instanceof Uint8Array || !('table' in data)) {
    throw new InputError(`"${name}" is no VRF`);
  }
  return Number(data.table ?? RT_TABLE.values.unspec);
}
