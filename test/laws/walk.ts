import assert from 'node:assert/strict';
import { type Node, problems, walk } from '../../protocol/inspect/index.ts';
import { rtnetlink } from '../../protocol/route/index.ts';
import type { AnyCodec, AnyMessage, AttributeSet } from '../../protocol/schema/index.ts';
import { toPlain } from '../../protocol/schema/index.ts';
import { DecodeError, Reader } from '../../protocol/wire/index.ts';

/** Two readings of the same bytes, a view's and the walker's, say the same: the same values or the same objection. */
export function readsAlike(message: AnyMessage, bytes: Uint8Array): void {
  const reader = new Reader(bytes);
  const [tree] = walk(rtnetlink, bytes);
  assert.ok(tree !== undefined);
  const wrong = problems(tree);
  try {
    message.check(reader, 0, bytes.length);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const same = wrong.find(({ path, offset }) => path === error.path && offset === error.offset);
    assert.ok(same, `${error.message}, but walk: ${JSON.stringify(wrong)}`);
    return;
  }
  assert.deepEqual(wrong, []);
  const view = message.view(reader, 0, bytes.length) as { $plain(): Record<string, unknown> };
  const values = plainOfSet(tree.children, message.set);
  const expected = withoutUnknown(view.$plain()) as Record<string, unknown>;
  // Of a request with less than the whole header the walker shows what is there, the view zeros for the rest.
  if (bytes.length < 16 + (message.set.header?.min ?? 0)) values['header'] = expected['header'];
  assert.deepEqual(values, expected);
}

/** A view's plain object as the walker's nodes give it: attributes of no table are left out. */
function plainOfSet(children: readonly Node[], set: AttributeSet): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const child of children) {
    if (child.kind === 'header') plain['header'] = plainOf(child);
    const field = child.kind === 'attribute' ? set.byName.get(child.name.replace(/\[\d+\]$/, '')) : undefined;
    if (field === undefined) continue;
    const before = (plain[field.name] ?? []) as unknown[];
    plain[field.name] = field.codec.many ? [...before, plainOf(child)] : plainOf(child);
  }
  return plain;
}

function plainOf(node: Node): unknown {
  if (node.value !== undefined) return toPlain(node.value);
  const shape = resolve(node.codec)?.shape;
  if (shape?.kind === 'attributes') return plainOfSet(node.children, shape.set);
  if (shape?.kind === 'records') return node.children.map((record) => plainOfSet(record.children, shape.set));
  if (shape?.kind === 'struct') {
    const members = node.children.filter((child) => child.kind === 'member');
    return Object.fromEntries(members.map((member) => [member.name, plainOf(member)]));
  }
  return node.children.filter((child) => child.kind === 'element' || child.kind === 'attribute').map(plainOf);
}

/** What stands behind a repeated or late codec. */
function resolve(codec: AnyCodec | undefined): AnyCodec | undefined {
  if (codec?.shape.kind === 'many') return resolve(codec.shape.of);
  if (codec?.shape.kind === 'lazy') return resolve(codec.shape.get());
  return codec;
}

function withoutUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnknown);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const entries = Object.entries(value).filter(([name]) => name !== '$unknown');
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutUnknown(inner)]));
}
