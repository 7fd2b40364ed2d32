import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { DumpInterrupted } from '../../src/connection/errors.ts';
import { Recorder } from '../../src/mirror/follow/recorder.ts';
import { Renewal } from '../../src/mirror/follow/renewal.ts';
import { Health } from '../../src/mirror/health.ts';
import { type Doubt, nobody } from '../../src/mirror/store/observer.ts';
import type { AnyView } from '../../src/mirror/store/raw.ts';
import { State } from '../../src/mirror/store/state.ts';
import { ALL, SlowKernel, selection } from './slow-kernel.ts';

/** A kernel whose next dumps are interrupted. */
class Interrupted extends SlowKernel {
  interruptions = 0;

  override async *dump(part: Doubt): AsyncGenerator<AnyView[]> {
    if (this.interruptions > 0) {
      this.interruptions--;
      throw new DumpInterrupted('RTM_GETLINK', [], 1);
    }
    yield* super.dump(part);
  }
}

describe('a dump that takes the place of a state', () => {
  it('has what was lost between two attempts, of whatever part', async () => {
    const kernel = new Interrupted([300]);
    kernel.hurries = true;
    const recorder = new Recorder(selection.kinds, { isHeard: () => false, deliver() {} });
    const state = new State(selection, nobody);
    const renewal = new Renewal(kernel, state, recorder, new Health(), ALL);
    await renewal.run({ parts: ALL, ways: undefined }, kernel);
    kernel.interruptions = 1;
    const running = renewal.run({ parts: new Set<Doubt>(['links']), ways: undefined }, kernel);
    while (kernel.interruptions > 0) await setImmediate();
    await setImmediate();
    // The event of this is dropped, and that is told.
    kernel.rules.push(301);
    renewal.lost = true;
    const renewed = await running;
    expect(renewed?.parts).toBe(ALL);
    expect([...state.rules].map(({ view }) => view.table)).toEqual([300, 301]);
    expect(renewal.lost).toBe(false);
  });
});
