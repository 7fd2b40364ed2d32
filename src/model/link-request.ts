import { link } from '../../protocol/route/link/index.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import type { Interface } from './interface.ts';
import { attempt } from './operation-error.ts';

/** Asks the kernel to change an interface. @throws OperationError, InputError */
export async function changeLink(
  { namespace, index }: Interface,
  operation: string,
  input: MessageInputOf<typeof link>,
): Promise<void> {
  const header = { ...input.header, index };
  await attempt(operation, namespace.connection.request(link, 'RTM_NEWLINK', { ...input, header }));
}
