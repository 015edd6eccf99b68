import { patternOf } from './pages.mjs';

/** What of a request is told, so that it can be sent again by hand. */
const TOLD = 600;
const EVERY = 2000;
const MOST_TOLD = 40;
const PLAIN = 20;
/** Plain requests of the last minute are remembered. */
const KEPT_MS = 60_000;
/** What the server may come to keep by being asked: texts of statements, what pages remember. */
const GROWN_MB = 50;

const named = ({ seed, n }) => (n === undefined ? 'of the walk' : `${n} of seed ${seed}`);

/** Judges each answer, tells at once what must not be, and at the end how it went. */
export class Report {
  failed = false;
  #bounds;
  #asked = 0;
  #statuses = new Map();
  #busy = 0;
  #found = new Map();
  #slow = new Map();
  #memory = [];
  #plain = [];
  #kept;
  #begun = Date.now();
  #over = false;

  constructor(bounds) {
    this.#bounds = bounds;
  }

  take(request, { status, headers, text, ms, workedMs, before }) {
    this.#asked += 1;
    const family = status > 0 ? `${Math.floor(status / 100)}xx` : status === 0 ? 'no answer' : 'not sent';
    this.#statuses.set(family, (this.#statuses.get(family) ?? 0) + 1);
    if (this.#asked % EVERY === 0) this.#tell();
    if (status === 503 && headers['retry-after']) this.#busy += 1;
    else if (status >= 500 || status === 0)
      this.#fail(
        request,
        status,
        headers['x-request-id'],
        status === 0 ? `${text}; before on this connection: ${before}` : text,
      );
    if (ms > this.#bounds.slowMs) this.#late(request, ms, workedMs, status);
  }

  /** A plain request was answered now. @param begun when it was asked, by `performance.now` */
  plain(begun) {
    const now = performance.now();
    this.#plain = [...this.#plain.filter(({ ended }) => ended > now - KEPT_MS), { begun, ended: now }];
  }

  /** How long a plain request took at most that was under way in the last so many milliseconds. */
  #plainMs(ms) {
    const since = performance.now() - ms;
    return Math.max(0, ...this.#plain.filter(({ ended }) => ended > since).map(({ begun, ended }) => ended - begun));
  }

  /**
   * What takes long is ours when the server worked for half of it, or when twenty plain requests would have been answered meanwhile, one after
   * the other: else it waited for the machine, as everybody did.
   */
  #late(request, ms, workedMs, status) {
    const plainMs = this.#plainMs(ms);
    const ours = workedMs > ms / 2 || ms > PLAIN * plainMs;
    if (ours) this.failed = true;
    const route = `${request.method} ${patternOf(request.path)}`;
    const known = this.#slow.get(route) ?? { times: 0, ms: 0 };
    this.#slow.set(route, { times: known.times + 1, ms: Math.max(known.ms, ms) });
    console.error(
      `${ours ? 'SLOW' : 'slow, as the machine was,'} ${Math.round(ms)} ms (the server worked ${workedMs}, a plain request took ${Math.round(plainMs)}) ${route} as ${request.who}, request ${named(request)}, ${status}, after ${this.#seconds()} s`,
    );
  }

  #fail(request, status, id, text) {
    this.failed = true;
    const route = `${status} ${request.method} ${patternOf(request.path)}`;
    const times = (this.#found.get(route) ?? 0) + 1;
    this.#found.set(route, times);
    if (times > 3 || this.#found.size > MOST_TOLD) return;
    const sent = `${JSON.stringify(request.headers ?? {})} ${request.body?.subarray(0, TOLD).toString() ?? ''}`;
    console.error(
      `FAILED ${route} as ${request.who}, request ${named(request)}\n  ${request.path.slice(0, TOLD)}\n  ${sent}\n  ${text.slice(0, 600)}`,
    );
    setTimeout(() => {
      for (const line of id ? this.#bounds.said(id) : []) console.error(`  ${line.slice(0, 3000)}`);
    }, 200);
  }

  ended(code) {
    if (this.#over) return;
    this.failed = true;
    console.error(`FAILED the server ended with ${code}:\n${this.#bounds.said('').slice(-60).join('\n')}`);
  }

  begin(what) {
    console.info(`${what}; found by ${this.#asked} requests in ${this.#seconds()} s`);
    this.#memory.push(this.#bounds.memoryMb());
  }

  #seconds() {
    return Math.round((Date.now() - this.#begun) / 1000);
  }

  #tell() {
    this.#memory.push(this.#bounds.memoryMb());
    console.info(`${this.#asked} asked in ${this.#seconds()} s, ${this.#families()}, memory ${this.#memory.at(-1)} MB`);
  }
  #families() {
    return [...this.#statuses]
      .sort()
      .map(([family, n]) => `${family} ${n}`)
      .join(', ');
  }

  /** What the server keeps before the fuzz, once everybody's pages were met. */
  keeps(mb) {
    this.#kept = mb;
  }

  /** @param keptMb what the server keeps now */
  end(what, keptMb) {
    this.#over = true;
    const flat = keptMb - this.#kept < GROWN_MB;
    if (!flat) this.failed = true;
    const slow = [...this.#slow].sort(([, a], [, b]) => b.ms - a.ms);
    const errors = new Map();
    for (const line of this.#bounds.said('"level":50')) {
      const said = /"message":"([^"]*)/.exec(line)?.[1] ?? line.slice(0, 200);
      errors.set(said, (errors.get(said) ?? 0) + 1);
    }
    console.info(
      [
        `fuzz: ${what}: ${this.#asked} requests in ${this.#seconds()} s: ${this.#families()}; told to come back ${this.#busy}`,
        `memory of the server: ${this.#memory[0]} MB at the beginning, ${this.#bounds.memoryMb()} MB at the end, ${Math.max(...this.#memory)} MB at most`,
        `${flat ? '' : 'failed: '}it keeps ${keptMb} MB, ${this.#kept} MB before`,
        ...[...this.#found].map(([route, times]) => `failed: ${route}: ${times}`),
        ...slow.map(([route, { times, ms }]) => `slow: ${route}: ${times}, ${Math.round(ms)} ms at most`),
        ...[...errors].map(([said, times]) => `in the log, ${times} times: ${said}`),
      ].join('\n'),
    );
  }
}
