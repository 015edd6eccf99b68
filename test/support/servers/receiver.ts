import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly path: string;
}

type Answer = (received: Received, response: http.ServerResponse) => void;

/** A program that is told what happens, on the loopback network: what it received, in order, and what it answers. */
export class Receiver {
  readonly received: Received[] = [];
  /** Connections that were opened to it. */
  connections = 0;
  /** Hears of each message, before it is answered. */
  came: () => void = () => undefined;
  answers: Answer = (_, response) => void response.writeHead(204).end();

  private constructor(private readonly server: http.Server) {}

  static async open(secure?: (listener: http.RequestListener) => http.Server): Promise<Receiver> {
    const listener: http.RequestListener = async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      const one = { headers: request.headers as Record<string, string>, body, path: request.url ?? '' };
      receiver.received.push(one);
      receiver.came();
      receiver.answers(one, response);
    };
    const receiver = new Receiver(secure ? secure(listener) : http.createServer(listener));
    receiver.server.on('connection', () => receiver.connections++);
    await new Promise<void>((ready) => receiver.server.listen(0, '127.0.0.1', ready));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** By its IP address, or by a name that leads to it. */
  url = (host = '127.0.0.1', scheme = 'http'): string => `${scheme}://${host}:${this.port}/entrant`;

  /** The ids of the messages, in the order in which they came. */
  ids = (): string[] => this.received.map(({ headers }) => headers['webhook-id']!);

  kinds = (): string[] => this.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
