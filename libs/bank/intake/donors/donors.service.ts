import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { recordAccess } from '#bank/people';
import { CommunesService } from '#bank/territory';
import { asAsked, type CountedPage, type Reader, rowOf, rows, run } from '#platform/database';
import {
  type Actor,
  actorColumns,
  askAll,
  joined,
  may,
  mayAll,
  mustHave,
  NotFound,
  newId,
  organisationOf,
  type Page,
  READ,
  RuleBroken,
  scopeOf,
  WRITE,
} from '#platform/kernel';
import {
  type DonorCard,
  type DonorIdentifiers,
  type DonorKind,
  isDonorKind,
  isPerson,
  type NewDonor,
  readIdentifiers,
} from '../donor.js';
import { contactAsked } from './contact-tokens.js';
import { Donor } from './donor.entity.js';
import type { DonorDetail, DonorView } from './donor.views.js';
import { DonorContactsService, readContact } from './donor-contacts.service.js';
import {
  DONOR_HISTORY,
  donorHistory,
  formerCards,
  KNOWN,
  mustKnowDonor,
  noteDonorKnown,
  openHistory,
  readCard,
  readPostalCode,
  type SealedDonorEvent,
} from './donor-known.js';
import { DONOR_COLUMNS, DONOR_FROM, DONORS, type DonorsAsked } from './donor-listing.js';
import { donorFor, type Sealed } from './donor-names.js';
import { type DonorRule, donorRule, type PublicFigures, publicFigures } from './donor-rules.js';

