import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What comes from a process, or from Postgres: two ends of a wire. */
interface Wire {
  readonly near: Socket;
  readonly far: Socket;
}

/** A network between a process and Postgres that can stop carrying anything while every connection stays open, as one that drops all packets does. */
export class PostgresLink {
  /** Stops when this passes on the way to Postgres: before Postgres has it, or after. */
  stopsAt: { readonly text: string; readonly when: 'before' | 'after' } | null = null;
  readonly #wires = new Set<Wire>();
  #stopped = false;

  private constructor(
    private readonly to: URL,
    private readonly server: Server,
  ) {
    server.on('connection', (near) => this.#join(near));
  }

  static async to(url: string): Promise<PostgresLink> {
    const server = createServer();
    await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
    return new PostgresLink(new URL(url), server);
  }

  /** The same database, behind the link. */
  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return Object.assign(new URL(this.to), { host: `127.0.0.1:${port}` }).href;
  }

  /** From now on nothing comes through; connections can be made and stay open. */
  stop(): void {
    this.#stopped = true;
    for (const { near, far } of this.#wires) for (const end of [near, far]) end.pause();
  }

  /** Carries nothing of the connections that are there now, while new ones are served: a network that forgot them. */
  forget(): void {
    for (const { near, far } of this.#wires) for (const end of [near, far]) end.pause();
  }

  /** What was held back goes on its way, also that somebody hung up. */
  goOn(): void {
    this.stopsAt = null;
    this.#stopped = false;
    for (const { near, far } of this.#wires) for (const end of [near, far]) end.resume();
  }

  /** Ends every connection. */
  async close(): Promise<void> {
    const closed = new Promise((done) => this.server.close(done));
    for (const { near, far } of this.#wires) for (const end of [near, far]) end.destroy();
    await closed;
  }

  #join(near: Socket): void {
    const far = connect(Number(this.to.port), this.to.hostname);
    const wire = { near, far };
    this.#wires.add(wire);
    near.on('data', (bytes) => this.#send(bytes, far));
    far.on('data', (bytes) => near.write(bytes));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => {
        this.#wires.delete(wire);
        other.destroy();
      });
    }
    if (this.#stopped) for (const end of [near, far]) end.pause();
  }

  #send(bytes: Buffer, far: Socket): void {
    const { stopsAt } = this;
    if (!stopsAt || !bytes.includes(stopsAt.text)) return void far.write(bytes);
    this.stopsAt = null;
    this.stop();
    // Lost for good: who sent it hears nothing, and nor does Postgres.
    if (stopsAt.when === 'after') far.write(bytes);
  }
}
