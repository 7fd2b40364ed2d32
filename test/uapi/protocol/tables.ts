import * as protocol from '../../../protocol/index.ts';
import type { AnyCodec, Shape } from '../../../protocol/schema/index.ts';
import { constantCase } from '../../../protocol/schema/index.ts';

type Struct = Extract<Shape, { kind: 'struct' }>;
type Integer = Extract<Shape, { kind: 'integer' }>;

/** A number that a table says a C constant has. */
export interface Constant {
  /** A C expression, mostly a name. */
  readonly name: string;
  readonly value: number;
}

/** The constants that belong together: one table, or several with one prefix. */
export interface Group {
  readonly prefix: string;
  readonly constants: Constant[];
}

/** Everything that can be reached from the public names. */
class Collected {
  readonly attributes = new Map<string, Group>();
  readonly names = new Map<string, Group>();
  readonly structs = new Map<string, Struct & { readonly size: number; readonly all: number }>();
  readonly #seen = new Set<unknown>();

  visit(codec: AnyCodec): void {
    if (this.#seen.has(codec)) return;
    this.#seen.add(codec);
    const { shape } = codec;
    switch (shape.kind) {
      case 'integer':
        this.#integer(shape);
        break;
      case 'struct': {
        if (shape.index !== undefined) {
          const { prefix, first } = shape.index;
          shape.members.forEach(({ name, codec: inner }, index) => {
            add(this.names, prefix, { name: `${prefix}_${constantCase(name)}`, value: first + index });
            this.visit(inner);
          });
          break;
        }
        const last = shape.members.at(-1);
        this.structs.set(shape.name, {
          ...shape,
          size: codec.min,
          all: last === undefined ? 0 : last.offset + last.size,
        });
        for (const member of shape.members) this.visit(member.codec);
        break;
      }
      case 'attributes':
      case 'records':
        if (shape.set.header !== undefined) this.visit(shape.set.header);
        for (const { number, constant, codec: inner } of shape.set.fields) {
          add(this.attributes, shape.set.prefix, { name: constant, value: number });
          this.visit(inner);
        }
        break;
      case 'array':
      case 'list':
      case 'many':
        this.visit(shape.of);
        break;
      case 'select':
        for (const inner of Object.values(shape.cases)) this.visit(inner);
        break;
      case 'family':
        for (const inner of [...Object.values(shape.cases), shape.otherwise]) this.visit(inner);
        break;
      case 'lazy':
        this.visit(shape.get());
        break;
    }
  }

  #integer({ prefix, names, constants }: Integer): void {
    if (prefix === undefined || names === undefined) return;
    for (const [name, value] of Object.entries(names)) {
      add(this.names, prefix, { name: constants?.[name] ?? `${prefix}_${constantCase(name)}`, value });
    }
  }

  /** A plain object of constants, `{ link: 1 }` for `RTNLGRP_LINK`. */
  object(prefix: string, names: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(names)) {
      const constant = /^[A-Z_]+$/.test(name) ? name : constantCase(name);
      add(this.names, prefix, { name: `${prefix}_${constant}`, value });
    }
  }
}

function add(groups: Map<string, Group>, prefix: string, constant: Constant): void {
  const group = groups.get(prefix) ?? { prefix, constants: [] };
  groups.set(prefix, group);
  if (!group.constants.some(({ name }) => name === constant.name)) group.constants.push(constant);
}

function collect(): Collected {
  const all = new Collected();
  for (const { payload, types } of protocol.rtnetlink.messages) {
    all.visit(payload as AnyCodec);
    for (const [name, value] of Object.entries(types)) add(all.names, 'RTM', { name, value });
  }
  for (const value of Object.values(protocol))
    if (value instanceof protocol.Codec) all.visit(value as AnyCodec);
  all.object('RTNLGRP', protocol.RTNLGRP);
  all.object('RTNL_FAMILY', protocol.RTNL_FAMILY);
  all.object('NLM_F', protocol.NLM_F);
  all.object('NLMSG', protocol.NLMSG);
  return all;
}

/** The tables' constants and structs. */
export const tables = collect();
