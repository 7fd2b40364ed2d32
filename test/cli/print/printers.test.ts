import { describe, expect, it } from 'vitest';
import { choosePaint, painter, plain } from '../../../src/cli/print/color.ts';
import { formatCount } from '../../../src/cli/print/count.ts';
import { printHex, printIfSet, printNumber, printOnOff, printTimer } from '../../../src/cli/print/members.ts';
import type { Printer } from '../../../src/cli/print/printer.ts';
import { bitWords, printWords } from '../../../src/cli/print/words.ts';
import { jsonOf, textOf } from '../support.ts';

function sample(p: Printer): void {
  p.object(undefined, () => {
    p.value('ifindex', 1, '1: ');
    p.value('ifname', 'a"b\n', 'a"b: ', 'interface');
    printWords(p, 'flags', ['UP', 'LOWER_UP']);
    p.newline();
    p.text('    only people');
    p.field('programs', true);
    p.value('counter', 18446744073709551615n, ' 18446744073709551615');
    p.object('inner', () => p.array('list', () => p.object(undefined, () => p.field('none', null))));
    p.array('empty', () => {});
  });
  p.text('\n');
}

describe('one description, two readers', () => {
  it('gives people text', () => {
    expect(textOf(sample)).toBe('1: a"b: <UP,LOWER_UP> \n    only people 18446744073709551615\n');
  });

  it('keeps an entry on one line when asked', () => {
    expect(textOf(sample, { oneline: true })).toBe(
      '1: a"b: <UP,LOWER_UP> \\    only people 18446744073709551615\n',
    );
  });

  it('gives programs JSON, with every digit of a counter', () => {
    expect(jsonOf(sample)).toBe(
      '[{"ifindex":1,"ifname":"a\\"b\\n","flags":["UP","LOWER_UP"],"programs":true,' +
        '"counter":18446744073709551615,"inner":{"list":[{"none":null}]},"empty":[]}]\n',
    );
  });

  it('lays JSON out as ip -p does', () => {
    const text = jsonOf((p) => {
      for (const index of [1, 2]) {
        p.object(undefined, () => {
          p.field('ifindex', index);
          printWords(p, 'flags', ['UP', 'LOWER_UP']);
          p.array('addr_info', () => {
            if (index === 2) p.object(undefined, () => p.field('family', 'inet'));
          });
        });
      }
    }, true);
    expect(text).toBe(`[ {
        "ifindex": 1,
        "flags": [ "UP","LOWER_UP" ],
        "addr_info": [ ]
    },{
        "ifindex": 2,
        "flags": [ "UP","LOWER_UP" ],
        "addr_info": [ {
                "family": "inet"
            } ]
    } ]
`);
  });

  it('gives an empty listing as an empty array', () => {
    expect(jsonOf(() => {})).toBe('[]\n');
    expect(jsonOf(() => {}, true)).toBe('[ ]\n');
  });
});

describe('members', () => {
  const members = (p: Printer) =>
    p.object(undefined, () => {
      printNumber(p, 'cost', 2);
      printNumber(p, 'absent', undefined);
      printOnOff(p, 'learning', 1);
      printOnOff(p, 'flood', 0);
      printIfSet(p, 'proxy', 1);
      printIfSet(p, 'rsc', 0);
      printHex(p, 'mask', 0x4001);
      printHex(p, 'nothing', 0);
      printTimer(p, 'hello_timer', 153n);
      printTimer(p, 'gc_timer', 29907n);
    });

  it('have iproute2 text', () => {
    expect(textOf(members)).toBe(
      'cost 2 learning on flood off proxy mask 0x4001 nothing 0 hello_timer    1.53 gc_timer  299.07 ',
    );
  });

  it('have the same values in JSON', () => {
    expect(JSON.parse(jsonOf(members))).toEqual([
      {
        cost: 2,
        learning: true,
        flood: false,
        proxy: true,
        mask: '0x4001',
        nothing: '0',
        hello_timer: 1.53,
        gc_timer: 299.07,
      },
    ]);
  });

  it('leave bits without a name as one number', () => {
    expect(
      bitWords(0x80000005, [
        [4, 'four'],
        [1, 'one'],
        [2, 'two'],
      ]),
    ).toEqual(['four', 'one', '80000000']);
  });
});

describe('colour', () => {
  const terminal = () => true;

  it('is for terminals, unless NO_COLOR is set or it is asked for', () => {
    expect(choosePaint('auto', () => false, {})).toBe(plain);
    expect(choosePaint('auto', terminal, { NO_COLOR: '1' })).toBe(plain);
    expect(choosePaint('auto', terminal, { TERM: 'dumb' })).toBe(plain);
    expect(choosePaint('never', terminal, {})).toBe(plain);
    expect(choosePaint('auto', terminal, {})('eth0', 'interface')).toBe('\x1b[36meth0\x1b[0m');
    expect(choosePaint('always', () => false, { NO_COLOR: '1' })('up', 'up')).toBe('\x1b[32mup\x1b[0m');
  });

  it('is bold on a dark background', () => {
    expect(choosePaint('always', terminal, { COLORFGBG: '15;0' })('::1', 'inet6')).toBe(
      '\x1b[1;34m::1\x1b[0m',
    );
    expect(choosePaint('always', terminal, { COLORFGBG: '0;15' })('::1', 'inet6')).toBe('\x1b[34m::1\x1b[0m');
  });

  it('wraps the pieces that have one', () => {
    expect(textOf((p) => p.value('address', '02:00', '02:00', 'mac'), { paint: painter(false) })).toBe(
      '\x1b[33m02:00\x1b[0m',
    );
  });
});

describe('counters', () => {
  const human = { human: true, iec: false };

  it.each([
    [0n, '0'],
    [999n, '999'],
    [1000n, '1.00k'],
    [15_550n, '15.6k'],
    [123_456n, '123k'],
    [1_500_000n, '1.50M'],
    [18_446_744_073_709_551_615n, '18.4E'],
  ])('%s is %s for people', (value, text) => {
    expect(formatCount(value, 0, human)).toBe(text);
  });

  it('have powers of 1024 when asked, and all digits otherwise', () => {
    expect(formatCount(2048n, 8, { human: true, iec: true })).toBe('  2.00ki');
    expect(formatCount(123_456n, 10, { human: false, iec: false })).toBe('    123456');
  });
});
