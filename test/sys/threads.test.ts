import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, type Ended, runProgram } from '../socket/program.ts';

let folder: string;
/** All of libc.ts, as a file of its own: each import with another query is a copy that has loaded nothing. */
let libc: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rtnl-test-'));
  libc = bundle(`export * from './src/sys/libc.ts';`, folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const ended = ({ stdout, stderr, code, signal }: Ended) => ({ text: stdout + stderr, code, signal });
const well = (text: string) => ({ text, code: 0, signal: null });

/** In `THREADS` workers, `work`, where `shared` is one array of eight integers, and `meet` waits for the others. */
const inWorkers = (work: string) => `
  import { isMainThread, Worker, workerData } from 'node:worker_threads';
  const shared = workerData ?? new Int32Array(new SharedArrayBuffer(32));
  if (isMainThread) {
    for (let n = 0; n < ${THREADS}; n++) new Worker(process.argv[1], { workerData: shared });
    process.on('exit', () => console.log(shared.slice(1).join(' ')));
  } else {
    let meetings = 0;
    const meet = () => {
      const all = ++meetings * ${THREADS};
      Atomics.add(shared, 0, 1);
      while (Atomics.load(shared, 0) < all);
    };
    const { dlopen } = process;
    ${work}
  }
`;

describe('ffi-rs, whose table of functions all threads share without a lock', () => {
  it('adds nothing to the table once the addon is loaded', async () => {
    const program = await runProgram(`
      const { dlopen } = process;
      const added = [];
      const late = [];
      let loading = false;
      const watched = {
        open: (open) => (library) => {
          (loading ? added : late).push('open');
          return open(library);
        },
        load: (load) => (call) => {
          if (!added.includes(call.funcName)) (loading ? added : late).push(call.funcName);
          return load(call);
        },
      };
      process.dlopen = (module, path, flags) => {
        const set = (_, name, value) => Reflect.set(module.exports, name, watched[name]?.(value) ?? value);
        loading = true;
        dlopen.call(process, { exports: new Proxy({}, { set }) }, path, flags);
        loading = false;
      };
      const libc = await import(${JSON.stringify(libc)});
      libc.ifNameToIndex('lo');
      libc.addressOf(Buffer.alloc(8));
      libc.close(libc.socket(16, 3, 16, 'open'), 'close');
      console.log(added[0], added.includes('socket'), late.join());
    `);
    expect(ended(program)).toEqual(well('open true \n'));
  });

  it('is filled by one thread at a time, since Node holds a lock while an addon sets its exports', async () => {
    const program = await runProgram(
      inWorkers(`
        process.dlopen = (module, path, flags) => {
          const set = (_, name, value) => {
            if (name === 'load') {
              if (Atomics.add(shared, 1, 1) !== 0) Atomics.add(shared, 2, 1);
              Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
              Atomics.sub(shared, 1, 1);
              Atomics.add(shared, 3, 1);
            }
            return Reflect.set(module.exports, name, value);
          };
          meet();
          dlopen.call(process, { exports: new Proxy({}, { set }) }, path, flags);
        };
        const { ifNameToIndex } = await import(${JSON.stringify(libc)});
        ifNameToIndex('lo');
      `),
    );
    expect(ended(program)).toEqual(well(`0 0 ${THREADS} 0 0 0 0\n`));
  });

  it('stays whole when threads begin at once', async () => {
    const copies = Array.from({ length: ROUNDS }, (_, round) => join(folder, `${round}.node`));
    const addon = await runProgram(`
      const { dlopen } = process;
      process.dlopen = (module, path, flags) => {
        dlopen.call(process, module, path, flags);
        process.stdout.write(path);
      };
      (await import(${JSON.stringify(libc)})).ifNameToIndex('lo');
    `);
    for (const copy of copies) copyFileSync(addon.stdout, copy);
    const program = await runProgram(
      inWorkers(`
        const address = Buffer.alloc(12);
        address[0] = 16;
        // A copy of the addon has a table of its own.
        for (const [round, copy] of ${JSON.stringify(copies)}.entries()) {
          process.dlopen = (module, path, flags) => {
            dlopen.call(process, module, copy, flags);
            meet();
          };
          const libc = await import(${JSON.stringify(libc)} + '?' + round);
          libc.ifNameToIndex('lo');
          meet();
          const fd = libc.socket(16, 3, 16, 'open');
          meet();
          libc.trySetsockopt(fd, 1, 8, 1);
          meet();
          libc.getsockopt(fd, 1, 8, 'ask');
          meet();
          libc.bind(fd, address, 'bind');
          meet();
          libc.connect(fd, address, 'connect');
          meet();
          libc.getsockname(fd, address, 'ask');
          meet();
          libc.addressOf(address);
          meet();
          libc.close(fd, 'close');
          Atomics.add(shared, 1, 1);
        }
      `),
    );
    expect(ended(program)).toEqual(well(`${ROUNDS * THREADS} 0 0 0 0 0 0\n`));
  });
});

const THREADS = 2;
const ROUNDS = 40;
