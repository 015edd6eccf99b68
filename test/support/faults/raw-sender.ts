import { EventEmitter, once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Somebody who writes a request byte by byte, as no browser does. */
export class RawSender {
  #heard = '';
  #over = false;
  /** Not the socket, on which waiting ends by its error: a connection that is reset has only ended. */
  readonly #news = new EventEmitter();
  readonly socket: Socket;

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.setEncoding('utf8').on('data', (text) => {
      this.#heard += text;
      this.#news.emit('heard');
    });
    // A connection that the server resets is what some tests wait for.
    this.socket.on('error', () => undefined);
    this.socket.once('close', () => {
      this.#over = true;
      this.#news.emit('heard');
    });
  }

  /** Sends the head of a request. @param headers a length, or how the body is cut */
  begin(path: string, headers: Record<string, string>): this {
    const lines = Object.entries({ host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}`);
    this.socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    return this;
  }

  /** Sends more, and waits until it has left. */
  send(bytes: Buffer | string): Promise<void> {
    return new Promise((sent) => this.socket.write(bytes, () => sent()));
  }

  /** The status of the answer; null when the connection ended without one. */
  async status(): Promise<number | null> {
    for (;;) {
      const [, status] = /^HTTP\/1\.1 (\d+)/.exec(this.#heard) ?? [];
      if (status) return Number(status);
      if (this.#over) return null;
      await once(this.#news, 'heard');
    }
  }

  /** All that was heard, once the connection has ended. */
  async ended(): Promise<string> {
    while (!this.#over) await once(this.#news, 'heard');
    return this.#heard;
  }

  leave(): void {
    this.socket.destroy();
  }
}
