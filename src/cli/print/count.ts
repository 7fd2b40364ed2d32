/** How counters are shown to people: `-human` and `-iec`. */
export interface CountStyle {
  readonly human: boolean;
  readonly iec: boolean;
}

/** A counter in at least `width` characters: all its digits, or with `-human` two or three and k, M, G. */
export function formatCount(value: bigint, width: number, { human, iec }: CountStyle): string {
  const base = iec ? 1024n : 1000n;
  if (!human || value < base) return String(value).padStart(width);
  let power = base;
  let unit = 0;
  while (unit < UNITS.length - 1 && value / base >= power) {
    power *= base;
    unit++;
  }
  const whole = value / power;
  const digits = whole < 10n ? 2 : whole < 100n ? 1 : 0;
  const text = (Number(value) / Number(power)).toFixed(digits);
  return `${text}${UNITS[unit]}${iec ? 'i' : ''}`.padStart(width);
}

const UNITS = 'kMGTPE';
