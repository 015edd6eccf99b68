import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { Listening, type Reader, rows, run } from '#platform/database';
import { type Actor, askAll, type BodyKind, RuleBroken } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import type { FactorRole } from '../second-factor/factors.js';
import { askSessions } from '../sign-in/sessions.js';
import { type AccessibilityLevel, type Ground, groundLabel } from '../word-lists.js';
import { TODAY } from './bank-days.js';

/** The bank's legal identity and settings; one database is one bank. */
export interface BankSettings {
  readonly name: string;
  readonly legalName: string;
  readonly siren: string | null;
  readonly address: string;
  readonly helpline: string;
  /** When somebody answers there, in its own words; '' when nobody has said. */
  readonly openingHours: string;
  readonly email: string;
  readonly privacyContact: string;
  readonly publisher: string;
  readonly hosting: string;
  readonly timeZone: string;
  /** From which hour there summaries of the day leave: 0 to 23. */
  readonly summaryHour: number;
  readonly legalForm: string;
  /** What it is for, as its statutes say; tax receipts repeat it. */
  readonly object: string;
  readonly status: string;
  readonly eligibilityGround: Ground | null;
  readonly eligibilityBasis: string;
  /** The title of who answers for receipts: « La présidente », « Le trésorier ». */
  readonly signatoryTitle: string;
  /** A public body relies on its mission to hold people's data, any other on its interest; null: nobody has said. */
  readonly bodyKind: BodyKind | null;
}

type SettingsAsSent = Readonly<Partial<Record<Exclude<keyof BankSettings, 'summaryHour'>, string | null>>>;

export interface BankView extends BankSettings {
  readonly accessibility: AccessibilityLevel;
}

export interface EligibilityGround {
  readonly ground: Ground;
  readonly label: string;
  readonly text: string;
  readonly forCompanies: boolean;
  readonly forPersons: boolean;
  readonly source: string;
}

/** Each ground by its rule of today; one that a later rule gives to nobody is over. */
const GROUNDS_IN_FORCE = `
  SELECT g.ground, g.for_companies AS "forCompanies", g.for_persons AS "forPersons", g.text, g.source FROM (
    SELECT DISTINCT ON (e.ground) e.ground, e.for_companies, e.for_persons, e.text, e.source FROM people.eligibility_ground e
    WHERE e.valid_from <= ${TODAY} ORDER BY e.ground, e.valid_from DESC) g
  WHERE g.for_companies OR g.for_persons`;
/** Told by a trigger of the table when a change of the settings commits; every process hears it. */
const CHANNEL = 'bn_bank';
/** Until a change of this process is told, or for so long when it came to nothing, the settings are read each time. */
const CHANGING_MS = 10_000;

