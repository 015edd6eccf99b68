import { Injectable } from '@nestjs/common';

/** A file that goes with a mail: read piece by piece as it leaves. */
export interface Enclosure {
  readonly filename: string;
  readonly mime: string;
  readonly stream: AsyncIterable<Buffer>;
}

/** Opens what goes with a mail; null: it is not there any more, or counts no more. */
export type OpensEnclosure = (id: string) => Promise<Enclosure | null>;

/** Opens what goes with a mail, for the worker: mail knows no papers, so that a library above it says how. */
@Injectable()
export class Enclosures {
  private opens: OpensEnclosure = () => Promise.resolve(null);

  openWith(opens: OpensEnclosure): void {
    this.opens = opens;
  }

  open(id: string): Promise<Enclosure | null> {
    return this.opens(id);
  }
}
