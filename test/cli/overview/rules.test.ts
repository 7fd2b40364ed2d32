import { describe, expect, it } from 'vitest';
import { rule } from '../../../protocol/route/rule.ts';
import type { MessageInputOf } from '../../../protocol/schema/index.ts';
import { unusualRules } from '../../../src/cli/overview/rules.ts';

function rules(family: 'inet' | 'inet6', ...inputs: MessageInputOf<typeof rule>[]) {
  return inputs.map(({ header, ...rest }) =>
    rule.decode(rule.encode('RTM_NEWRULE', { ...rest, header: { family, action: 'toTbl', ...header } })),
  );
}

const local = { header: { table: 'local' }, suppressPrefixlen: -1, protocol: 'kernel' } as const;
const main = { header: { table: 'main' }, priority: 32766 } as const;
const last = { header: { table: 'default' }, priority: 32767 } as const;
const born = [...rules('inet', local, main, last), ...rules('inet6', local, main)];

const familiesOf = (views: typeof born, family = 0) => unusualRules(views, family).map(([name]) => name);

describe('rules that are worth a look', () => {
  it('are not those that every namespace is born with', () => {
    expect(familiesOf(born)).toEqual([]);
  });

  it('are all of a family that has another', () => {
    const own = rules('inet6', { header: { table: 88, srcLen: 64 }, src: '2001:db8::', priority: 100 });
    expect(unusualRules([...born, ...own], 0)).toEqual([['IPv6', [...born.slice(3), ...own]]]);
  });

  it('are those that look usual and are not', () => {
    const iif = rules('inet', local, { ...main, iifname: 'eth0' }, last);
    expect(familiesOf([...iif, ...born.slice(3)])).toEqual(['IPv4']);
  });

  it('are missing ones, too', () => {
    expect(familiesOf(born.slice(1))).toEqual(['IPv4']);
    expect(unusualRules(born.slice(0, 3), 0)).toEqual([['IPv6', []]]);
  });

  it('are of the family asked for', () => {
    expect(familiesOf([], 2)).toEqual(['IPv4']);
    expect(familiesOf([], 10)).toEqual(['IPv6']);
    expect(familiesOf([], 17)).toEqual([]);
  });
});
