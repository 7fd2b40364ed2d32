import { setTimeout as sleep } from 'node:timers/promises';

/** Tries until it does not throw, where the kernel tells no event; what it throws after so many seconds is thrown. */
export async function within<T>(seconds: number, attempt: () => T | Promise<T>): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await sleep(20);
  }
}
