import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { auditHead, type BankProof, BankService, bankDay, bankProofs, operators } from '#bank/people';
import { claimWarning, noteWell, rows } from '#platform/database';
import { clock, dataFolder, keyring, newId, publicUrl } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { MailService } from './mail.service.js';
import type { MailData } from './templates/templates.js';

const HOUR_MS = 3_600_000;
const KEEPERS = 2;

/** Mails to whoever runs the installation: what the bank cannot prove any more, and once a month the last seal of its audit. */
@Injectable()
export class OperatingMails implements OnModuleInit {
  private readonly log = new Logger('proofs');

  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly mails: MailService,
    private readonly bank: BankService,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({
      name: 'notifications.operating',
      everyMs: HOUR_MS,
      run: async () => {
        // What was missed while the machine was off, or came with a restored backup, has an hour to be caught up with.
        if (process.uptime() * 1000 < HOUR_MS) return;
        await this.warn();
        await this.sendHead();
      },
    });
  }

  /** Warns of each proof that is missing for too long: once, then every week while it lasts. @returns how many mails were asked for. */
  async warn(now = clock.now()): Promise<number> {
    let sent = 0;
    for (const proof of await bankProofs(this.db, dataFolder() !== null, now))
      if (!proof.late) await noteWell(this.db, proof.kind);
      else {
        this.log.error(
          `${proof.kind} is missing since ${sinceOf(proof)?.toISOString()}: ${proof.failure ?? 'too long ago'}`,
        );
        if (this.mails.possible) sent += await this.db.transaction((tx) => this.warnOf(tx, proof));
      }
    return sent;
  }

  private async warnOf(tx: EntityManager, proof: BankProof): Promise<number> {
    if (!(await claimWarning(tx, proof.kind))) return 0;
    const since = await this.inWords(tx, sinceOf(proof)!);
    const data = { proof: proof.kind, since, failure: proof.failure, page: page() };
    return this.tell(tx, 'proof_late', data, newId(), await operators(tx));
  }

  /** Once a month, and when the secret has changed, sends the last seal of a chain that holds to two people. @returns as `warn` */
  async sendHead(): Promise<number> {
    if (!this.mails.possible) return 0;
    const proofs = await bankProofs(this.db, dataFolder() !== null);
    const verified = proofs.find(({ kind }) => kind === 'audit_verified');
    if (!verified?.succeededAt || verified.failure || verified.late) return 0;
    return this.db.transaction(async (tx) => {
      const once = `${(await bankDay(tx)).slice(0, 7)}/${keyring().current}`;
      const [found] = await rows<{ sent: boolean }>(
        tx,
        `SELECT EXISTS (SELECT 1 FROM notifications.mail m WHERE m.kind = 'audit_head' AND starts_with(m.once_key, $1)) AS sent`,
        [`audit_head/${once}/`],
      );
      const head = found!.sent ? null : await auditHead(tx);
      if (!head) return 0;
      const keepers = (await operators(tx)).slice(0, KEEPERS);
      const data = {
        n: head.n,
        mac: head.mac,
        at: await this.inWords(tx, head.at),
        alone: keepers.length < KEEPERS,
        page: page(),
      };
      return this.tell(tx, 'audit_head', data, once, keepers);
    });
  }

  private async tell<K extends 'proof_late' | 'audit_head'>(
    tx: EntityManager,
    kind: K,
    data: MailData[K],
    once: string,
    to: readonly { readonly userId: string; readonly email: string }[],
  ): Promise<number> {
    const causeId = newId();
    let sent = 0;
    for (const { userId, email } of to)
      if (await this.mails.trySend(tx, kind, data, { to: email, causeId, once: `${once}/${userId}`, userId }))
        sent += 1;
    return sent;
  }

  private async inWords(tx: EntityManager, at: Date): Promise<string> {
    const { timeZone } = await this.bank.settings(tx);
    return new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);
  }
}

/** Since when a proof that is missing is: all its tries fail, or it was too long ago. */
const sinceOf = ({ failingSince, unprovenSince }: BankProof): Date | null => unprovenSince ?? failingSince;
const page = (): string => `${publicUrl() ?? ''}/gestion/systeme`;
