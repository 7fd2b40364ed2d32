import type { address } from '../../../../protocol/route/address.ts';
import type { MessageViewOf } from '../../../../protocol/schema/index.ts';

/** What the kernel says of an address. */
export type AddressView = MessageViewOf<typeof address>;
