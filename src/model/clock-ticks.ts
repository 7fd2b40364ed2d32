/** `USER_HZ`: the kernel's clock ticks in a second, as user space sees them. */
export const USER_HZ = 100;

/** Seconds from clock ticks, where there are any. */
export function secondsOf(ticks: number | undefined): number | undefined {
  return ticks === undefined ? undefined : ticks / USER_HZ;
}
