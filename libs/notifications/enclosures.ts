import { Injectable } from '@nestjs/common';

/** A file that goes with a mail: read piece by piece as it leaves. */
export interface Enclosure {
  readonly filename: string;
  readonly mime: string;
  readonly stream: AsyncIterable<Buffer>;
}

/** Opens what goes with a mail; null: it is not there any more, or counts no more. */
export type OpensEnclosure = (id: string) => Promise<Enclosure | null>;

/** How the worker comes by what goes with a mail: whoever keeps the papers says so, as mail knows none. */
@Injectable()
export class Enclosures {
  private opens: OpensEnclosure = () => Promise.resolve(null);

  /** Says how they are opened. */
  are(opens: OpensEnclosure): void {
    this.opens = opens;
  }

  open(id: string): Promise<Enclosure | null> {
    return this.opens(id);
  }
}
