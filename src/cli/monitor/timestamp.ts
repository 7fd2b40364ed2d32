const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment, to the microsecond, in the time zone of whoever looks. */
export class Moment {
  readonly #date: Date;
  readonly #microseconds: number;

  /** @param milliseconds since 1970, with a fraction */
  constructor(milliseconds: number) {
    this.#date = new Date(milliseconds);
    this.#microseconds = Math.floor((milliseconds % 1000) * 1000);
  }

  static now(): Moment {
    return new Moment(performance.timeOrigin + performance.now());
  }

  /** `2026-11-25T04:26:53.482915` */
  get short(): string {
    const date = this.#date;
    const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
    return `${day}T${this.#time}.${String(this.#microseconds).padStart(6, '0')}`;
  }

  /** `Wed Nov 25 04:26:53 2026 482915 usec` */
  get long(): string {
    const date = this.#date;
    const day = `${days[date.getDay()]} ${months[date.getMonth()]} ${String(date.getDate()).padStart(2)}`;
    return `${day} ${this.#time} ${date.getFullYear()} ${this.#microseconds} usec`;
  }

  get #time(): string {
    const date = this.#date;
    return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
