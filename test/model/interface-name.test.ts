import { describe, expect, it } from 'vitest';
import { checkAlternativeName, checkInterfaceName } from '../../src/model/interface-name.ts';

describe('the name of an interface', () => {
  it.each(['eth0', 'a', 'fifteen-letters', 'veth%d', 'ä-äää', '-', '0'])('may be %j', (name) => {
    checkInterfaceName(name);
  });

  it.each([
    ['', 'it is empty'],
    ['sixteen-letters!', 'it has 16 bytes, and 15 is the most'],
    ['ääääääää', 'it has 16 bytes, and 15 is the most'],
    ['a/b', 'it has a "/"'],
    ['a:1', 'it has a ":"'],
    ['a b', 'it has a " "'],
    ['.', 'it means a folder'],
    ['..', 'it means a folder'],
  ])('can not be %j', (name, problem) => {
    expect(() => checkInterfaceName(name)).toThrow(
      `name: ${JSON.stringify(name)} is no interface name: ${problem}`,
    );
  });

  it('may be longer as an alternative', () => {
    checkAlternativeName('a'.repeat(127));
    expect(() => checkAlternativeName('a'.repeat(128))).toThrow('it has 128 bytes, and 127 is the most');
  });
});
