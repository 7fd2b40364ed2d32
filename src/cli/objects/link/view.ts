import type { link } from '../../../../protocol/route/link/link.ts';
import type { MessageViewOf } from '../../../../protocol/schema/index.ts';

/** What the kernel says of a link. */
export type LinkView = MessageViewOf<typeof link>;
