import { i32 } from '../schema/index.ts';
import { EncodeError, type Reader, type Writer } from '../wire/index.ts';

/**
 * The positive error number behind the kernel's negative one. A dump's end may also carry the positive length that
 * its last step returned, which is no error.
 */
export function readErrorNumber(reader: Reader, at: number): number {
  return Math.max(0, -reader.i32(at));
}

/** Appends a positive error number, or 0, as the kernel has it. @throws EncodeError */
export function writeErrorNumber(writer: Writer, error: number): void {
  try {
    if (error < 0) throw new EncodeError(`an error number is positive, got ${error}`);
    i32.write(writer, error === 0 ? 0 : -error, 0);
  } catch (problem) {
    throw problem instanceof EncodeError ? problem.inside('error') : problem;
  }
}
