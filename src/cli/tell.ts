import { InputError, isOutputClosed } from './errors.ts';
import type { Output } from './output.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Works, hands over what was printed, and gives back the exit status. What goes wrong is told in one line: 1 when it
 * failed, 2 for a mistake in the command line.
 */
export async function telling(
  { output, errors }: Surroundings,
  work: () => Promise<number>,
): Promise<number> {
  try {
    const status = await work();
    output.flush();
    return status;
  } catch (error) {
    return isOutputClosed(error) ? 0 : tell(error, output, errors);
  }
}

function tell(error: unknown, output: Output, errors: Output): number {
  try {
    if (error instanceof InputError) output.discard();
    else output.flush();
  } catch {
    // Nobody reads; what went wrong can still be told.
  }
  errors.write(`rtnl-dump: ${sentence(error)}\n`);
  errors.flush();
  return error instanceof InputError ? 2 : 1;
}

/** What went wrong, in one sentence; for a mistake of ours, where. */
function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const ours = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  return ours ? (error.stack ?? error.message) : error.message;
}
