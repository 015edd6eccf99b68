import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '../refusals/refusals.js';

type WithBody = FastifyRequest & { arriving?: ArrivingBody };

/** Why the body of a request was not read to its end; null when it was. */
export const whyCutShort = (req: FastifyRequest): Refused | null => (req as WithBody).arriving?.refused ?? null;

/** A body as it comes: counts what has arrived, whoever reads it. */
export class ArrivingBody {
  readonly #raw: IncomingMessage;
  #arrived = 0;
  #refused: Refused | null = null;
  #arriving = true;

  /** @param seen is told of each piece, before the reader */
  constructor(
    req: FastifyRequest,
    private readonly seen: (body: ArrivingBody, bytes: number) => void,
  ) {
    (req as WithBody).arriving = this;
    this.#raw = req.raw;
    // A listener would make it flow before anybody reads it; the reader resumes it.
    this.#raw.pause();
    this.#raw.on('data', (piece: Buffer) => {
      this.#arrived += piece.length;
      if (!this.#refused) this.seen(this, piece.length);
    });
    this.#raw.once('end', () => {
      this.#arriving = false;
    });
  }

  get arrived(): number {
    return this.#arrived;
  }

  get isArriving(): boolean {
    return this.#arriving && !this.#refused;
  }

  get refused(): Refused | null {
    return this.#refused;
  }

  /** The reader gets an error, and the sender an answer. */
  refuse(refusal: Refused): void {
    if (!this.isArriving) return;
    this.#refused = refusal;
    // After the piece that is too much has passed: readers stop between two.
    process.nextTick(() => this.#raw.listenerCount('error') > 0 && this.#raw.emit('error', refusal));
  }

  /** Ends the connection: the sender would not read an answer. */
  giveUp(): void {
    this.#arriving = false;
    this.#raw.destroy();
  }

  endWhenStalled(ms: number): void {
    const { socket } = this.#raw;
    if (!(socket instanceof Socket)) return;
    const give = (): void => this.giveUp();
    socket.setTimeout(ms, give);
    this.#atEnd(() => {
      socket.off('timeout', give);
      socket.setTimeout(0);
    });
  }

  endWhenSlow(bytes: number, ms: number, reply: FastifyReply): void {
    let before = 0;
    const timer = setInterval(() => {
      if (this.#arrived - before < bytes) this.giveUp();
      before = this.#arrived;
    }, ms).unref();
    this.#atEnd(() => clearInterval(timer));
    reply.raw.once('close', () => clearInterval(timer));
  }

  #atEnd(then: () => void): void {
    this.#raw.once('end', then);
    this.#raw.once('close', then);
  }
}
