import { describe, expect, it } from 'vitest';
import { etherType } from '../../../src/cli/names/ether-types.ts';
import { hardwareAddress } from '../../../src/cli/names/hardware-address.ts';
import { linkType } from '../../../src/cli/names/link-types.ts';
import { LinkNames } from '../../../src/cli/names/links.ts';
import { readEntries } from '../../../src/model/names/table-file.ts';
import { NameTables } from '../../../src/model/names/tables.ts';
import { InputError } from '../../../src/sys/input-error.ts';

describe('names of numbers', () => {
  const tables = new NameTables(false);

  it('are known without any file', () => {
    expect(tables.table.name(254)).toBe('main');
    expect(tables.scope.name(253)).toBe('link');
    expect(tables.protocol.name(2)).toBe('kernel');
    expect(tables.group.name(0)).toBe('default');
    expect(tables.addressProtocol.name(3)).toBe('kernel_ll');
  });

  it('fall back to the number', () => {
    expect(tables.table.name(4_000_000_000)).toBe('4000000000');
    expect(tables.dsfield.name(0xfd)).toBe('0xfd');
    expect(tables.table.named(4_000_000_000)).toBeUndefined();
  });

  it('give way to numbers with -N', () => {
    const numeric = new NameTables(true);
    expect(numeric.table.name(254)).toBe('254');
    expect(numeric.dsfield.name(0)).toBe('0x00');
    expect(numeric.table.number('main')).toBe(254);
  });

  it('are found from words', () => {
    expect(tables.table.number('local')).toBe(255);
    expect(tables.table.number('88')).toBe(88);
    expect(tables.table.number('0x10')).toBe(16);
    expect(tables.dsfield.number('10')).toBe(16);
    expect(tables.table.number('4294967296')).toBeUndefined();
    expect(tables.table.number('12three')).toBeUndefined();
  });

  it('suggest the nearest for a word that is none', () => {
    expect(() => tables.table.parse('mian')).toThrow(
      new InputError('unknown table "mian"; did you mean "main"?'),
    );
  });
});

describe('a file of names', () => {
  const entries = (text: string) => {
    const found: [number, string][] = [];
    readEntries(text, (id, name) => found.push([id, name]));
    return found;
  };

  it('has a number and a name a line, comments and empty lines aside', () => {
    expect(entries('# tables\n\n255\tlocal\n  0x58  blue # ours\n\t# no\n88 green')).toEqual([
      [255, 'local'],
      [88, 'blue'],
      [88, 'green'],
    ]);
  });

  it('counts up to the first line that is not so', () => {
    expect(entries('1 one\nnonsense\n2 two\n')).toEqual([[1, 'one']]);
    expect(entries('-3 minus\n4 four\n')).toEqual([[4, 'four']]);
  });
});

describe('links by index and name', () => {
  const names = new LinkNames();
  names.add({ index: 1, name: 'lo', altnames: [], flags: 0x49, type: 772 });
  names.add({ index: 7, name: 'eth0', altnames: ['enp0s3', 'the-uplink'], flags: 0x1002, type: 1 });

  it('are found both ways', () => {
    expect(names.name(7)).toBe('eth0');
    expect(names.name(9)).toBe('if9');
    expect(names.name(0)).toBe('*');
    expect(names.find('the-uplink')).toBe(7);
    expect(names.find('if7')).toBe(7);
    expect(names.find('if8')).toBeUndefined();
    expect([names.up(1), names.up(7), names.up(9)]).toEqual([true, false, false]);
  });

  it('suggest the nearest for a name that is none', () => {
    expect(() => names.parse('eht0')).toThrow(
      new InputError('unknown interface "eht0"; did you mean "eth0"?'),
    );
  });
});

describe('hardware', () => {
  it('has iproute2 names', () => {
    expect([linkType(1, false), linkType(772, false), linkType(65534, false)]).toEqual([
      'ether',
      'loopback',
      'none',
    ]);
    expect([linkType(1, true), linkType(4242, false)]).toEqual(['[1]', '[4242]']);
    expect([etherType(0x8100, false), etherType(0x88a8, false), etherType(0x1234, false)]).toEqual([
      '802.1Q',
      '802.1ad',
      '[4660]',
    ]);
  });

  it('shows the addresses of tunnels as IP addresses', () => {
    expect(hardwareAddress('c0:00:02:01', 768)).toBe('192.0.2.1');
    expect(hardwareAddress('20:01:0d:b8:00:00:00:00:00:00:00:00:00:00:00:01', 769)).toBe('2001:db8::1');
    expect(hardwareAddress('02:00:00:00:00:01', 1)).toBe('02:00:00:00:00:01');
  });
});
