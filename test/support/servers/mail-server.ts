import type { AddressInfo } from 'node:net';
import type { INestApplicationContext } from '@nestjs/common';
import { SMTPServer } from 'smtp-server';
import { Outbox } from '#platform/queue';

/** A letter as it came to the mail server. */
export interface Letter {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

/** A mail server of a test's own: takes letters, or answers what it is told to. */
export class MailServer {
  readonly letters: Letter[] = [];
  /** What it answers to the next recipients: a code, or nothing to take the letter. */
  answers: number[] = [];
  /** What it answers to every sender meanwhile: a code, as of a server that was set up wrongly. */
  refusesSenders: number | null = null;
  private readonly before = { url: process.env.SMTP_URL, from: process.env.MAIL_FROM };

  private constructor(private readonly server: SMTPServer) {}

  static async open(): Promise<MailServer> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onMailFrom: (_address, _session, done) => {
        const code = office.refusesSenders;
        done(code ? Object.assign(new Error('no'), { responseCode: code }) : null);
      },
      onRcptTo: (_address, _session, done) => {
        const code = office.answers.shift();
        done(code ? Object.assign(new Error('no'), { responseCode: code }) : null);
      },
      onData: (stream, session, done) => {
        let text = '';
        stream.setEncoding('utf8').on('data', (part: string) => (text += part));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          office.letters.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map((r) => r.address),
            text,
          });
          done();
        });
      },
    });
    const office = new MailServer(server);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    process.env.MAIL_FROM = 'Banque du Numérique <bonjour@banque.example.fr>';
    return office;
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
    await new Promise<void>((closed) => this.server.close(closed));
  }
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
