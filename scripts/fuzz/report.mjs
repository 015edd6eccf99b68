import { patternOf } from './pages.mjs';

/** What of a request is told, so that it can be sent again by hand. */
const TOLD = 600;
const EVERY = 2000;
const MOST_TOLD = 40;

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

  #late(request, ms, workedMs, status) {
    this.failed = true;
    const route = `${request.method} ${patternOf(request.path)}`;
    const known = this.#slow.get(route) ?? { times: 0, ms: 0 };
    this.#slow.set(route, { times: known.times + 1, ms: Math.max(known.ms, ms) });
    console.error(
      `SLOW ${Math.round(ms)} ms (the server worked ${workedMs}) ${route} as ${request.who}, request ${request.n ?? 'of the walk'}, ${status}, after ${this.#seconds()} s`,
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
      `FAILED ${route} as ${request.who}, request ${request.n ?? 'of the walk'}\n  ${request.path.slice(0, TOLD)}\n  ${sent}\n  ${text.slice(0, 600)}`,
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

  end(what) {
    this.#over = true;
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
        ...[...this.#found].map(([route, times]) => `failed: ${route}: ${times}`),
        ...slow.map(([route, { times, ms }]) => `slow: ${route}: ${times}, ${Math.round(ms)} ms at most`),
        ...[...errors].map(([said, times]) => `in the log, ${times} times: ${said}`),
      ].join('\n'),
    );
  }
}
