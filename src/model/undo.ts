import { KernelError } from '../connection/kernel-error.ts';
import { isRefusal, OperationError } from './operation-error.ts';

/**
 * Does the later steps of an operation; when one fails, undoes the earlier ones. What could not be undone is told in
 * the error: in `notUndone` of an `OperationError`, otherwise in an `AggregateError`.
 */
export async function undoing<T>(
  operation: string,
  undo: () => Promise<unknown>,
  steps: () => Promise<T>,
): Promise<T> {
  try {
    return await steps();
  } catch (error) {
    try {
      await undo();
    } catch (failure) {
      // Gone is as good as undone.
      if (isRefusal(failure, 'ENODEV')) throw error;
      const sentence = `and what was done before could not be undone: ${failure instanceof Error ? failure.message : String(failure)}`;
      if (error instanceof OperationError) throw error.alsoNotUndone(sentence);
      if (error instanceof KernelError) throw new OperationError(operation, error, { notUndone: [sentence] });
      throw new AggregateError([error, failure], `cannot ${operation}: ${String(error)}; ${sentence}`);
    }
    throw error;
  }
}
