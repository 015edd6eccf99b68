import { setTimeout as pause } from 'node:timers/promises';
import type { Program } from './program.js';

/** A supervisor waits so long before it starts again what could not start. */
const AGAIN_MS = 500;

/** A process of a bank that may be killed at any moment, also while it starts, and is started again as a supervisor does. */
export class Killable {
  #now: Program | null = null;
  #ready = false;
  #said = '';
  /** How often it was killed by force; of these, before it was ready; how often it could not start, as Postgres was away. */
  kills = 0;
  killsWhileStarting = 0;
  vainStarts = 0;
  /** The last words of it when nobody killed it, and it had been ready. */
  readonly crashes: string[] = [];

  constructor(
    private readonly start: () => Program,
    private readonly says: string | RegExp,
  ) {}

  /** What it said lately, in all its lives. */
  said = (): string => (this.#said + (this.#now?.said() ?? '')).slice(-1_000_000);

  /** @returns once it is ready; also when it was killed before */
  async open(): Promise<void> {
    this.#said = this.said();
    const life = this.start();
    this.#now = life;
    this.#ready = false;
    void life.ended.then((code) => {
      if (this.#ready && this.#now === life && !life.process.killed)
        this.crashes.push(`${code}: ${life.said().slice(-2000)}`);
    });
    const ready = await life.saying(this.says).then(
      () => true,
      () => false,
    );
    if (ready) this.#ready = true;
    else if (!life.process.killed) {
      this.vainStarts++;
      await pause(AGAIN_MS);
      await this.open();
    }
  }

  /** Kills it by force and starts it again. @returns once it is ready */
  async again(): Promise<void> {
    const life = this.#now;
    if (!life || life.process.killed || life.process.exitCode !== null) return;
    this.kills++;
    if (!this.#ready) this.killsWhileStarting++;
    await this.end('SIGKILL');
    await this.open();
  }

  /** @returns its exit code; null when a signal ended it */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.#now?.process.kill(signal);
    return (await this.#now?.ended) ?? null;
  }
}
