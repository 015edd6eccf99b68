type Close = () => Promise<unknown>;

/**
 * Closes what a process has opened in the opposite order: on Ctrl-C or SIGTERM at any moment, also during the start, and when the start fails. A
 * second signal does not wait.
 */
export class Closing {
  private readonly closers: Close[] = [];
  private closing: Promise<void> | null = null;

  constructor(private readonly say: (sentence: string) => void = () => undefined) {}

  /** Registers how to close what was just opened; closes it at once when the process is already stopping. */
  async add(close: Close): Promise<void> {
    if (this.closing) await close();
    else this.closers.push(close);
  }

  get asked(): boolean {
    return this.closing !== null;
  }

  close(): Promise<void> {
    this.closing ??= this.closeAll();
    return this.closing;
  }

  listen(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (this.closing) process.exit(130);
        this.say('Arrêt…');
        void this.close().then(() => process.exit(0));
      });
    }
  }

  private async closeAll(): Promise<void> {
    for (const close of this.closers.reverse()) {
      // One part that cannot close must not keep the others open.
      await close().catch((error: unknown) => console.error(error));
    }
  }
}
