import { describe, expect, it } from 'vitest';
import { rule } from '../../../protocol/route/rule.ts';
import type { MessageInputOf } from '../../../protocol/schema/index.ts';
import { InputError } from '../../../src/cli/errors.ts';
import { parseRuleFilter, shows } from '../../../src/cli/objects/rule/filter.ts';
import { printRule } from '../../../src/cli/objects/rule/print.ts';
import { Words } from '../../../src/cli/words.ts';
import { NameTables } from '../../../src/model/names/tables.ts';
import { shown } from '../scene.ts';

type Input = MessageInputOf<typeof rule>;

function viewOf({ header, ...rest }: Input) {
  const usual = { family: 'inet', action: 'toTbl', table: 'main' } as const;
  return rule.decode(rule.encode('RTM_NEWRULE', { priority: 5, ...rest, header: { ...usual, ...header } }));
}

const ruleOf = (input: Input) => shown((scene) => printRule(scene, viewOf(input)));

describe('a rule', () => {
  it.for([
    [{}, 'from all lookup main'],
    [{ src: '10.0.0.0', header: { srcLen: 8 } }, 'from 10.0.0.0/8 lookup main'],
    [
      { src: '10.0.0.1', dst: '10.0.0.2', header: { srcLen: 32, dstLen: 32 } },
      'from 10.0.0.1 to 10.0.0.2 lookup main',
    ],
    [{ header: { flags: ['invert'] } }, 'not from all lookup main'],
    [{ fwmark: 16, fwmask: 0xff }, 'from all fwmark 0x10/0xff lookup main'],
    [{ fwmark: 16, fwmask: 0xffffffff }, 'from all fwmark 0x10 lookup main'],
    [{ iifname: 'eth0', header: { flags: ['iifDetached'] } }, 'from all iif eth0 [detached] lookup main'],
    [{ l3mdev: 1, header: { table: 0 } }, 'from all lookup [l3mdev-table]'],
    [{ uidRange: { start: 1, end: 9 } }, 'from all uidrange 1-9 lookup main'],
    [
      { ipProto: 253, sportRange: { start: 1, end: 2 } },
      'from all ipproto ipproto-253 sport 1-2 lookup main',
    ],
    [{ dportRange: { start: 80, end: 80 }, dportMask: 0xfff0 }, 'from all dport 0x50/0xfff0 lookup main'],
    [
      { suppressPrefixlen: 0, suppressIfgroup: 42 },
      'from all lookup main suppress_prefixlength 0 suppress_ifgroup 42',
    ],
    [{ flow: 0x30004 }, 'from all lookup main realms 3/4'],
    [
      { goto: 9, header: { action: 'goto', table: 0, flags: ['unresolved'] } },
      'from all goto 9 [unresolved]',
    ],
    [{ header: { action: 'nop', table: 0 } }, 'from all nop'],
    [{ header: { action: 'prohibit', table: 0 } }, 'from all prohibit'],
    [{ protocol: 'static' }, 'from all lookup main proto static'],
    [{ dscp: 9 }, 'from all lookup main dscp 9'],
    [{ dscp: 9, dscpMask: 0x3c }, 'from all lookup main dscp 0x9/0x3c'],
    [{ flowlabel: 0x12, flowlabelMask: 0xff }, 'from all lookup main flowlabel 0x12/0xff'],
  ] as readonly (readonly [Input, string])[])('%j', ([input, expected]) => {
    expect(ruleOf(input).text).toBe(`5:\t${expected}\n`);
  });

  it('is an object with the keys of iproute2', () => {
    expect(
      ruleOf({ src: '10.0.0.0', tunId: 2n ** 63n, header: { srcLen: 8, flags: ['invert'] } }).json,
    ).toEqual({
      priority: 5,
      not: null,
      src: '10.0.0.0',
      srclen: 8,
      tun_id: 2 ** 63,
      table: 'main',
    });
    expect(ruleOf({ flowlabel: 0x12, flowlabelMask: 0xfffff }).json).toMatchObject({
      flowlabel: '0x12',
      flowlabel_mask: '0xfffff',
    });
  });
});

describe('which rules are shown', () => {
  const filterOf = (line: string, family = 0) =>
    parseRuleFilter(new Words(line.split(' ').filter(Boolean)), family, new NameTables(false));

  it.for([
    ['', {}, true],
    ['pref 5', {}, true],
    ['priority 6', {}, false],
    ['from 10.1.0.0/16', { src: '10.1.2.0', header: { srcLen: 24 } }, true],
    ['from 10.1.0.0/16', { src: '10.0.0.0', header: { srcLen: 8 } }, false],
    ['from 10.1.0.0/16', {}, false],
    ['10.1.0.0/16', { dst: '10.1.2.0', header: { dstLen: 24 } }, true],
    ['to 10.1.0.0/16', {}, false],
    ['not', { header: { flags: ['invert'] } }, true],
    ['not', {}, false],
    ['iif eth0', { iifname: 'eth0' }, true],
    ['oif eth0', {}, false],
    ['fwmark 16/255', { fwmark: 16, fwmask: 255 }, true],
    ['fwmark 0x11', { fwmark: 16 }, false],
    ['table 88', { table: 88 }, true],
    ['lookup local', {}, false],
    ['sport 80', { sportRange: { start: 80, end: 80 } }, true],
    ['dport 80-81', { dportRange: { start: 80, end: 80 } }, false],
    ['uidrange 1-9', { uidRange: { start: 1, end: 9 } }, true],
    ['tun_id 0x7', { tunId: 7n }, true],
    ['ipproto 6', { ipProto: 6 }, true],
    ['l3mdev', {}, false],
    ['proto static', { protocol: 'static' }, true],
    ['proto static', {}, false],
    ['2001:db8::/32', {}, false],
  ] as readonly (readonly [string, Input, boolean])[])('%s (%#)', async ([line, input, expected]) => {
    expect(shows(await filterOf(line), viewOf(input))).toBe(expected);
  });

  it.for([
    ['frm 10/8', 'unknown word "frm" after "rule"; did you mean "from"?'],
    ['sport 1-2-3', '"sport" takes N or N-N, not "1-2-3"'],
    ['dport 65536', '"dport" takes a number from 0 to 65535, not "65536"'],
    ['tun_id x', '"tun_id" takes a number, not "x"'],
  ])('not %s', async ([line = '', message = '']) => {
    await expect(filterOf(line)).rejects.toThrow(new InputError(message));
  });
});
