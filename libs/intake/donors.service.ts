import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { like, type Reader, rows, run } from '#database';
import {
  type Actor,
  isId,
  isMember,
  may,
  mayAll,
  mustHave,
  NotFound,
  newId,
  type Page,
  pageById,
  READ,
  RuleBroken,
  scopeOf,
  WRITE,
} from '#kernel';
import { noteLook } from '#people';
import { CommunesService } from '#territory';
import { Donor } from './donor.entity.js';
import {
  type DonorCard,
  type DonorIdentifiers,
  type DonorKind,
  isDonorKind,
  type NewDonor,
  readIdentifiers,
} from './donor.js';
import { CONTACT_JSON, type DonorView } from './donor.views.js';
import { DonorContactsService } from './donor-contacts.service.js';
import { KNOWN, KNOWN_TO, knowToo, mustKnowDonor, readCard } from './donor-known.js';
import { donorFor } from './donor-names.js';
import { type DonorRule, donorRule, type PublicFigures, publicFigures } from './donor-rules.js';

export type { DonorView } from './donor.views.js';

const CONTACTS =
  'FROM intake.donor_contact c WHERE c.donor_id = ANY (intake.donors_of(d.id)) AND ($1::uuid IS NULL OR c.organisation_id = $1)';
/** A collection point reads its own card; the bank the fullest there is. */
const VIEW = `d.id, d.kind, coalesce(k.name, d.name, 'Particulier') AS name, d.siren, d.siret, d.rna, k.legal_form AS "legalForm", k.address,
  k.postal_code AS "postalCode", k.commune_code AS "communeCode", m.name || ' (' || m.departement || ')' AS commune,
  (SELECT ${CONTACT_JSON} ${CONTACTS} ORDER BY c.main DESC, c.updated_at DESC LIMIT 1) AS contact,
  coalesce((SELECT json_agg(${CONTACT_JSON} ORDER BY c.main DESC, c.id) ${CONTACTS}), '[]') AS contacts,
  (SELECT count(*)::int FROM intake.donation n WHERE n.donor_id = ANY (intake.donors_of(d.id)) AND ($1::uuid IS NULL OR n.organisation_id = $1)) AS donations,
  (SELECT coalesce(json_agg(json_build_object('id', x.id, 'name', coalesce(x.name, 'Particulier'), 'number', coalesce(x.siret, x.siren, x.rna),
      'fresh', corrections.merge_is_fresh(x.id, 'donor_merged')) ORDER BY x.id), '[]')
    FROM intake.donor x WHERE x.merged_into IS NOT NULL AND x.id = ANY (intake.donors_of(d.id)) AND ${KNOWN_TO('x')}) AS merged`;
const FROM = `intake.donor d LEFT JOIN LATERAL (
    SELECT k.name, k.legal_form, k.address, k.postal_code, k.commune_code FROM intake.donor_known k
    WHERE k.donor_id = ANY (intake.donors_of(d.id)) AND ($1::uuid IS NULL OR k.organisation_id = $1)
    ORDER BY k.donor_id = d.id DESC, k.name = d.name DESC NULLS LAST, num_nonnulls(k.legal_form, k.address, k.commune_code) DESC, k.organisation_id LIMIT 1
  ) k ON true LEFT JOIN territory.commune m ON m.code = k.commune_code`;

