import { parentPort, Worker } from 'node:worker_threads';
import { clock } from '../rules/clock.js';
import { RuleBroken } from '../rules/rule-broken.js';

const IDLE_MS = 30_000;

type Report<Part> =
  | { readonly part: Part }
  | { readonly done: true }
  | {
      readonly broken: {
        readonly code: `${string}.${string}`;
        readonly facts: Readonly<Record<string, unknown>>;
        readonly field?: string;
      };
    };

/** A thread's work, and how far the bank's clock is ahead, since threads share no memory. */
interface Task<Asked = unknown> {
  readonly asked: Asked;
  readonly ahead: number;
}

export interface ThreadSettings {
  /** The URL, without its extension, of the module that the thread runs, which calls {@link serveThread}. */
  readonly module: URL;
  readonly threads: number;
  readonly memoryMb: number;
  readonly longestMs: number;
}

/** A thread was ended in the middle of its work: it took too long, or too much memory. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

/**
 * Runs work that would hold up everybody else in threads. They start when needed, do one piece after another, and end after half a minute without
 * work. Input and output are copied: large things are best one text or one array of bytes.
 */
export class WorkThreads<Asked, Part> {
  private readonly idle: { readonly worker: Worker; readonly end: NodeJS.Timeout }[] = [];
  private readonly waiting: (() => void)[] = [];
  private working = 0;

  constructor(private readonly settings: ThreadSettings) {}

  /** The only result of the work. @throws as {@link ask} */
  async one(asked: Asked): Promise<Part> {
    let given: { readonly part: Part } | undefined;
    for await (const part of this.ask(asked)) given = { part };
    return given!.part;
  }

  /**
   * The results of the work, in order. A consumer that stops listening ends the work.
   * @throws RuleBroken as the work threw it; ThreadEnded; another error of the work
   */
  async *ask(asked: Asked): AsyncGenerator<Part> {
    if (this.working === this.settings.threads) await new Promise<void>((turn) => this.waiting.push(turn));
    else this.working += 1;
    const worker = this.take() ?? this.start();
    let over = false;
    try {
      for await (const said of listened<Part>(worker, asked, this.settings.longestMs)) {
        over = !('part' in said);
        if ('broken' in said) throw new RuleBroken(said.broken.code, said.broken.facts, said.broken.field);
        if ('part' in said) yield said.part;
      }
    } finally {
      if (over) this.keep(worker);
      else await worker.terminate();
      const next = this.waiting.shift();
      if (next) next();
      else this.working -= 1;
    }
  }

  private take(): Worker | undefined {
    const kept = this.idle.pop();
    clearTimeout(kept?.end);
    return kept?.worker;
  }

  private keep(worker: Worker): void {
    const end = setTimeout(() => {
      this.forget(worker);
      void worker.terminate();
    }, IDLE_MS).unref();
    this.idle.push({ worker, end });
  }

  private forget(worker: Worker): void {
    const at = this.idle.findIndex((kept) => kept.worker === worker);
    if (at !== -1) clearTimeout(this.idle.splice(at, 1)[0]!.end);
  }

  private start(): Worker {
    const isSource = import.meta.url.endsWith('.ts');
    const worker = new Worker(new URL(`${this.settings.module.href}.${isSource ? 'ts' : 'js'}`), {
      resourceLimits: { maxOldGenerationSizeMb: this.settings.memoryMb },
      execArgv: isSource ? ['--conditions=source', '--import', '@swc-node/register/esm-register'] : undefined,
    });
    // An idle one that fails is not used again.
    worker.on('error', () => this.forget(worker)).on('exit', () => this.forget(worker));
    // A process that has nothing else to do ends; the listeners would have kept it alive.
    worker.unref();
    return worker;
  }
}

/** A thread's reports until it is done, or why it failed. */
async function* listened<Part>(worker: Worker, asked: unknown, longestMs: number): AsyncGenerator<Report<Part>> {
  const said: Report<Part>[] = [];
  let failed: Error | null = null;
  let heard = () => {};
  const hear = (one: Report<Part>) => {
    said.push(one);
    heard();
  };
  const fail = (error: NodeJS.ErrnoException) => {
    failed ??= error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ThreadEnded(error.message) : error;
    heard();
  };
  const exit = () => fail(new ThreadEnded('a thread ended in the middle of its work'));
  const late = setTimeout(() => void worker.terminate(), longestMs);
  worker.on('message', hear).on('error', fail).on('exit', exit);
  try {
    worker.postMessage({ asked, ahead: clock.ahead() } satisfies Task);
    for (;;) {
      const one = said.shift();
      if (one) {
        yield one;
        if (!('part' in one)) return;
      } else if (failed) throw failed;
      else
        await new Promise<void>((something) => {
          heard = something;
        });
    }
  } finally {
    clearTimeout(late);
    worker.off('message', hear).off('error', fail).off('exit', exit);
  }
}

/** The thread's side: does each piece of work it is asked for. An error other than RuleBroken ends it. */
export function serveThread<Asked, Part>(work: (asked: Asked) => AsyncIterable<Part> | Iterable<Part>): void {
  const say = (said: Report<Part>) => parentPort?.postMessage(said);
  parentPort?.on('message', async ({ asked, ahead }: Task<Asked>) => {
    clock.follow(ahead);
    try {
      for await (const part of work(asked)) say({ part });
      say({ done: true });
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      const { code, facts, field } = error;
      say({ broken: { code, facts, ...(field === undefined ? {} : { field }) } });
    }
  });
}
