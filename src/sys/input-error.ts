/**
 * Something that was asked for can't be meant: a name that is none, a prefix with host bits, an option that the kind
 * does not have. Nothing was sent to the kernel. The message names what is wrong and, where there is one, what was
 * probably meant.
 */
export class InputError extends Error {
  override readonly name: string = 'InputError';
}