@Injectable()
export class DonorsService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly contacts: DonorContactsService,
    private readonly communes: CommunesService,
  ) {}

  /**
   * Registers a donor for an organisation. An organisation already known by its SIRET, SIREN or RNA is that donor again:
   * two collection points never make two of one town hall, and neither learns what the other one wrote of it.
   * @param organisationId whose donor it is: the actor's own organisation by default; the bank may name another.
   * @returns the donor's id.
   * @throws RuleBroken `intake.donor_kind_missing`, `intake.donor_of_another_kind`, and those of `readIdentifiers`, `readCard` and contacts.
   */
  async register(tx: EntityManager, actor: Actor, input: NewDonor, organisationId?: string): Promise<string> {
    const scope = scopeOf(actor, WRITE.donations);
    const whose = organisationId ?? (isMember(actor) ? actor.organisationId : null);
    if (!whose) throw new Error('a donor is registered for an organisation');
    if (scope && scope !== whose) throw new NotFound('organisation');
    if (!isDonorKind(input.kind)) throw new RuleBroken('intake.donor_kind_missing', {}, 'kind');
    const numbers = readIdentifiers(input.kind, input.identifier);
    const card = await readCard(tx, this.communes, input.kind, input);
    const id = await this.insert(tx, input.kind, card[0], numbers);
    await run(
      tx,
      `INSERT INTO intake.donor_known AS k (organisation_id, donor_id, name, legal_form, address, postal_code, commune_code)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (organisation_id, donor_id) DO UPDATE SET name = coalesce(k.name, EXCLUDED.name),
         legal_form = coalesce(EXCLUDED.legal_form, k.legal_form), address = coalesce(EXCLUDED.address, k.address),
         postal_code = coalesce(EXCLUDED.postal_code, k.postal_code), commune_code = coalesce(EXCLUDED.commune_code, k.commune_code)`,
      [whose, id, ...card],
    );
    const contact = input.contact ?? {};
    const address = input.kind === 'person' ? [input.address, input.postalCode].filter(Boolean).join(', ') : '';
    if (input.contact || address)
      await this.contacts.keepMain(tx, whose, id, { ...contact, ...(address && !contact.address ? { address } : {}) });
    return id;
  }

  /**
   * Corrects what is said of a donor: by a collection point for itself, by the bank for everybody.
   * @throws NotFound, and the refusals of `readCard`.
   */
  async describe(tx: EntityManager, actor: Actor, donorId: string, said: DonorCard): Promise<void> {
    const stands = await mustKnowDonor(tx, actor, donorId);
    const [donor] = await rows<{ kind: DonorKind }>(tx, 'SELECT kind FROM intake.donor WHERE id = $1 FOR UPDATE', [
      stands,
    ]);
    if (stands !== donorId) await knowToo(tx, actor, stands);
    const card = await readCard(tx, this.communes, donor!.kind, said);
    await run(
      tx,
      `UPDATE intake.donor_known SET name = $3, legal_form = $4, address = $5, postal_code = $6, commune_code = $7
       WHERE donor_id = $1 AND ($2::uuid IS NULL OR organisation_id = $2)`,
      [stands, scopeOf(actor, WRITE.donations), ...card],
    );
    if (mayAll(actor, WRITE.donations) && card[0]) await tx.update(Donor, stands, { name: card[0] });
  }

  /** The card that stands for this donor. @throws NotFound when the actor's organisation does not know the donor. */
  async byId(actor: Actor, id: string): Promise<DonorView> {
    mustHave(actor, READ.donations);
    if (!isId(id)) throw new NotFound('donor');
    const [row] = await rows<DonorView>(
      this.db,
      `SELECT ${VIEW} FROM ${FROM} WHERE d.id = intake.donor_stands($2) AND ${KNOWN}`,
      [scopeOf(actor, READ.donations), id],
    );
    if (!row) throw new NotFound('donor');
    const donor = donorFor(actor, row);
    if (donor.contact) await noteLook(this.db, actor, 'donor', donor.id);
    return donor;
  }

  /** The donors the actor's organisation knows, newest first; `q` is a part of a name or a number, for who may know them. */
  async list(actor: Actor, filter: { q?: string; cursor?: string; limit?: number } = {}): Promise<Page<DonorView>> {
    mustHave(actor, READ.donations);
    const page = await pageById(filter, (beyond, most) =>
      rows<DonorView>(
        this.db,
        `SELECT ${VIEW} FROM ${FROM} WHERE d.merged_into IS NULL AND ${KNOWN} AND ($2::uuid IS NULL OR d.id < $2)
         AND ($3::text IS NULL OR $5 AND (unaccent(coalesce(k.name, d.name)) ILIKE unaccent($3) OR d.siret LIKE $3 OR d.siren LIKE $3 OR d.rna LIKE $3
           OR d.id IN (SELECT intake.donor_stands(x.id) FROM intake.donor x WHERE x.merged_into IS NOT NULL
             AND (unaccent(x.name) ILIKE unaccent($3) OR x.siret LIKE $3 OR x.siren LIKE $3 OR x.rna LIKE $3))
           OR EXISTS (SELECT 1 ${CONTACTS} AND unaccent(c.name) ILIKE unaccent($3))))
       ORDER BY d.id DESC LIMIT $4`,
        [scopeOf(actor, READ.donations), beyond, like(filter.q), most, may(actor, READ.donorNames)],
        { plan: 'per call', because: 'what is searched, if anything, decides the plan' },
      ).then((found) => found.map((row) => donorFor(actor, row))),
    );
    if (page.items.some((donor) => donor.contact)) await noteLook(this.db, actor, 'donor_list');
    return page;
  }

  /** What the law ties to a kind of donor: today, or when a device of theirs was logged. */
  async rule(kind: DonorKind, at?: string | Date, on: Reader = this.db): Promise<DonorRule> {
    return donorRule(on, kind, at ?? null);
  }

  /** What the law says of the gifts of public bodies besides. */
  async publicFigures(): Promise<PublicFigures> {
    return publicFigures(this.db);
  }

  /** @returns the id of the card that stands for it. @throws NotFound unless the actor may name this donor on a donation. */
  async mustKnow(tx: EntityManager, actor: Actor, donorId: string): Promise<string> {
    return mustKnowDonor(tx, actor, donorId);
  }

  private async insert(tx: EntityManager, kind: DonorKind, name: string | null, n: DonorIdentifiers): Promise<string> {
    const [made] = await rows<{ id: string }>(
      tx,
      `INSERT INTO intake.donor (id, kind, name, siren, siret, rna) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
      [newId(), kind, name, n.siren, n.siret, n.rna],
    );
    if (made) return made.id;
    const [known] = await rows<{ id: string; kind: DonorKind }>(
      tx,
      `SELECT intake.donor_stands(id) AS id, kind FROM intake.donor WHERE (siret = $1) OR ($1::text IS NULL AND siret IS NULL AND siren = $2) OR ($2::text IS NULL AND rna = $3)`,
      [n.siret, n.siren, n.rna],
    );
    if (known!.kind !== kind) throw new RuleBroken('intake.donor_of_another_kind', {}, 'kind');
    return known!.id;
  }
}
