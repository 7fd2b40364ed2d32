import { median } from './median.ts';
import type { Side, Work } from './works.ts';

export interface Result {
  readonly work: Work;
  readonly floor: readonly number[];
  readonly ours: readonly number[];
  readonly peers: Readonly<Record<string, readonly number[]>>;
  /** Peers that failed, and how. */
  readonly failures: Readonly<Record<string, string>>;
}

/** Runs that took longer than this are not repeated. */
const patience = 10_000;

/** Floor and ours in turn, so that what disturbs the machine disturbs both; then the peers. */
export async function measure(work: Work, rounds: number, withPeers: boolean): Promise<Result> {
  const floor: number[] = [];
  const ours: number[] = [];
  const peers: Record<string, number[]> = {};
  const failures: Record<string, string> = {};
  for (let round = 0; round < rounds; round++) {
    if (work.floor) floor.push(await work.floor());
    if (work.ours) ours.push(await work.ours());
  }
  for (const [name, side] of withPeers ? Object.entries(work.peers) : []) {
    try {
      peers[name] = await repeated(side, Math.min(rounds, 3));
    } catch (error) {
      failures[name] = error instanceof Error ? error.message : String(error);
    }
  }
  return { work, floor, ours, peers, failures };
}

async function repeated(side: Side, times: number): Promise<number[]> {
  const values: number[] = [];
  const began = performance.now();
  while (values.length < times && performance.now() - began < patience) values.push(await side());
  return values;
}

/** Each round's own ratio first, then the median: a slow spell of the machine cancels out. */
export function ratio({ floor, ours }: Result): number | undefined {
  if (floor.length === 0 || floor.length !== ours.length) return undefined;
  return median(ours.map((value, round) => value / (floor[round] ?? Number.NaN)));
}
