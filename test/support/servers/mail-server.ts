import type { AddressInfo, Socket } from 'node:net';
import type { INestApplicationContext } from '@nestjs/common';
import { SMTPServer } from 'smtp-server';
import { clock } from '#platform/kernel';
import { Outbox } from '#platform/queue';

/** A letter as it came to the mail server. */
export interface Letter {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

/** A mail server of a test's own: takes letters, or goes wrong as it is told to. */
export class MailServer {
  readonly letters: Letter[] = [];
  /** What it answers to the next recipients: a code, or nothing to take the letter. */
  answers: number[] = [];
  /** What it answers to every sender meanwhile: a code, as of a server that was set up wrongly. */
  refusesSenders: number | null = null;
  /** For how long after it first heard of a recipient it asks to come back (451), in milliseconds of the bank's clock. */
  greylistsFor = 0;
  /** What becomes of the next letters that came whole: no answer, or the connection is cut before it. */
  afterData: ('hangs' | 'cuts')[] = [];
  /** Hears of each letter that came whole, before it is answered. */
  came: (letter: Letter) => void = () => undefined;
  private readonly before = { url: process.env.SMTP_URL, from: process.env.MAIL_FROM };
  private readonly firstHeard = new Map<string, number>();
  private server: SMTPServer | null = null;
  private port = 0;

  static async open(): Promise<MailServer> {
    const office = new MailServer();
    await office.up();
    process.env.SMTP_URL = `smtp://127.0.0.1:${office.port}`;
    process.env.MAIL_FROM = 'Banque du Numérique <bonjour@banque.example.fr>';
    return office;
  }

  /** Nobody answers at its address. */
  async down(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server) await new Promise<void>((closed) => server.close(closed));
  }

  async up(): Promise<void> {
    if (this.server) return;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      closeTimeout: 1,
      onMailFrom: (_address, _session, done) => done(refusal(this.refusesSenders)),
      onRcptTo: ({ address }, _session, done) => done(refusal(this.answerTo(address))),
      onData: (stream, session, done) => {
        let text = '';
        stream.setEncoding('utf8').on('data', (part: string) => (text += part));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const letter = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map((r) => r.address), text };
          this.letters.push(letter);
          this.came(letter);
          const wrong = this.afterData.shift();
          if (wrong === 'cuts') cut(server, session.id);
          else if (!wrong) done();
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((ready) => server.listen(this.port, '127.0.0.1', ready));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  private answerTo(recipient: string): number | null {
    const heard = this.firstHeard.get(recipient) ?? clock.ms();
    this.firstHeard.set(recipient, heard);
    return clock.ms() - heard < this.greylistsFor ? 451 : (this.answers.shift() ?? null);
  }

  /** The letters to an address, their soft line ends and bytes put together. */
  to(address: string): string[] {
    return this.letters.filter(({ to }) => to.includes(address)).map(({ text }) => decoded(text));
  }

  async close(): Promise<void> {
    for (const [name, value] of [
      ['SMTP_URL', this.before.url],
      ['MAIL_FROM', this.before.from],
    ] as const)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    await this.down();
  }
}

const refusal = (code: number | null): Error | null =>
  code ? Object.assign(new Error('no'), { responseCode: code }) : null;

/** Ends a session's connection without a word. */
function cut(server: SMTPServer, session: string): void {
  const { connections } = server as unknown as { connections: Set<{ id: string; _socket: Socket }> };
  for (const { id, _socket } of connections) if (id === session) _socket.destroy();
}

/** What the worker does with every row of a queue that is due. */
export async function workOff(app: INestApplicationContext, queue: string): Promise<void> {
  const work = app.get(Outbox, { strict: false }).works.find((w) => w.queue === queue)!;
  for (const row of await work.pending(50)) await work.process(row).catch((error: Error) => work.failed(row, error));
}

const decoded = (text: string): string => {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};

/** By which mail programs know that they have a letter already. */
export const messageIdOf = ({ text }: Letter): string => /^Message-ID: <([^@>]+)@/im.exec(text)![1]!;
