import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What lies between a phone and the server: it can be cut, and it can lose what comes back. */
export class NetworkLink {
  /** What is asked arrives; when its first line is like this, its answer is lost. */
  losesAnswersTo: RegExp | null = null;
  /** The network is there, and a proxy in front says that the server took too long. */
  serverIsSlow = false;
  private server: Server | null = null;
  private port = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly to: number) {}

  static async to(url: string): Promise<NetworkLink> {
    const cable = new NetworkLink(Number(new URL(url).port));
    await cable.mend();
    return cable;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Lets the network come back, at the same address. */
  async mend(): Promise<void> {
    this.losesAnswersTo = null;
    this.serverIsSlow = false;
    if (this.server) return;
    this.server = createServer((near) => this.join(near));
    await new Promise<void>((done, fail) => this.server!.once('error', fail).listen(this.port, '127.0.0.1', done));
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** From now on nobody is there. */
  async cut(): Promise<void> {
    const { server } = this;
    this.server = null;
    const closed = new Promise((done) => (server ? server.close(done) : done(null)));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private join(near: Socket): void {
    const far = connect(this.to, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
    let asked = '';
    near.on('data', (bytes: Buffer) => {
      if (this.serverIsSlow) return void near.end('HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n');
      asked = /^[A-Z]+ \S+ HTTP/.exec(bytes.toString('latin1', 0, 500))?.[0] ?? asked;
      far.write(bytes);
    });
    far.on('data', (bytes) => (this.losesAnswersTo?.test(asked) ? near.destroy() : near.write(bytes)));
  }
}
