import fs from 'node:fs';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps whom it was given letters for, and refuses mailboxes named `absente.…` by a sentence that names them. */
export function mailServer(letters: string[]): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    // A mailbox that is gone: the server says so, and names it.
    onRcptTo: ({ address }, _session, done) =>
      done(
        address.startsWith('absente.') ? Object.assign(new Error(`<${address}> unknown`), { responseCode: 550 }) : null,
      ),
    onData: (stream, session, done) => {
      letters.push(...session.envelope.rcptTo.map((r) => r.address));
      stream.resume().on('end', () => done());
    },
  });
}

/** Everything that the program writes on its outputs: the log's lines among it. Ends with `jest.restoreAllMocks()`. */
export function listen(said: string[]): void {
  const hear = (fd: unknown, text: unknown) => void (fd === 1 || fd === 2 ? said.push(String(text)) : 0);
  const [write, writeSync] = [fs.write, fs.writeSync];
  jest.spyOn(fs, 'write').mockImplementation(((fd: number, ...rest: unknown[]) => {
    hear(fd, rest[0]);
    return (write as (...of: unknown[]) => void)(fd, ...rest);
  }) as never);
  jest.spyOn(fs, 'writeSync').mockImplementation(((fd: number, ...rest: unknown[]) => {
    hear(fd, rest[0]);
    return (writeSync as (...of: unknown[]) => number)(fd, ...rest);
  }) as never);
  for (const out of [process.stdout, process.stderr]) {
    const real = out.write.bind(out);
    jest.spyOn(out, 'write').mockImplementation(((text: never, ...rest: never[]) => {
      said.push(String(text));
      return real(text, ...rest);
    }) as never);
  }
}
