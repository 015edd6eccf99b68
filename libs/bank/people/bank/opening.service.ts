import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';
import { newSecret, type OrganisationKind, PERIODS, ROLES_OF, RuleBroken, sha256 } from '#platform/kernel';
import { UsersService } from '../members/users.service.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { IN_FORCE, MAY_BE_NAMED } from '../signatories/signatories.service.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

export interface OpeningForm {
  readonly bankName: string;
  readonly commune: string;
  readonly helpline: string;
  readonly openingHours: string;
  readonly address: string;
  readonly legalName: string;
  readonly siren: string | null;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface Settled {
  /** Its legal name, address and SIREN, for papers. */
  readonly identity: boolean;
  readonly helpline: boolean;
  readonly logo: boolean;
  readonly ground: boolean;
  readonly organisations: Readonly<Partial<Record<OrganisationKind, number>>>;
  /** Its id, while there is one structure. */
  readonly onlyStructure: string | null;
  readonly others: number;
  readonly unstaffed: number;
  /** Rooms and shelves besides the sites that come with organisations. */
  readonly places: number;
  /** Who may sign for the bank today. */
  readonly signatories: number;
}

/** How an empty bank gets its first administrator, and what is still to be settled. */
@Injectable()
export class OpeningService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly organisations: OrganisationsService,
    private readonly users: UsersService,
  ) {}

  async isEmpty(): Promise<boolean> {
    const [row] = await rows<{ empty: boolean }>(
      this.db,
      'SELECT NOT EXISTS (SELECT 1 FROM people.organisation) AND NOT EXISTS (SELECT 1 FROM people.app_user) AS empty',
    );
    return row!.empty;
  }

  /** Makes the address that opens the bank, good once for three days; the one before it ends. @returns its secret. @throws RuleBroken `people.already_open` */
  async makeAddress(tx: EntityManager): Promise<string> {
    const secret = newSecret();
    const made = await run(
      tx,
      `INSERT INTO people.opening AS o (secret_hash, expires_at) SELECT $1, platform.now() + make_interval(days => $2)
       WHERE NOT EXISTS (SELECT 1 FROM people.organisation WHERE kind = 'bank')
       ON CONFLICT (only_one) DO UPDATE SET secret_hash = EXCLUDED.secret_hash, expires_at = EXCLUDED.expires_at WHERE o.opened_at IS NULL`,
      [sha256(secret), PERIODS.one_time_link.days],
    );
    if (!made) throw new RuleBroken('people.already_open');
    return secret;
  }

  async isGood(secret: string): Promise<boolean> {
    const found = await rows<{ good: boolean }>(
      this.db,
      'SELECT true AS good FROM people.opening WHERE secret_hash = $1 AND opened_at IS NULL AND expires_at > platform.now()',
      [sha256(secret)],
    );
    return found.length > 0;
  }

  /**
   * The organisation with its first site, and somebody who administers it and the installation. @throws RuleBroken `people.link_used`, and those of
   * a user, a password and a commune.
   */
  async open(tx: EntityManager, secret: string, form: OpeningForm): Promise<void> {
    const opened = await run(
      tx,
      'UPDATE people.opening SET opened_at = platform.now() WHERE secret_hash = $1 AND opened_at IS NULL AND expires_at > platform.now()',
      [sha256(secret)],
    );
    if (!opened) throw new RuleBroken('people.link_used');
    const { bankName, commune, helpline, openingHours, address, legalName, siren, name, email, password } = form;
    const bank = await this.organisations.create(tx, SYSTEM, { kind: 'bank', name: bankName, commune, helpline });
    await run(
      tx,
      'UPDATE people.bank SET name = $1, helpline = $2, opening_hours = $3, address = $4, legal_name = $5, siren = $6, updated_at = platform.now()',
      [bankName.trim(), helpline.trim(), openingHours.trim(), address.trim(), legalName.trim(), siren],
    );
    const user = await this.users.create(tx, SYSTEM, { name, email, password, instanceAdmin: true });
    await this.users.join(tx, SYSTEM, user, bank, ROLES_OF.bank);
  }

  async settled(on: Reader = this.db): Promise<Settled> {
    const [row] = await rows<Settled>(
      on,
      `SELECT b.legal_name <> '' AND b.address <> '' AND b.siren IS NOT NULL AS identity, b.helpline <> '' AS helpline,
         b.logo_blob IS NOT NULL AS logo,
         b.eligibility_ground IS NOT NULL AS ground,
         (SELECT coalesce(json_object_agg(k.kind, k.n), '{}') FROM (SELECT kind, count(*)::int AS n FROM people.organisation WHERE active GROUP BY kind) k) AS organisations,
         (SELECT CASE WHEN count(*) = 1 THEN min(id::text) END FROM people.organisation WHERE active AND kind = 'structure') AS "onlyStructure",
         (SELECT count(*)::int FROM people.organisation WHERE active AND kind <> 'bank') AS others,
         (SELECT count(*)::int FROM people.organisation o WHERE o.active AND NOT EXISTS (SELECT 1 FROM people.membership m
           JOIN people.app_user u ON u.id = m.user_id WHERE m.organisation_id = o.id AND m.active AND u.active)) AS unstaffed,
         (SELECT count(*)::int FROM people.place WHERE active AND parent_id IS NOT NULL) AS places,
         (SELECT count(*)::int FROM people.signatory s JOIN people.organisation o ON o.id = s.organisation_id AND o.kind = 'bank'
           WHERE ${IN_FORCE} AND ${MAY_BE_NAMED}) AS signatories
       FROM people.bank b`,
    );
    return row!;
  }
}
