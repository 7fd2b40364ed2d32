/** A number as C's `%g` prints it: six significant digits, no zeros at the end. */
export function significant(value: number): string {
  const short = Number(value.toPrecision(6));
  if (short === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(short)));
  if (exponent >= -4 && exponent < 6) return String(short);
  const [mantissa = '', power = ''] = short.toExponential().split('e');
  return `${mantissa}e${power.startsWith('-') ? '-' : '+'}${power.replace(/^[+-]/, '').padStart(2, '0')}`;
}
