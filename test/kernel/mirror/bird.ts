import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../connection/support.ts';

/** The routing daemon BIRD in a namespace; it puts its static routes into the kernel. */
export class Bird {
  readonly #netns: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'rtnl-bird-'));
  readonly #programs: string;
  readonly #environment: NodeJS.ProcessEnv;
  #daemon: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  #errors = '';

  constructor(netns: string) {
    this.#netns = netns;
    const unpacked = execFileSync('.ci/bird.sh', { encoding: 'utf8' }).trim();
    this.#programs = join(unpacked, 'usr/sbin');
    this.#environment = { ...process.env, LD_LIBRARY_PATH: join(unpacked, 'usr/lib/x86_64-linux-gnu') };
  }

  /** Starts it. Settles when it takes commands. @throws Error with what it complained of */
  async start(config: string): Promise<void> {
    this.#write(config);
    const bird = join(this.#programs, 'bird');
    const line = ['netns', 'exec', this.#netns, bird, '-f', '-c', this.#config, '-s', this.#socket];
    const daemon = spawn('ip', line, { env: this.#environment, stdio: ['ignore', 'ignore', 'pipe'] });
    daemon.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    this.#ended = new Promise((resolve) => daemon.once('close', resolve));
    this.#daemon = daemon;
    for (let waited = 0; ; waited++) {
      try {
        this.#tell('show', 'status');
        return;
      } catch (error) {
        if (waited > 200 || daemon.exitCode !== null)
          throw new Error(`BIRD did not start: ${this.#errors || error}`);
      }
      await sleep(25);
    }
  }

  /** Gives it another configuration; it changes routes from then on. @throws Error with what it complained of */
  configure(config: string): void {
    this.#write(config);
    const answer = this.#tell('configure');
    if (!/Reconfigur/.test(answer)) throw new Error(`BIRD did not take its configuration: ${answer}`);
  }

  /** Lets it take its routes back and end. */
  async shutDown(): Promise<void> {
    this.#tell('down');
    await this.#ended;
  }

  /** Ends it at once: its routes stay. */
  async kill(): Promise<void> {
    this.#daemon?.kill('SIGKILL');
    await this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true });
  }

  get #config(): string {
    return join(this.#folder, 'bird.conf');
  }

  get #socket(): string {
    return join(this.#folder, 'bird.ctl');
  }

  #write(config: string): void {
    writeFileSync(this.#config, config);
  }

  #tell(...words: string[]): string {
    return execFileSync(join(this.#programs, 'birdc'), ['-s', this.#socket, ...words], {
      encoding: 'utf8',
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}

/** A static route: where to, and the words of BIRD's that follow. */
export interface StaticRoute {
  readonly destination: string;
  readonly way: string;
}

/** A configuration of static routes, which go into a table of the kernel; withdrawn while their interface has no carrier. */
export function birdConfig(routes: readonly StaticRoute[], table = 254): string {
  const lines = ['router id 192.0.2.1;', 'protocol device { scan time 1; }'];
  for (const family of ['ipv4', 'ipv6'] as const) {
    const own = routes.filter(({ destination }) => destination.includes(':') === (family === 'ipv6'));
    lines.push(
      `protocol kernel kernel_${family} {`,
      `  kernel table ${table};`,
      '  merge paths;',
      '  learn off;',
      '  scan time 60;',
      `  ${family} { import none; export all; };`,
      '}',
      `protocol static static_${family} {`,
      `  ${family};`,
      '  check link;',
      ...own.map(({ destination, way }) => `  route ${destination} ${way};`),
      '}',
    );
  }
  return `${lines.join('\n')}\n`;
}

/** How many routes of BIRD's the kernel has, as `ip` counts them. */
export function birdRoutes(netns: string, family: 4 | 6): number {
  const printed = run('ip', [
    '-n',
    netns,
    '-j',
    `-${family}`,
    'route',
    'show',
    'table',
    'all',
    'proto',
    'bird',
  ]);
  return printed.trim() === '' ? 0 : (JSON.parse(printed) as unknown[]).length;
}
