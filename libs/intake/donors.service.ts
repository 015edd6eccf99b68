import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, isId, isMember, NotFound, newId, type Page, pageOf, RuleBroken, readCursor } from '#kernel';
import { intakeScope, mustIntake } from './access.js';
import {
  type DonorContact,
  type DonorIdentifiers,
  type DonorKind,
  isDonorKind,
  type NewDonor,
  readIdentifiers,
} from './donor.js';
import { type DonorRule, donorRule } from './donor-rules.js';

/** A donor as one who may see it reads it. `name` is the organisation's, or « Particulier ». */
export interface DonorView {
  readonly id: string;
  readonly kind: DonorKind;
  readonly name: string;
  readonly siren: string | null;
  readonly siret: string | null;
  readonly rna: string | null;
  /** What the actor's own organisation keeps to reach the donor; null when nothing, or erased. */
  readonly contact: Required<DonorContact> | null;
  readonly donations: number;
}

const VIEW = `d.id, d.kind, coalesce(d.name, 'Particulier') AS name, d.siren, d.siret, d.rna,
  (SELECT json_build_object('name', c.name, 'phone', c.phone, 'email', c.email) FROM intake.donor_contact c
   WHERE c.donor_id = d.id AND ($1::uuid IS NULL OR c.organisation_id = $1) ORDER BY c.updated_at DESC LIMIT 1) AS contact,
  (SELECT count(*)::int FROM intake.donation n WHERE n.donor_id = d.id AND ($1::uuid IS NULL OR n.organisation_id = $1)) AS donations`;
const KNOWN =
  '($1::uuid IS NULL OR EXISTS (SELECT 1 FROM intake.donor_known k WHERE k.donor_id = d.id AND k.organisation_id = $1))';

