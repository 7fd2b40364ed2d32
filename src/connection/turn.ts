/**
 * The kernel answers inside `send`, so a loop of requests would go round without ever coming back to the event
 * loop: no timer would fire and no other socket be read. So what is sent or read asks here first, and once a turn
 * of the event loop has been used up the rest waits for the next.
 *
 * Undefined: go on at once. Otherwise: when to. What waits is woken in the order it came.
 */
export function turnUsedUp(): Promise<void> | undefined {
  if (next !== undefined) return next;
  const now = milliseconds();
  if (ends === 0) {
    ends = now + TURN_MILLISECONDS;
    setImmediate(begin).unref();
    return undefined;
  }
  if (now < ends) return undefined;
  next = new Promise((resolve) => {
    // Unlike the first, this one keeps the process alive: somebody waits for it.
    setImmediate(() => {
      begin();
      resolve();
    });
  });
  return next;
}

/** When this turn is used up, on the clock of `milliseconds`; 0 before anything was asked in it. */
let ends = 0;
let next: Promise<void> | undefined;

/** As `performance.now()`, without loading `node:perf_hooks`, which takes a program's first request 1.5 ms. */
function milliseconds(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}

function begin(): void {
  ends = 0;
  next = undefined;
}

/** Long enough that the event loop's own cost does not show, short enough that nobody else notices. */
const TURN_MILLISECONDS = 4;
