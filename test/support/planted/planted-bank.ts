import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { SMTPServer } from 'smtp-server';
import { BlobStore } from '#bank/documents';
import { reviewedColumns } from '#platform/kernel';
import { Outbox, type ScheduledWork } from '#platform/queue';
import { SEALED } from '../../../apps/server/startup/sealed.js';
import { timePasses } from '../counting/traces.js';
import { type TestApp, testApp } from '../servers/app.js';
import { listen, mailServer } from '../servers/captured-output.js';
import { World } from '../things/world.js';
import { Canaries } from './canaries.js';
import { PlantedSealed } from './planted-sealed.js';

/** Longer than any period of the program. */
const YEARS = 12;

/**
 * Whoever alone manages an organisation or the installation stays, with their key, and the bank is told each year
 * (`unused-accounts.spec.ts`); a rule of the bank says where it comes from, and a paper which bank made it.
 */
const STAYS =
  /^(people\.app_user\.(name|email|password_hash)|people\.machine_credential\.name|intake\.delay\.source): |^documents\.document\.facts: POST \/gestion\/banque legalName$/;
/** What the bank says of itself and of organisations, to everybody, until it says something else. */
const SAYS_OF_ITSELF =
  /^people\.(bank\.(email|privacy_contact|publisher|signatory_title)|accessibility_declaration\.auditor): POST \/gestion\/(banque|accessibilite) /;
const PUBLIC = new Set(
  reviewedColumns
    .filter(({ why }) => why === 'ce que la banque dit d’elle-même' || why === 'ce qui est public d’une organisation')
    .map(({ table, column }) => `${table}.${column}`),
);

/** The demo's bank, into which names are planted, and in which years pass. */
export class PlantedBank {
  readonly canaries = new Canaries();
  readonly sealed: PlantedSealed;
  private worker: TestApp | undefined;
  private nightly: readonly ScheduledWork[] = [];

  private constructor(
    readonly w: World,
    readonly owner: pg.Client,
    /** Everything that the programs wrote on their outputs. */
    private readonly log: readonly string[],
    private readonly office: SMTPServer | null,
    private readonly before: NodeJS.ProcessEnv,
  ) {
    this.sealed = new PlantedSealed(owner, this.canaries);
  }

  /** @param mail whether mail leaves: some forms are there only then */
  static async open({ mail }: { readonly mail: boolean }): Promise<PlantedBank> {
    const before = { ...process.env };
    const log: string[] = [];
    listen(log);
    process.env.LOG_LEVEL = 'debug';
    const office = mail ? mailServer([]) : null;
    if (office) {
      await new Promise<void>((ready) => office.listen(0, '127.0.0.1', ready));
      process.env.MAIL_FROM = 'bonjour@banque.example.fr';
      process.env.SMTP_URL = `smtp://127.0.0.1:${(office.server.address() as AddressInfo).port}`;
    }
    const w = await World.open();
    const owner = new pg.Client({ connectionString: w.t.database.ownerUrl });
    await owner.connect();
    return new PlantedBank(w, owner, log, office, before);
  }

  /** Draws the papers that wait, and begins the work of nights. */
  async settles(): Promise<void> {
    await this.w.papersAreMade();
    this.worker = await testApp({ work: true, database: this.w.t.database });
    // Nights are the suite's alone: the worker's own turns would do the same work beside them.
    const { schedules } = this.worker.app.get(Outbox, { strict: false });
    this.nightly = schedules.splice(0);
  }

  /** A year passes, and then another, with a night's work each. @param afterTheFirst what happens then */
  async yearsPass(afterTheFirst: () => Promise<void> = async () => undefined): Promise<void> {
    for (let year = 0; year < YEARS; year++) {
      await timePasses(this.owner, '1 year');
      await this.night();
      if (year === 0) await afterTheFirst();
    }
    await this.night();
  }

  private async night(): Promise<void> {
    for (const { run } of this.nightly) await run();
  }

  /** Where names stand: in rows, files and papers, the queue, under seal, by which they are found, and in what the programs wrote. */
  async left(): Promise<string[]> {
    const blobs = this.w.t.app.get(BlobStore, { strict: false });
    const found = [
      ...(await this.canaries.inDatabase(this.owner)),
      ...(await this.canaries.inFiles(this.owner, blobs)),
      ...(await this.canaries.underSeal(this.owner, SEALED)),
      ...(await this.sealed.found(SEALED)),
      ...(await this.canaries.inSearchWords(this.owner)),
      ...this.canaries.in(this.log.join('')).map((place) => `log: ${place}`),
    ];
    return found.filter(
      (place) => !STAYS.test(place) && !SAYS_OF_ITSELF.test(place) && !PUBLIC.has(place.split(':')[0]!),
    );
  }

  async close(): Promise<void> {
    jest.restoreAllMocks();
    await this.owner.end();
    await this.worker?.app.close();
    await this.w.t.close();
    const { office } = this;
    if (office) await new Promise<void>((closed) => office.close(() => closed()));
    process.env = this.before;
  }
}
