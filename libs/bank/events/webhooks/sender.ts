import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import tls from 'node:tls';
import { publicUrl, type WebhookSettings, webhookSettings } from '#platform/kernel';
import type { WebhookFailure } from '../word-lists.js';
import { hostOf, isReachable } from './addresses.js';

const TIMEOUT_MS = 10_000;
/** Of an answer, in bytes; the rest is not read. */
const READ_AT_MOST = 64 * 1024;
/** Of an answer, in characters: what the log page shows. */
const KEPT_AT_MOST = 500;

/** What a webhook answered. */
export interface Answered {
  /** Null: no answer. */
  readonly status: number | null;
  readonly failure: WebhookFailure | null;
  readonly milliseconds: number;
  readonly answer: string;
}

export const isTaken = ({ status }: Pick<Answered, 'status'>): boolean =>
  status !== null && status >= 200 && status < 300;

interface Ip {
  readonly address: string;
  readonly family: number;
}
export type Resolve = (host: string) => Promise<readonly Ip[]>;

const byDns: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/** Sends messages to addresses that strangers gave. */
export class Sender {
  /** @param resolve gives a name's IP addresses */
  constructor(
    private readonly settings: WebhookSettings = webhookSettings(),
    private readonly resolve: Resolve = byDns,
  ) {}

  /**
   * A line to an address: its name is resolved once, and each message of the line goes to the IP address that was checked then, so that a
   * name which leads elsewhere a moment later leads nowhere. @returns why not, where it may not or cannot be reached
   */
  async open(address: string): Promise<Line | WebhookFailure> {
    const url = new URL(address);
    const host = hostOf(url);
    const ips = await within(TIMEOUT_MS, this.resolve(host)).catch(() => []);
    if (!ips.length) return 'address_unknown';
    if (!ips.every((ip) => isReachable(host, ip.address, this.settings.allowed))) return 'address_refused';
    const { proxy, authorities } = this.settings;
    const believed = authorities ? [...tls.rootCertificates, await readFile(authorities, 'utf8')] : undefined;
    return new Line(url, ips[0]!, proxy, believed);
  }
}

/** One connection to one IP address, used again by each message. */
export class Line {
  private readonly agent: http.Agent;
  private readonly secure: boolean;
  /** Through a proxy: the agent knows of none before its end answered. */
  private readonly opening = new Set<tls.TLSSocket>();
  private closed = false;

  constructor(
    private readonly url: URL,
    private readonly ip: Ip,
    proxy: string | null,
    ca: string[] | undefined,
  ) {
    this.secure = url.protocol === 'https:';
    const options = { keepAlive: true, maxSockets: 1, ca };
    this.agent = this.secure ? new https.Agent(options) : new http.Agent(options);
    if (proxy) Object.assign(this.agent, { createConnection: this.through(new URL(proxy)) });
  }

  close(): void {
    this.agent.destroy();
    this.closed = true;
    for (const socket of this.opening) socket.destroy(new Error('closed'));
  }

  /** Never follows a redirect, waits ten seconds, and reads 64 kB. */
  async post(headers: Readonly<Record<string, string>>, body: string): Promise<Answered> {
    const begun = performance.now();
    // Another's server closes what was idle: that is no answer of it.
    const first = await this.send(headers, body);
    const answered = first === 'closed' ? await this.send(headers, body) : first;
    const milliseconds = Math.round(performance.now() - begun);
    return answered === 'closed'
      ? { status: null, failure: 'no_connection', answer: '', milliseconds }
      : { ...answered, milliseconds };
  }

  private send(
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<Omit<Answered, 'milliseconds'> | 'closed'> {
    const pinned: LookupFunction = (_host, options, callback) =>
      options.all ? callback(null, [{ ...this.ip }]) : callback(null, this.ip.address, this.ip.family);
    return new Promise((done) => {
      const read: Buffer[] = [];
      let size = 0;
      let status: number | null = null;
      const end = () => done({ status, failure: null, answer: plainText(Buffer.concat(read)) });
      const request = (this.secure ? https : http).request(this.url, {
        method: 'POST',
        agent: this.agent,
        lookup: pinned,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': `banque-du-numerique (${publicUrl() ?? ''})`,
          ...headers,
        },
      });
      // Who takes the connection over gave no answer; without this, none ever comes, nor does the time limit.
      request.once('upgrade', (response, socket) => {
        status = response.statusCode ?? null;
        socket.destroy();
        end();
      });
      request.once('response', (response) => {
        status = response.statusCode ?? null;
        response.on('data', (part: Buffer) => {
          read.push(part.subarray(0, READ_AT_MOST - size));
          size += part.length;
          if (size < READ_AT_MOST) return;
          request.destroy();
          end();
        });
        // What was answered stands, although the rest of it did not come.
        for (const event of ['end', 'error', 'close']) response.once(event, end);
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        if (status !== null) end();
        else if (request.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(error.code ?? '')) done('closed');
        else done({ status, failure: failureOf(error), answer: '' });
      });
      request.once('close', () => done({ status, failure: status === null ? 'no_connection' : null, answer: '' }));
      request.end(body);
    });
  }

  /** Connections through the operator's proxy, which is asked for the IP address that was checked. */
  private through(proxy: URL) {
    const { address, family } = this.ip;
    const port = this.url.port || (this.secure ? '443' : '80');
    const target = `${family === 6 ? `[${address}]` : address}:${port}`;
    const [user, password] = [decodeURIComponent(proxy.username), decodeURIComponent(proxy.password)];
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    return (options: tls.ConnectionOptions, callback: (error: Error | null, socket?: unknown) => void): void => {
      const connect = http.request({
        host: hostOf(proxy),
        port: proxy.port || 80,
        method: 'CONNECT',
        path: target,
        headers: { host: target, ...(user ? { 'proxy-authorization': authorization } : {}) },
        timeout: TIMEOUT_MS,
        agent: false,
      });
      connect.once('connect', ({ statusCode }, socket) => {
        if (statusCode !== 200 || this.closed) {
          socket.destroy();
          callback(new Error(`the proxy answered ${statusCode}, or too late`));
        } else if (this.secure) {
          const secured = tls.connect({ ...options, host: undefined, port: undefined, path: undefined, socket });
          this.opening.add(secured);
          secured.once('secureConnect', () => callback(null, secured)).once('error', callback);
          secured.once('close', () => this.opening.delete(secured));
        } else callback(null, socket);
      });
      connect.once('timeout', () => connect.destroy(new Error('the proxy does not answer')));
      connect.once('error', callback);
      connect.end();
    };
  }
}

const CERTIFICATE = /CERT|^UNABLE_TO_|^ERR_TLS|SELF_SIGNED|^ERR_SSL/;

function failureOf(error: NodeJS.ErrnoException): WebhookFailure {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timeout';
  return CERTIFICATE.test(error.code ?? '') ? 'certificate' : 'no_connection';
}

/** What a page may show of bytes that a stranger sent. */
const plainText = (bytes: Buffer): string =>
  bytes
    .toString('utf8')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, ' ')
    .slice(0, KEPT_AT_MOST)
    .toWellFormed();

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('too late')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
