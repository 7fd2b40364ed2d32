/** What a command wrote, as UTF-8, and how it ended. */
export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Its exit status; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A command that ended otherwise than with exit status 0, in one sentence with the first line that it complained. */
export class CommandFailed extends Error implements RunResult {
  override readonly name = 'CommandFailed';
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;

  /**
   * @param line the command and its arguments
   * @param where as in `network namespace net1`
   * @param tooLong whether it was ended because its time was up
   */
  constructor(
    readonly line: readonly string[],
    where: string,
    { stdout, stderr, code, signal }: RunResult,
    readonly tooLong: boolean,
  ) {
    const end = signal === null ? `exit status ${code}` : `the signal ${signal}`;
    const how = tooLong ? `took too long in ${where} and was ended` : `ended in ${where} with ${end}`;
    const [complaint = ''] = stderr.trim().split('\n');
    super(`"${line.join(' ')}" ${how}${complaint === '' ? '' : `: ${complaint}`}`);
    this.stdout = stdout;
    this.stderr = stderr;
    this.code = code;
    this.signal = signal;
  }
}
