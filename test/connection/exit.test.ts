import { describe, expect, it } from 'vitest';
import { runProgram } from '../socket/program.ts';

const prelude = `
  import { connectGeneric, ctrl, getFamily, noop, silent } from './test/connection/support.ts';
  const connection = connectGeneric();
  const say = (text) => process.stdout.write(text + '\\n');
`;

describe('the life of the process', () => {
  it('ends while connections are open and idle, used or not', async () => {
    const ended = await runProgram(`${prelude}
      connectGeneric();
      await connection.request(noop, 'NOOP_SET', {});
      await connection.dump(ctrl, 'CTRL_GETFAMILY', getFamily).all();
      await connection.request(silent, 'NOOP_GET', {}, { timeout: 5 }).catch(() => say('given up'));
      await connection.batch([]);
    `);
    expect(ended).toEqual({ code: 0, signal: null, stdout: 'given up\n', stderr: '' });
  });

  it('does not end while a request waits for its answer', async () => {
    const ended = await runProgram(`${prelude}
      setTimeout(() => { say('still here'); void connection.close(); }, 100).unref();
      connection.request(silent, 'NOOP_GET', {}).catch((error) => say(error.name));
      process.on('exit', () => say('exit'));
    `);
    expect(ended).toEqual({
      code: 0,
      signal: null,
      stdout: 'still here\nConnectionClosed\nexit\n',
      stderr: '',
    });
  });

  it('does not end while a dump waits for its entries', async () => {
    const ended = await runProgram(`${prelude}
      setTimeout(() => { say('still here'); void connection.close(); }, 100).unref();
      connection.dump(silent, 'NOOP_GET').all().catch((error) => say(error.name));
    `);
    expect(ended).toEqual({ code: 0, signal: null, stdout: 'still here\nConnectionClosed\n', stderr: '' });
  });

  it('does not end between the turns of a long loop of requests', async () => {
    const ended = await runProgram(`${prelude}
      for (let count = 0; count < 5000; count++) await connection.request(noop, 'NOOP_SET', {});
      say('done');
    `);
    expect(ended).toEqual({ code: 0, signal: null, stdout: 'done\n', stderr: '' });
  });
});
