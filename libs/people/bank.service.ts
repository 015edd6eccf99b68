import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { type Actor, RuleBroken } from '#kernel';
import { audit } from './audit.js';

/** The bank's legal identity and settings; one database is one bank. */
export interface BankView {
  readonly name: string;
  readonly legalName: string;
  readonly siren: string | null;
  readonly address: string;
  readonly helpline: string;
  readonly email: string;
  readonly privacyContact: string;
  readonly publisher: string;
  readonly hosting: string;
  readonly timeZone: string;
}

const KEEP_MS = 5_000;

/** Reads and changes the bank's settings. */
@Injectable()
export class BankService {
  private kept: { at: number; view: BankView } | null = null;

  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The settings, at most five seconds old: every page shows them. */
  async settings(): Promise<BankView> {
    if (this.kept && Date.now() - this.kept.at < KEEP_MS) return this.kept.view;
    const [view] = await this.db.query(
      `SELECT name, legal_name AS "legalName", siren, address, helpline, email, privacy_contact AS "privacyContact",
         publisher, hosting, time_zone AS "timeZone" FROM people.bank`,
    );
    this.kept = { at: Date.now(), view };
    return view;
  }

  /** Changes the settings. @throws RuleBroken `people.time_zone_unknown` */
  async change(tx: EntityManager, actor: Actor, to: BankView): Promise<void> {
    if (!Intl.supportedValuesOf('timeZone').includes(to.timeZone))
      throw new RuleBroken('people.time_zone_unknown', {}, 'timeZone');
    await tx.query(
      `UPDATE people.bank SET name = $1, legal_name = $2, siren = $3, address = $4, helpline = $5, email = $6,
         privacy_contact = $7, publisher = $8, hosting = $9, time_zone = $10, updated_at = now()`,
      [
        to.name,
        to.legalName,
        to.siren,
        to.address,
        to.helpline,
        to.email,
        to.privacyContact,
        to.publisher,
        to.hosting,
        to.timeZone,
      ],
    );
    await audit(tx, actor, 'change_settings', { kind: 'bank' });
    this.kept = null;
  }
}
