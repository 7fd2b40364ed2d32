/** How a mirror fares, from its beginning. */
export interface MirrorHealth {
  /** Events that were applied. */
  readonly events: number;
  /** How often the kernel dropped events for want of receive buffer. */
  readonly overruns: number;
  /** Dumps of everything, after events were lost or could not be read. */
  readonly resyncs: number;
  /** Dumps of a part that the kernel changes without a word, after something that makes it do so. */
  readonly checks: number;
  /** What resynchronisations and checks found to be different. */
  readonly corrections: number;
  /** Deletions that the kernel did not tell of, which follow from something that it told. */
  readonly inferred: number;
  /** Messages that could not be decoded. */
  readonly undecodable: number;
  /** Dumps that were interrupted by changes, and repeated. */
  readonly interrupted: number;
  /** Microseconds from the reading of the last events to their being applied. */
  readonly delay: number;
  /** Whether all that was read is in the mirror, and nothing is left to be asked for. */
  readonly settled: boolean;
}

/** @internal */
export class Health implements MirrorHealth {
  events = 0;
  overruns = 0;
  resyncs = 0;
  checks = 0;
  corrections = 0;
  inferred = 0;
  undecodable = 0;
  interrupted = 0;
  delay = 0;
  settled = false;
}
