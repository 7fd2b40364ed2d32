import { describe, expect, it } from 'vitest';
import { AF } from '../../protocol/route/families.ts';
import { rule } from '../../protocol/route/rule.ts';
import { LinkNames } from '../../src/cli/names/links.ts';
import { printRule } from '../../src/cli/objects/rule/print.ts';
import { defaults } from '../../src/cli/options.ts';
import { plain } from '../../src/cli/print/color.ts';
import { TextPrinter } from '../../src/cli/print/text.ts';
import { NameTables } from '../../src/model/names/tables.ts';
import type { Namespace } from '../../src/model/namespace.ts';
import { Rule } from '../../src/model/rule.ts';
import { ruleInput } from '../../src/model/rule-input.ts';
import type { RuleOptions, RuleSelector } from '../../src/model/rule-options.ts';
import { InputError } from '../../src/sys/input-error.ts';
import { captures } from '../captures/read.ts';

/** What asks nobody needs none. */
const nowhere = 'nowhere' as unknown as Namespace;

/** As the kernel would send it: written, and read again. */
function written(options: RuleOptions): Rule {
  const input = ruleInput(nowhere, options, true);
  return new Rule(nowhere, rule.decode(rule.encode('RTM_NEWRULE', input)));
}

/** What `ip rule` prints, which the inspector's tests compare with `ip` itself. */
function printed({ view }: Rule): string {
  let line = '';
  const output = {
    write(text: string) {
      line += text;
    },
    flush() {},
    discard() {},
  };
  const printer = new TextPrinter(output, plain, false);
  printRule({ options: defaults, printer, tables: new NameTables(false), links: new LinkNames() }, view);
  return line.trim().replace(/\s+/g, ' ');
}