export type { DonorDetail, DonorView } from './donor.views.js';

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
    const whose = organisationId ?? organisationOf(actor);
    if (!whose) throw new Error('a donor is registered for an organisation');
    if (scope && scope !== whose) throw new NotFound('organisation');
    if (!isDonorKind(input.kind)) throw new RuleBroken('intake.donor_kind_missing', {}, 'kind');
    const { numbers, siren } = numbersOf(input);
    const card = await readCard(tx, this.communes, input.kind, input);
    const id = await this.insert(tx, input.kind, card[0], numbers);
    await run(
      tx,
      `WITH told AS (${donorHistory('register')})
       INSERT INTO intake.donor_known AS k (organisation_id, donor_id, name, legal_form, address, postal_code, commune_code)
       VALUES ($6, $1, $7, $8, $9, $10, $11)
       ON CONFLICT (organisation_id, donor_id) DO UPDATE SET name = coalesce(k.name, EXCLUDED.name),
         legal_form = coalesce(EXCLUDED.legal_form, k.legal_form), address = coalesce(EXCLUDED.address, k.address),
         postal_code = coalesce(EXCLUDED.postal_code, k.postal_code), commune_code = coalesce(EXCLUDED.commune_code, k.commune_code)`,
      [id, ...actorColumns(actor), whose, ...card],
    );
    const contact = input.contact ?? {};
    const address = isPerson(input.kind) ? joined(', ', input.address, input.postalCode) : '';
    if (input.contact || address || siren)
      await this.contacts.keepMain(tx, actor, whose, id, {
        ...contact,
        ...(address && !contact.address ? { address } : {}),
        ...(siren && !contact.siren ? { siren } : {}),
      });
    return id;
  }

  /** Every rule that can be judged of a donor that is not registered yet, each by itself. @throws as `register` */
  async judge(tx: EntityManager, { kind, ...card }: Partial<NewDonor>, refused: ReadonlySet<string>): Promise<void> {
    if (!isDonorKind(kind)) return;
    const { name, legalForm, address } = card;
    const named = !isPerson(kind) && !refused.has('donor.name');
    await askAll(
      () => readIdentifiers(kind, card.identifier),
      () => this.communes.resolve(tx, { code: card.communeCode, typed: card.commune }),
      () => named && readCard(tx, this.communes, kind, { name: name ?? '', legalForm, address }),
      () => readPostalCode(card.postalCode),
      () => readContact(card.contact ?? {}),
    );
  }

  /**
   * Corrects what is said of a donor: by a collection point for itself, by the bank for everybody.
   * @throws NotFound, and the refusals of `readCard`.
   */
  async describe(tx: EntityManager, actor: Actor, donorId: string, said: DonorCard): Promise<void> {
    const canonicalId = await mustKnowDonor(tx, actor, donorId);
    const [donor] = await rows<{ kind: DonorKind }>(tx, 'SELECT kind FROM intake.donor WHERE id = $1 FOR UPDATE', [
      canonicalId,
    ]);
    if (canonicalId !== donorId) await noteDonorKnown(tx, actor, canonicalId);
    const card = await readCard(tx, this.communes, donor!.kind, said);
    const former = isPerson(donor!.kind)
      ? await formerCards(tx, canonicalId, scopeOf(actor, WRITE.donations), card)
      : [];
    await run(
      tx,
      `WITH told AS (${donorHistory('describe')} RETURNING id), former AS (
         INSERT INTO intake.former_card (event_id, organisation_id, donor_id, key_id, sealed)
         SELECT t.id, f.organisation, $1, f.key, f.bytes FROM told t, unnest($12::uuid[], $13::text[], $14::bytea[]) AS f(organisation, key, bytes))
       UPDATE intake.donor_known SET name = $7, legal_form = $8, address = $9, postal_code = $10, commune_code = $11
       WHERE donor_id = $1 AND ($6::uuid IS NULL OR organisation_id = $6)`,
      [
        canonicalId,
        ...actorColumns(actor),
        scopeOf(actor, WRITE.donations),
        ...card,
        former.map((f) => f.organisation),
        former.map((f) => f.keyId),
        former.map((f) => f.sealed),
      ],
    );
    if (mayAll(actor, WRITE.donations) && card[0]) await tx.update(Donor, canonicalId, { name: card[0] });
  }

  /** All that is to be corrected in what is said of a known donor, at once. Writes nothing. @throws as `describe` */
  async judgeCard(
    tx: EntityManager,
    actor: Actor,
    donorId: string,
    card: Partial<DonorCard>,
    refused: ReadonlySet<string>,
  ): Promise<void> {
    const canonicalId = await mustKnowDonor(tx, actor, donorId);
    const { kind } = await tx.findOneByOrFail(Donor, { id: canonicalId });
    const { name = '', legalForm, address } = card;
    await askAll(
      () => this.communes.resolve(tx, { code: card.communeCode, typed: card.commune }),
      () => refused.has('name') || readCard(tx, this.communes, kind, { name, legalForm, address }),
      () => !isPerson(kind) && readPostalCode(card.postalCode),
    );
  }

  /** The card that stands for this donor. @throws NotFound when the actor's organisation does not know the donor. */
  async byId(actor: Actor, id: string, on: DataSource | EntityManager = this.db): Promise<DonorDetail> {
    mustHave(actor, READ.donations);
    const row = await rowOf<Sealed<DonorDetail> & { readonly history: readonly SealedDonorEvent[] }>(
      on,
      `SELECT ${DONOR_COLUMNS}, corrections.awaited(d.id, $1) AS "correctionAwaited", ${DONOR_HISTORY} AS history
       FROM ${DONOR_FROM} WHERE d.id = intake.donor_stands($2) AND ${KNOWN}`,
      [scopeOf(actor, READ.donations), id, organisationOf(actor)],
      { donor: id },
    );
    const donor = { ...donorFor(actor, row), history: may(actor, READ.donorNames) ? openHistory(row.history) : [] };
    if (donor.contact) await recordAccess(on, actor, 'donor', donor.id);
    return donor;
  }

  list(actor: Actor, asked: DonorsAsked = {}): Promise<Page<DonorView>> {
    return this.read(actor, asked, false);
  }

  counted(actor: Actor, asked: DonorsAsked = {}): Promise<CountedPage<DonorView>> {
    return this.read(actor, asked, true);
  }

  private async read(actor: Actor, asked: DonorsAsked, counts: boolean): Promise<CountedPage<DonorView>> {
    if (asked.q?.trim() && !may(actor, READ.donorNames)) return asAsked({ items: [], next: null, total: 0 }, counts);
    const reader = { own: scopeOf(actor, READ.donations), reached: contactAsked };
    const page = await DONORS.page(this.db, reader, asked, counts);
    const items = page.items.map((row) => donorFor(actor, row));
    if (items.some((donor) => donor.contact)) await recordAccess(this.db, actor, 'donor_list');
    return { ...page, items };
  }

  /** What the law ties to a kind of donor: today, or when a device of theirs was logged. */
  async rule(kind: DonorKind, at?: string | Date, on: Reader = this.db): Promise<DonorRule> {
    return donorRule(on, kind, at ?? null);
  }

  async publicFigures(): Promise<PublicFigures> {
    return publicFigures(this.db);
  }

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

/** The numbers of record, and what is a contact detail instead: the number of a person who trades is theirs. */
function numbersOf({ kind, identifier }: NewDonor): { numbers: DonorIdentifiers; siren: string | null } {
  const numbers = readIdentifiers(kind, identifier);
  return isPerson(kind)
    ? { numbers: { siren: null, siret: null, rna: null }, siren: numbers.siren }
    : { numbers, siren: null };
}
