import { link } from '../../protocol/route/link/index.ts';
import { RTEXT_FILTER } from '../../protocol/route/link/operstate.ts';
import { type BridgeVlan, vlansOf } from './bridge-vlan.ts';
import { type BridgeVlanKey, type BridgeVlanOptions, vlanInput } from './bridge-vlan-options.ts';
import type { Interface } from './interface.ts';
import { attempt } from './operation-error.ts';

/**
 * The VLANs that a port of a bridge, or the bridge itself, belongs to: `bridge vlan`. The bridge heeds them when its
 * option `vlanFiltering` is on. (An interface that is a VLAN on another is one of kind `vlan`.)
 */
export class InterfaceVlans {
  readonly #interface: Interface;

  /** @internal */
  constructor(target: Interface) {
    this.#interface = target;
  }

  /** All, by number; none of an interface that is neither a port nor a bridge. The kernel tells those of all bridges. */
  async list(): Promise<BridgeVlan[]> {
    const { namespace, index } = this.#interface;
    const dumped = namespace.connection.dump(link, 'RTM_GETLINK', {
      header: { family: 'bridge' },
      extMask: RTEXT_FILTER.values.brvlanCompressed,
    });
    const views = await attempt(`list the VLANs of ${this.#interface}`, dumped.all());
    return views.filter(({ header }) => header.index === index).flatMap(vlansOf);
  }

  /**
   * Joins VLANs, or changes how it belongs to them: `vlans.add({ vid: 10, pvid: true, untagged: true })`,
   * `vlans.add({ vid: [20, 30] })`.
   * @throws OperationError: EOPNOTSUPP when it is neither a port nor a bridge; InputError
   */
  add(options: BridgeVlanOptions): Promise<void> {
    return this.#change('RTM_SETLINK', 'add', options);
  }

  /**
   * Leaves VLANs. Of those that it does not belong to the kernel says nothing, and neither does this.
   * @throws OperationError: EOPNOTSUPP when it is neither a port nor a bridge; InputError
   */
  delete(key: BridgeVlanKey): Promise<void> {
    return this.#change('RTM_DELLINK', 'delete', key);
  }

  async #change(
    type: 'RTM_SETLINK' | 'RTM_DELLINK',
    verb: string,
    options: BridgeVlanKey | BridgeVlanOptions,
  ): Promise<void> {
    const { namespace, index, kind } = this.#interface;
    const input = vlanInput(index, kind === 'bridge', options);
    const { vid } = options;
    const which = typeof vid === 'number' ? `VLAN ${vid}` : `VLANs ${vid.join(' to ')}`;
    await attempt(`${verb} ${which} of ${this.#interface}`, namespace.connection.request(link, type, input));
  }
}