@Injectable()
export class BankService {
  private kept: BankView | null = null;
  private keepsFrom = 0;
  /** How often something was told: what was read before the last time is not kept. */
  private told = 0;

  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly listening: Listening,
  ) {
    listening.hear(CHANNEL, () => {
      this.keepsFrom = 0;
      this.forget();
    });
  }

  /** The settings, which every page shows: kept for as long as this process hears of changes, else read. */
  async settings(on: Reader = this.db): Promise<BankView> {
    if (this.kept && this.listening.hears) return this.kept;
    const before = this.told;
    const [view] = await rows<BankView>(
      on,
      `SELECT name, legal_name AS "legalName", siren, address, helpline, opening_hours AS "openingHours", email, privacy_contact AS "privacyContact",
         publisher, hosting, time_zone AS "timeZone", legal_form AS "legalForm", object, status,
         eligibility_ground AS "eligibilityGround", eligibility_basis AS "eligibilityBasis", signatory_title AS "signatoryTitle",
         body_kind AS "bodyKind", summary_hour AS "summaryHour",
         coalesce((SELECT a.level FROM people.accessibility_declaration a ORDER BY a.id DESC LIMIT 1), 'none') AS accessibility
       FROM people.bank`,
    );
    // A transaction sees what it has not written for good.
    if (on === this.db && this.listening.hears && before === this.told && performance.now() >= this.keepsFrom)
      this.kept = view!;
    return view!;
  }

  /** The picture at the head of papers asked for from now on; null: the name alone. Older papers keep theirs. */
  async setLogo(tx: EntityManager, actor: Actor, blobId: string | null): Promise<void> {
    await run(tx, 'UPDATE people.bank SET logo_blob = $1, updated_at = platform.now()', [blobId]);
    await audit(tx, actor, 'change_logo', { kind: 'bank' });
  }

  async hasLogo(): Promise<boolean> {
    const [row] = await rows<{ there: boolean }>(this.db, 'SELECT logo_blob IS NOT NULL AS there FROM people.bank');
    return row!.there;
  }

  async secondFactorRoles(): Promise<readonly FactorRole[]> {
    const [row] = await rows<{ roles: FactorRole[] }>(this.db, 'SELECT second_factor_roles AS roles FROM people.bank');
    return row!.roles;
  }

  /** Requires a second factor of who has one of these roles: who has none sets it up at their next request. */
  async requireSecondFactor(tx: EntityManager, actor: Actor, roles: readonly FactorRole[]): Promise<void> {
    await run(tx, 'UPDATE people.bank SET second_factor_roles = $1, updated_at = platform.now()', [roles]);
    await askSessions(tx);
    await audit(tx, actor, 'require_second_factor', { kind: 'bank' }, { roles });
  }

  private forget(): void {
    this.told += 1;
    this.kept = null;
  }

  async eligibilityGrounds(): Promise<EligibilityGround[]> {
    const found = await rows<Omit<EligibilityGround, 'label'>>(this.db, GROUNDS_IN_FORCE);
    return found
      .map((g) => ({ ...g, label: groundLabel(g.ground) }))
      .toSorted((a, b) => a.label.localeCompare(b.label, 'fr'));
  }

  /** Every rule that can be judged of what is given, each by itself; writes nothing. @throws as `change` */
  async judge(tx: EntityManager, given: SettingsAsSent): Promise<void> {
    await askAll(
      () => {
        if (given.timeZone && !Intl.supportedValuesOf('timeZone').includes(given.timeZone))
          throw new RuleBroken('people.time_zone_unknown', {}, 'timeZone');
      },
      () => mustBeWhole(tx, given),
    );
  }

  /** @throws RuleBroken `people.time_zone_unknown`, `people.eligibility_unknown`, `people.eligibility_incomplete` (of each that is missing) */
  async change(tx: EntityManager, actor: Actor, to: BankSettings): Promise<void> {
    await this.judge(tx, to);
    await run(
      tx,
      `UPDATE people.bank SET name = $1, legal_name = $2, siren = $3, address = $4, helpline = $5, email = $6,
         privacy_contact = $7, publisher = $8, hosting = $9, time_zone = $10, legal_form = $11, object = $12, status = $13,
         eligibility_ground = $14, eligibility_basis = $15, signatory_title = $16, body_kind = $17, opening_hours = $18, summary_hour = $19, updated_at = platform.now()`,
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
        to.legalForm,
        to.object,
        to.status,
        to.eligibilityGround,
        to.eligibilityBasis,
        to.signatoryTitle,
        to.bodyKind,
        to.openingHours,
        to.summaryHour,
      ],
    );
    await audit(tx, actor, 'change_settings', { kind: 'bank' });
    this.keepsFrom = performance.now() + CHANGING_MS;
    this.forget();
  }
}

async function mustBeWhole(tx: EntityManager, to: SettingsAsSent): Promise<void> {
  if (!to.eligibilityGround) return;
  const grounds = await rows<Omit<EligibilityGround, 'label'>>(tx, GROUNDS_IN_FORCE);
  if (!grounds.some(({ ground }) => ground === to.eligibilityGround))
    throw new RuleBroken('people.eligibility_unknown', {}, 'eligibilityGround');
  const needed = [
    'legalName',
    'siren',
    'address',
    'legalForm',
    'object',
    'eligibilityBasis',
    'signatoryTitle',
  ] as const;
  const missing = needed.filter((name) => !to[name]);
  await askAll(...missing.map((field) => () => lacks(field)));
}

function lacks(field: keyof BankSettings): never {
  throw new RuleBroken('people.eligibility_incomplete', { field }, field);
}