@Injectable()
export class DonorsService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Registers a donor for an organisation. An organisation already known by its SIRET, SIREN or RNA is that donor again:
   * two collection points never make two of one town hall, and neither learns of the other.
   * @param organisationId whose donor it is: the actor's own organisation by default; the bank may name another.
   * @returns the donor's id.
   * @throws RuleBroken `intake.donor_kind_missing`, `intake.donor_name_missing`, `intake.contact_too_long`, and those of `readIdentifiers`.
   */
  async register(tx: EntityManager, actor: Actor, input: NewDonor, organisationId?: string): Promise<string> {
    mustIntake(actor);
    const whose = organisationId ?? (isMember(actor) ? actor.organisationId : null);
    if (!whose) throw new Error('a donor is registered for an organisation');
    if (intakeScope(actor) && intakeScope(actor) !== whose) throw new NotFound('organisation');
    if (!isDonorKind(input.kind)) throw new RuleBroken('intake.donor_kind_missing', {}, 'kind');
    const numbers = readIdentifiers(input.kind, input.identifier);
    const name = input.kind === 'person' ? null : (input.name?.trim() ?? '');
    if (name === '') throw new RuleBroken('intake.donor_name_missing', {}, 'donorName');
    if (name && name.length > 200) throw new RuleBroken('intake.donor_name_too_long', { max: 200 }, 'donorName');
    const id = await this.insert(tx, input.kind, name, numbers);
    await tx.query(
      'INSERT INTO intake.donor_known (organisation_id, donor_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [whose, id],
    );
    if (input.contact) await this.keepContact(tx, whose, id, input.contact);
    return id;
  }

  /** Replaces how the actor's organisation reaches a donor. @throws NotFound, RuleBroken `intake.contact_too_long`. */
  async changeContact(tx: EntityManager, actor: Actor, donorId: string, contact: DonorContact): Promise<void> {
    await this.mustKnow(tx, actor, donorId);
    if (!isMember(actor)) throw new NotFound('donor');
    await tx.query(
      'INSERT INTO intake.donor_known (organisation_id, donor_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [actor.organisationId, donorId],
    );
    await this.keepContact(tx, actor.organisationId, donorId, contact);
  }

  /** Forgets how to reach a donor: for the bank everywhere, for a collection point what it kept itself. Devices and papers name nobody. */
  async eraseContact(tx: EntityManager, actor: Actor, donorId: string): Promise<void> {
    await this.mustKnow(tx, actor, donorId);
    await tx.query(
      'DELETE FROM intake.donor_contact WHERE donor_id = $1 AND ($2::uuid IS NULL OR organisation_id = $2)',
      [donorId, intakeScope(actor)],
    );
  }

  /** @throws NotFound when the actor's organisation does not know the donor. */
  async byId(actor: Actor, id: string): Promise<DonorView> {
    mustIntake(actor);
    if (!isId(id)) throw new NotFound('donor');
    const [row] = await this.db.query(`SELECT ${VIEW} FROM intake.donor d WHERE d.id = $2 AND ${KNOWN}`, [
      intakeScope(actor),
      id,
    ]);
    if (!row) throw new NotFound('donor');
    return row;
  }

  /** The donors the actor's organisation knows, newest first; `q` is a part of a name or a number. */
  async list(actor: Actor, filter: { q?: string; cursor?: string; limit?: number } = {}): Promise<Page<DonorView>> {
    mustIntake(actor);
    const limit = filter.limit ?? 50;
    const [before] = readCursor(filter.cursor, 1) ?? [null];
    const rows: DonorView[] = await this.db.query(
      `SELECT ${VIEW} FROM intake.donor d WHERE ${KNOWN} AND ($2::uuid IS NULL OR d.id < $2)
         AND ($3::text IS NULL OR unaccent(d.name) ILIKE unaccent($3) OR d.siret LIKE $3 OR d.siren LIKE $3 OR d.rna LIKE $3
           OR EXISTS (SELECT 1 FROM intake.donor_contact c WHERE c.donor_id = d.id AND ($1::uuid IS NULL OR c.organisation_id = $1)
             AND unaccent(c.name) ILIKE unaccent($3)))
       ORDER BY d.id DESC LIMIT $4`,
      [intakeScope(actor), isId(before) ? before : null, like(filter.q), limit + 1],
    );
    return pageOf(rows, limit, (row) => [row.id]);
  }

  /** What the law ties to a kind of donor today. */
  async rule(kind: DonorKind): Promise<DonorRule> {
    return donorRule(this.db.manager, kind);
  }

  /** @throws NotFound unless the actor may name this donor on a donation. */
  async mustKnow(tx: EntityManager, actor: Actor, donorId: string): Promise<void> {
    mustIntake(actor);
    const [row] = isId(donorId)
      ? await tx.query(`SELECT 1 FROM intake.donor d WHERE d.id = $2 AND ${KNOWN}`, [intakeScope(actor), donorId])
      : [];
    if (!row) throw new NotFound('donor');
  }

  private async insert(tx: EntityManager, kind: DonorKind, name: string | null, n: DonorIdentifiers): Promise<string> {
    const [made] = await tx.query(
      `INSERT INTO intake.donor (id, kind, name, siren, siret, rna) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
      [newId(), kind, name, n.siren, n.siret, n.rna],
    );
    if (made) return made.id;
    const [known] = await tx.query(
      `SELECT id, kind FROM intake.donor WHERE (siret = $1) OR ($1::text IS NULL AND siret IS NULL AND siren = $2) OR ($2::text IS NULL AND rna = $3)`,
      [n.siret, n.siren, n.rna],
    );
    if (known.kind !== kind) throw new RuleBroken('intake.donor_of_another_kind', {}, 'kind');
    return known.id;
  }

  private async keepContact(
    tx: EntityManager,
    organisationId: string,
    donorId: string,
    contact: DonorContact,
  ): Promise<void> {
    const values = [contact.name, contact.phone, contact.email].map((text) => text?.trim() ?? '');
    if (values.some((text) => text.length > 120))
      throw new RuleBroken('intake.contact_too_long', { max: 120 }, 'contactName');
    if (values[2] && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(values[2]))
      throw new RuleBroken('intake.email_wrong', {}, 'email');
    if (values.every((text) => text === '')) {
      await tx.query('DELETE FROM intake.donor_contact WHERE organisation_id = $1 AND donor_id = $2', [
        organisationId,
        donorId,
      ]);
      return;
    }
    await tx.query(
      `INSERT INTO intake.donor_contact (organisation_id, donor_id, name, phone, email) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (organisation_id, donor_id) DO UPDATE SET name = EXCLUDED.name, phone = EXCLUDED.phone, email = EXCLUDED.email, updated_at = now()`,
      [organisationId, donorId, ...values],
    );
  }
}

/** A LIKE pattern that finds the typed text anywhere, or null. */
export const like = (typed: string | undefined): string | null => {
  const text = typed?.trim();
  return text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null;
};