describe('a rule that is asked for', () => {
  it('looks into the table main for all packets, unless something else is said', () => {
    const made = written({ priority: 100 });
    expect(made).toMatchObject({ family: 'inet', priority: 100, from: 'all', to: 'all', action: 'lookup' });
    expect(made).toMatchObject({ table: 'main', tableId: 254, not: false, l3mdev: false, isDetached: false });
    expect(String(made)).toBe('rule 100: from all lookup main in nowhere');
  });

  it.each<[RuleOptions, string]>([
    [{ iif: 'bridge0', table: 88 }, '0: from all iif bridge0 lookup 88'],
    [{ from: '10.0.0.1', to: '10.1.0.0/16' }, '0: from 10.0.0.1 to 10.1.0.0/16 lookup main'],
    [{ to: '2001:DB8::/32', table: 4000 }, '0: from all to 2001:db8::/32 lookup 4000'],
    [{ not: true, fwmark: 7, fwmask: 0xff }, '0: not from all fwmark 0x7/0xff lookup main'],
    [{ from: 'all', action: 'blackhole' }, '0: from all blackhole'],
    [{ goto: 100, ipProtocol: 'tcp', dport: 443 }, '0: from all ipproto tcp dport 443 goto 100'],
    [{ ipProtocol: 99, sport: [1000, 2000] }, '0: from all ipproto ipproto-99 sport 1000-2000 lookup main'],
    [{ l3mdev: true, priority: 1000 }, '1000: from all lookup [l3mdev-table]'],
    [
      { uidRange: 5, tunId: 5, protocol: 'static' },
      '0: from all uidrange 5-5 tun_id 5 lookup main proto static',
    ],
    [{ table: 'main', suppressPrefixLength: 0 }, '0: from all lookup main suppress_prefixlength 0'],
    [
      { table: 'default', realms: '3/4', suppressGroup: 42 },
      '0: from all lookup default suppress_ifgroup 42 realms 3/4',
    ],
    [{ family: 'inet6', tos: 0x10 }, '0: from all tos 0x10 lookup main'],
  ])('is %j', (options, line) => {
    expect(written(options).line).toBe(line);
  });

  it.each<[object, string]>([
    [{ prioritty: 5 }, 'a rule has no option "prioritty"; did you mean "priority"?'],
    [{ fwmask: 0xff }, 'fwmask: it needs a fwmark'],
    [{ fwmark: -1 }, 'fwmark: a whole number from 0 to 4294967295 is needed, got -1'],
    [{ table: 88, action: 'blackhole' }, 'action: a rule that looks into no table has no table'],
    [
      { goto: 5, suppressPrefixLength: 0 },
      'goto: a rule that looks into no table has no suppressPrefixLength',
    ],
    [{ goto: 5, action: 'nop' }, 'goto: it is an action of its own'],
    [{ goto: 5, priority: 5 }, 'goto: rule 5 does not come after rule 5'],
    [{ action: 'unreachible' }, 'action: a rule has no action "unreachible"; did you mean "unreachable"?'],
    [{ l3mdev: true, table: 5 }, 'table: a rule with l3mdev looks into the table of the VRF'],
    [{ tos: 8, dscp: 2 }, 'dscp: say it in place of tos, not beside it'],
    [{ dscp: 64 }, 'dscp: a whole number from 0 to 63 is needed, got 64'],
    [{ dport: [90, 80] }, 'dport: the range begins with 90, which is more than its end, 80'],
    [{ sport: 0 }, 'sport: a whole number from 1 to 65535 is needed, got 0'],
    [{ uidRange: [5, 4] }, 'uidRange: the range begins with 5, which is more than its end, 4'],
    [{ from: '10.0.0.0/8', to: '2001:db8::/32' }, 'to: 2001:db8::/32 is of another family than 10.0.0.0/8'],
    [{ family: 'inet6', from: '10.0.0.0/8' }, 'from: 10.0.0.0/8 is of another family than inet6'],
    [{ from: '10.0.0.1/8' }, 'from: "10.0.0.1/8" has bits set behind its prefix; the network is 10.0.0.0/8'],
    [
      { iif: 'a name that is long' },
      'iif: "a name that is long" is no interface name: it has 19 bytes, and 15 is the most',
    ],
    [{ ipProtocol: 'sctpp' }, 'unknown IP protocol "sctpp"; did you mean "sctp"?'],
    [{ realms: '1/2/3' }, 'realms: a realm or from/to is needed, got "1/2/3"'],
    [{ tunId: -1 }, 'tunId: a whole number of up to 64 bits is needed, got -1'],
    [{ table: 'mian' }, 'unknown table "mian"; did you mean "main"?'],
  ])('is refused before anything is sent: %j', (options, message) => {
    expect(() => ruleInput(nowhere, options as RuleSelector, true)).toThrow(new InputError(message));
  });

  it('of a selector says no more than it', () => {
    const input = ruleInput(nowhere, { table: 88 }, false);
    expect(input.header).toMatchObject({ action: 0, table: 88 });
    expect(ruleInput(nowhere, {}, false).header).toMatchObject({ action: 0, table: 0 });
  });
});

describe('a rule that a kernel told', () => {
  const rules = captures()
    .filter(({ file }) => file.endsWith('/rule.hex'))
    .map(({ bytes }) => new Rule(nowhere, rule.decode(bytes)));

  it('has the line that ip prints', () => {
    expect(rules.length).toBeGreaterThan(50);
    for (const told of rules) expect(told.line).toBe(printed(told));
  });

  it('can be asked for in its own words', () => {
    for (const told of rules) {
      if (told.view.header.family !== 'inet' && told.view.header.family !== 'inet6') continue;
      const { family, priority, not, from, to, iif, oif, fwmark, fwmask, tos, dscp, ipProtocol } = told;
      const { sport, dport, uidRange, tunId, realms, l3mdev, table, action, goto } = told;
      const match = { family, priority, not, from, to, iif, oif, fwmark, fwmask, dscp, ipProtocol, sport };
      const { suppressPrefixLength, suppressGroup, protocol } = told;
      const does =
        action === 'lookup'
          ? { table: l3mdev ? undefined : table, l3mdev, realms, suppressPrefixLength, suppressGroup }
          : action === 'goto'
            ? { goto }
            : { action };
      const options = { ...match, dport, uidRange, tunId, protocol, ...does, ...(tos !== 0 && { tos }) };
      // Some recorded rules go on with a rule that was deleted.
      if (action === 'goto' && goto === undefined) continue;
      const again = written(options as RuleOptions);
      expect(again.line).toBe(told.line.replaceAll(' [detached]', '').replace(' [unresolved]', ''));
      expect(AF.values[again.family]).toBe(AF.values[family]);
    }
  });
});
