import { KernelError } from '../connection/kernel-error.ts';
import type { NetlinkRequest } from '../connection/netlink-request.ts';
import type { Namespace } from './namespace.ts';
import { OperationError } from './operation-error.ts';

/**
 * Deletes many in one batch; says how many went. What is refused with one of `gone` went by itself meanwhile.
 * @throws OperationError for the first that stayed; all others are deleted all the same
 */
export async function flushed(
  namespace: Namespace,
  requests: readonly NetlinkRequest[],
  operation: (at: number) => string,
  gone: readonly string[],
): Promise<number> {
  const { ok, failures } = await namespace.connection.batch(requests);
  const stayed = failures.filter(({ error }) => !(error instanceof KernelError && gone.includes(error.code)));
  const [first, ...others] = stayed;
  if (first === undefined) return ok;
  if (!(first.error instanceof KernelError)) throw first.error;
  const hint = others.length === 0 ? undefined : `${others.length} more could not be deleted`;
  throw new OperationError(operation(first.index), first.error, { hint });
}
