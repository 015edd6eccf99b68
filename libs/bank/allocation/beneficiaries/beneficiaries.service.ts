import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { newReference, readReference } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { recordAccess, TODAY } from '#bank/people';
import { CommunesService, communeWords } from '#bank/territory';
import { type CountedPage, rowOf, rows, run } from '#platform/database';
import {
  type Actor,
  askAll,
  type Member,
  memberWith,
  newId,
  type Page,
  READ,
  RuleBroken,
  WRITE,
} from '#platform/kernel';
import {
  AGE_BANDS,
  type AgeBand,
  type BeneficiaryView,
  SITUATIONS,
  type Situation,
  type StatisticsInput,
} from './beneficiary.views.js';
import {
  BENEFICIARIES,
  BENEFICIARY_COLUMNS,
  BENEFICIARY_FROM,
  type BeneficiariesAsked,
} from './beneficiary-listing.js';
import { describePerson, formerOfPerson, type PersonEvent } from './former-people.js';
import { IdentityStore, type PersonIdentity } from './identity.store.js';
import { endForgotten } from './words-purge.js';

/** The people a structure accompanies: a random reference and what figures need. Their identity lives apart, if at all. */
@Injectable()
export class BeneficiariesService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly identities: IdentityStore,
    private readonly documents: DocumentsService,
    private readonly communes: CommunesService,
  ) {}

  /** Whether the actor's structure has written down anybody yet. */
  async knowsAny(actor: Actor): Promise<boolean> {
    const { organisationId } = memberWith(actor, WRITE.beneficiaries);
    const [row] = await rows<{ known: boolean }>(
      this.db,
      'SELECT EXISTS (SELECT 1 FROM allocation.beneficiary WHERE structure_id = $1) AS known',
      [organisationId],
    );
    return row!.known;
  }

  /**
   * Gives somebody a random reference. No name is needed, ever.
   * @returns the reference's id, which is also what a device's holder is.
   * @throws RuleBroken `allocation.age_band_unknown`, `allocation.situation_unknown`, `territory.commune_unknown`, `territory.commune_ambiguous`.
   */
  async create(
    tx: EntityManager,
    actor: Actor,
    input: StatisticsInput & { identity?: PersonIdentity },
  ): Promise<string> {
    const structure = memberWith(actor, WRITE.beneficiaries);
    const s = await this.checked(tx, input);
    const id = newId();
    for (let made = 0; !made; ) {
      made = await run(
        tx,
        `INSERT INTO allocation.beneficiary (id, reference, structure_id, age_band, situation, commune, commune_code, last_contact_on, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, ${TODAY}, $8) ON CONFLICT (reference) WHERE ended_on IS NULL DO NOTHING`,
        [
          id,
          newReference(),
          structure.organisationId,
          s.ageBand,
          s.situation,
          s.commune,
          s.communeCode,
          structure.membershipId,
        ],
      );
    }
    if (input.identity) await this.identities.keep(tx, structure, id, input.identity);
    return id;
  }

  /** Every rule that can be judged of what figures need of somebody new, each by itself; writes nothing. @throws as `create` */
  async judge(tx: EntityManager, actor: Actor, given: Partial<StatisticsInput>): Promise<void> {
    memberWith(actor, WRITE.beneficiaries);
    await askAll(
      () => mustBeAgeBand(given.ageBand),
      () => mustBeSituation(given.situation),
      () => this.commune(tx, given),
    );
  }

  /** Corrects what figures need, and keeps or changes the identity when one is given. @throws NotFound, RuleBroken as `create`. */
  async update(
    tx: EntityManager,
    actor: Actor,
    id: string,
    input: StatisticsInput & { identity?: PersonIdentity },
  ): Promise<void> {
    const { structure, personId } = await this.own(tx, actor, id);
    const s = await this.checked(tx, input);
    await describePerson(tx, structure, personId, s);
    await this.identities.contact(tx, personId);
    if (input.identity) await this.identities.keep(tx, structure, personId, input.identity);
  }

  /** A page of the structure's own references, newest first unless another order is asked for. A typed reference finds one. */
  list(actor: Actor, asked: BeneficiariesAsked = {}): Promise<Page<BeneficiaryView>> {
    return BENEFICIARIES.page(this.db, memberWith(actor, READ.beneficiaries).organisationId, asked);
  }

  counted(actor: Actor, asked: BeneficiariesAsked = {}): Promise<CountedPage<BeneficiaryView>> {
    return BENEFICIARIES.page(this.db, memberWith(actor, READ.beneficiaries).organisationId, asked, true);
  }

  /** The id that stands for a reference as somebody typed it. @throws RuleBroken `allocation.reference_unknown` when it is nobody's of this structure, or of somebody who was forgotten. */
  async byReference(tx: EntityManager, actor: Actor, typed: string, field = 'reference'): Promise<string> {
    const structureId = memberWith(actor, READ.beneficiaries).organisationId;
    const [known] = await rows<{ id: string }>(
      tx,
      `SELECT s.id FROM allocation.beneficiary b JOIN allocation.beneficiary s ON s.id = allocation.person_stands(b.id) AND s.ended_on IS NULL
       WHERE b.reference = $1 AND b.structure_id = $2`,
      [readReference(typed) ?? '', structureId],
    );
    if (!known) throw new RuleBroken('allocation.reference_unknown', {}, field);
    return known.id;
  }

  /** The reference that stands for this one. @throws NotFound for another structure's. */
  async byId(actor: Actor, id: string): Promise<BeneficiaryView> {
    const structure = memberWith(actor, READ.beneficiaries);
    const row = await rowOf<BeneficiaryView>(
      this.db,
      `SELECT ${BENEFICIARY_COLUMNS} FROM ${BENEFICIARY_FROM} WHERE b.id = allocation.person_stands($1) AND b.structure_id = $2 AND b.ended_on IS NULL`,
      [id, structure.organisationId],
      { beneficiary: id },
    );
    return row;
  }

  /** Who it is, if the structure noted it; null otherwise. Only ever the structure's own, whose manager reads who looked. @throws NotFound */
  async identity(actor: Actor, id: string): Promise<PersonIdentity | null> {
    const { structure, personId } = await this.own(this.db.manager, actor, id);
    const identity = await this.identities.read(this.db.manager, structure.organisationId, personId);
    if (identity) await recordAccess(this.db, actor, 'beneficiary', personId);
    return identity;
  }

  /** The same, with what of the person was put right, newest first. @throws NotFound */
  async known(actor: Actor, id: string): Promise<{ identity: PersonIdentity | null; former: PersonEvent[] }> {
    const { structure, personId } = await this.own(this.db.manager, actor, id);
    const [identity, former] = [
      await this.identities.read(this.db.manager, structure.organisationId, personId),
      await formerOfPerson(this.db, structure.organisationId, personId),
    ];
    if (identity || former.length) await recordAccess(this.db, actor, 'beneficiary', personId);
    return { identity, former };
  }

  /** Forgets who it is, because the person asks: identity, signatures and signed sheets. References and figures stay. @throws NotFound */
  async forget(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const { structure } = await this.own(tx, actor, id);
    const handedOver = await rows<{ id: string }>(
      tx,
      'SELECT id FROM allocation.handover WHERE beneficiary_id = ANY (allocation.persons_of($1))',
      [id],
    );
    await this.documents.eraseNamed(tx, actor, { kind: 'handover', ids: handedOver.map((h) => h.id) });
    await this.identities.forget(tx, structure, id);
  }

  /** The worker's turn: forgets every identity and signature whose date has come, then ends who has neither. @returns how many. */
  async purgeDue(tx: EntityManager, limit = 500): Promise<number> {
    return (await this.identities.purgeDue(tx, limit)) + (await endForgotten(tx, limit));
  }

  /** The program's turn: makes every identity findable by its structure. @returns how many it made so. */
  indexDue(tx: EntityManager): Promise<number> {
    return this.identities.indexDue(tx);
  }

  /** Who acts, and the id of the reference that stands for this one. @throws NotFound unless the reference is the structure's. */
  async own(tx: EntityManager, actor: Actor, id: string): Promise<{ structure: Member; personId: string }> {
    const structure = memberWith(actor, WRITE.beneficiaries);
    const own = await rowOf<{ id: string }>(
      tx,
      'SELECT b.id FROM allocation.beneficiary b WHERE b.id = allocation.person_stands($1) AND b.structure_id = $2 AND b.ended_on IS NULL',
      [id, structure.organisationId],
      { beneficiary: id },
    );
    return { structure, personId: own.id };
  }

  private async checked(tx: EntityManager, input: StatisticsInput) {
    const ageBand = mustBeAgeBand(input.ageBand);
    const situation = mustBeSituation(input.situation);
    const commune = await this.commune(tx, input);
    return {
      ageBand,
      situation,
      commune: commune ? communeWords(commune) : '',
      communeCode: commune?.code ?? null,
    };
  }

  private commune(tx: EntityManager, { communeCode, commune }: Partial<StatisticsInput>) {
    const asked = { code: communeCode ?? undefined, typed: commune };
    return this.communes.resolve(tx, asked, communeCode ? 'communeCode' : 'commune');
  }
}

function mustBeAgeBand(typed: string | null | undefined): AgeBand {
  const ageBand = (typed || 'non_communique') as AgeBand;
  if (!Object.hasOwn(AGE_BANDS, ageBand)) throw new RuleBroken('allocation.age_band_unknown', {}, 'ageBand');
  return ageBand;
}

function mustBeSituation(typed: string | null | undefined): Situation {
  const situation = (typed || 'non_communique') as Situation;
  if (!Object.hasOwn(SITUATIONS, situation)) throw new RuleBroken('allocation.situation_unknown', {}, 'situation');
  return situation;
}
