import { describe, expect, it } from 'vitest';
import { constantCase } from '../../../protocol/schema/index.ts';
import { NO_STRUCT, ONLY_SIZE } from './exceptions.ts';
import { evaluate, structMembers } from './headers.ts';
import { tables } from './tables.ts';

const declared = structMembers();
// A struct whose name is no name stands for an array in C.
const named = [...tables.structs.values()].filter(({ name }) => /^\w+$/.test(name) && !(name in NO_STRUCT));
const structs = named.map((struct) => {
  const members = (declared.get(struct.name) ?? []).map((name) => ({
    name,
    at: `offsetof(struct ${struct.name}, ${name})`,
    size: `sizeof(((struct ${struct.name} *)0)->${name})`,
  }));
  return { ...struct, c: members, whole: `sizeof(struct ${struct.name})` };
});
const values = evaluate(
  structs.flatMap(({ c, whole }) => [whole, ...c.flatMap(({ at, size }) => [at, size])]),
);

describe('the structs that tables name', () => {
  it.each(structs.map((struct) => [struct.name, struct] as const))('struct %s', (_name, struct) => {
    expect(values.get(struct.whole)).toBe(BigInt(struct.all));
    if (struct.name in ONLY_SIZE) return;
    const wrong = struct.members.flatMap(({ name, offset, size, padding }) => {
      if (padding) return [];
      const snake = constantCase(name).toLowerCase();
      const there = struct.c.find(
        (member) =>
          (member.name === snake || member.name.endsWith(`_${snake}`)) &&
          values.get(member.at) === BigInt(offset),
      );
      if (there === undefined) return [`no ${snake} at byte ${offset}`];
      return values.get(there.size) === BigInt(size)
        ? []
        : [`${there.name} has ${values.get(there.size)} bytes, not ${size}`];
    });
    expect(wrong).toEqual([]);
    const seen = struct.members.filter(({ padding }) => !padding).map(({ offset }) => BigInt(offset));
    const forgotten = struct.c.filter(
      ({ name, at }) => !seen.includes(values.get(at) as bigint) && !/pad|resvd|res\d|reserved/.test(name),
    );
    expect(forgotten.map(({ name }) => name)).toEqual([]);
  });
});
