import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of each line: 40 of a hash in hexadecimal, and its end. */
const LINE = 41;

/**
 * What the suites of one run have looked at and found right, whichever process each is in: a line of a file each, put at its end. Who asks
 * reads what the others added meanwhile.
 */
export class PassedLooks {
  private readonly known = new Set<string>();
  private read = 0;
  private readonly path: string;

  /** @param folder of the run, which ends with it */
  constructor(folder = process.env.TEST_TOOLS ?? '') {
    this.path = join(folder, 'looks-passed');
  }

  has(look: string): boolean {
    const line = lineOf(look);
    if (!this.known.has(line)) this.hear();
    return this.known.has(line);
  }

  add(looks: readonly string[]): void {
    const fresh = looks.map(lineOf).filter((line) => !this.known.has(line));
    if (fresh.length > 0) appendFileSync(this.path, `${fresh.join('\n')}\n`);
    for (const line of fresh) this.known.add(line);
  }

  private hear(): void {
    const file = openSync(this.path, 'a+');
    try {
      const whole = fstatSync(file).size;
      const added = Buffer.alloc(Math.floor((whole - this.read) / LINE) * LINE);
      readSync(file, added, 0, added.length, this.read);
      this.read += added.length;
      for (const line of added.toString('latin1').split('\n')) if (line) this.known.add(line);
    } finally {
      closeSync(file);
    }
  }
}

const lineOf = (look: string): string => createHash('sha1').update(look).digest('hex');
