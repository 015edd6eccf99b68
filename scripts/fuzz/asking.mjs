import { Agent, request } from 'node:http';

/** A page or a list; an export that is longer is not read for what it leads to. */
const READ_BYTES = 3_000_000;

/** Asks the bank as somebody; bytes go as they are, however odd. */
export class Asker {
  #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  /** Of each connection, its last request: one that was left unread there keeps the next from being read. */
  #asked = new WeakMap();

  /** @param patienceMs whoever waits for longer than this gives up: that is a hang */
  constructor(port, patienceMs) {
    this.port = port;
    this.patienceMs = patienceMs;
  }

  /**
   * Asks, and once more on a connection of its own where the kept one was closed before anything came: the server had refused the body before
   * on it, or it was idle for too long.
   * @param {{ method: string, path: string, headers?: object, body?: Buffer }} what
   * @returns status (0 when nothing came), headers, text, how long it took in milliseconds, and what was asked before on the same connection
   */
  async ask(person, what) {
    const answer = await this.#send(person, what, this.#agent);
    return answer.status === 0 && answer.ms < this.patienceMs ? this.#send(person, what, false) : answer;
  }

  #send(person, { method, path, headers = {}, body }, agent) {
    const begun = performance.now();
    const length = body === undefined ? {} : { 'content-length': body.length };
    return new Promise((done) => {
      let before;
      const end = (answer) => done({ ms: performance.now() - begun, before, ...answer });
      const failed = (error) => end({ status: 0, headers: {}, text: String(error) });
      let sent;
      let all;
      try {
        all = { ...carries(person, path), ...headers, ...length };
        sent = request({ port: this.port, host: '127.0.0.1', agent, method, path, headers: all });
      } catch {
        // What Node itself sends nobody: nothing was asked.
        return end({ status: -1, headers: {}, text: '' });
      }
      sent.setTimeout(this.patienceMs, () => sent.destroy(new Error('no answer')));
      sent.on('socket', (socket) => {
        before = this.#asked.get(socket);
        this.#asked.set(
          socket,
          `${method} ${path.slice(0, 300)}, ${all['content-type'] ?? ''} ${body?.length ?? 0} bytes`,
        );
      });
      sent.on('error', failed);
      sent.on('response', (answer) => {
        const parts = [];
        let bytes = 0;
        answer.on('data', (part) => {
          bytes += part.length;
          if (bytes < READ_BYTES) parts.push(part);
        });
        answer.on('error', failed);
        answer.on('end', () =>
          end({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() }),
        );
      });
      sent.end(body);
    });
  }

  close() {
    this.#agent.destroy();
  }
}

/** A program's key at the API and at the agents' addresses, a browser's session elsewhere. */
function carries({ session, token }, path) {
  if (path.startsWith('/api/')) return token ? { authorization: `Bearer ${token}` } : {};
  if (/inventory|inventaire|front|plugins/.test(path) && token)
    return { authorization: `Basic ${Buffer.from(`fuzz:${token}`).toString('base64')}` };
  return { 'sec-fetch-site': 'same-origin', ...(session ? { cookie: `bn_session=${session}` } : {}) };
}
