export { InputError } from '../sys/input-error.ts';
