import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { WithCorrection } from '#bank/corrections';
import { mustBeOwn, recordAccess } from '#bank/people';
import { type CountedPage, type Reader, rowOf, rows } from '#platform/database';
import { type Actor, isId, may, mayAll, NotFound, organisationOf, type Page, READ, scopeOf } from '#platform/kernel';
import { type EndReason, SIM_LIFECYCLE, type SimVerb } from './sim.lifecycle.js';
import { capOf, type SimCap } from './sim-cap.js';
import { visibleTo } from './sim-changes.js';
import type { SimRow } from './sim-fields.js';
import { SIM_JOINS, SIM_SELECT, SIMS, type SimsAsked } from './sim-listing.js';
import { internationalNumber, numberHashes, openNumber, type SealedNumber } from './sim-secrets.js';

/** A card as one who sees it may read it. Never a code, never a person's name. */
export interface SimView extends SimRow {
  readonly msisdn: string | null;
  readonly endedReason: EndReason | null;
  readonly structure: string | null;
  /** The random reference of the person who has it. */
  readonly reference: string | null;
  readonly batchId: string;
  readonly changedAt: Date;
  /** Since when it waits to be handed out; null for any other. */
  readonly waitingSince: Date | null;
}

export type SimOfPerson = Pick<SimView, 'id' | 'iccid' | 'carrier' | 'plan' | 'status' | 'endedReason'>;

export type Sealed<V extends { readonly msisdn: string | null }> = Omit<V, 'msisdn'> & SealedNumber;

export interface SimDetail extends SimView, WithCorrection {
  readonly batch: string;
  readonly importedAt: Date;
  readonly handedOutAt: Date | null;
  /** Its PIN and PUK can be read now by this actor. */
  readonly codesOpen: boolean;
  /** Who opened the seal, newest first, the last ten. */
  readonly codesRead: readonly { readonly at: string; readonly operatorNumber: number }[];
  readonly allowed: readonly SimVerb[];
}

/** One line of a card's history. A name appears only inside the reader's own organisation. */
export interface SimEventView {
  readonly id: string;
  readonly verb: SimVerb;
  readonly reason: EndReason | null;
  readonly structure: string | null;
  readonly reference: string | null;
  /** Of a recharge: until when the credit lasts. */
  readonly creditEndsOn: string | null;
  readonly at: Date;
  readonly operatorNumber: number | null;
  readonly operatorName: string | null;
  readonly organisation: string | null;
}

export interface SimStockView {
  readonly carrier: string;
  readonly count: number;
}

export interface SimBatchView {
  readonly id: string;
  readonly name: string;
  readonly carrier: string;
  readonly plan: string;
  /** Cards the list brought, and cards that were there already. */
  readonly made: number;
  readonly known: number;
  readonly importedAt: Date;
}

/** A card as this actor reads it: its number is where the person who has it is reached. */
const reached =
  (actor: Actor) =>
  <S extends SealedNumber & { readonly id: string }>({ numberKey, numberBytes, ...sim }: S) => ({
    ...sim,
    msisdn: may(actor, READ.contacts) ? openNumber(sim.id, { numberKey, numberBytes }) : null,
  });

const hashesOf = (typed: string): readonly string[] | null => {
  const number = internationalNumber(typed);
  return number === null ? null : numberHashes(number);
};

@Injectable()
export class SimQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  list(actor: Actor, asked: SimsAsked = {}): Promise<Page<SimView>> {
    return this.read(actor, asked, false);
  }

  counted(actor: Actor, asked: SimsAsked = {}): Promise<CountedPage<SimView>> {
    return this.read(actor, asked, true);
  }

  /** The same page by ids alone, for an act on many: nobody reads their numbers, and none is opened. */
  async ids(actor: Actor, asked: SimsAsked, on: Reader = this.db): Promise<Page<Pick<SimView, 'id'>>> {
    const { items, next } = await this.found(actor, asked, false, on);
    return { items: items.map(({ id }) => ({ id })), next };
  }

  private async read(actor: Actor, asked: SimsAsked, counts: boolean): Promise<CountedPage<SimView>> {
    const page = await this.found(actor, asked, counts, this.db);
    const items = page.items.map(reached(actor));
    const ofOne = asked.beneficiaryId ?? null;
    if (items.some((sim) => sim.msisdn)) await recordAccess(this.db, actor, ofOne ? 'beneficiary' : 'sim_list', ofOne);
    return { ...page, items };
  }

  private async found(actor: Actor, asked: SimsAsked, counts: boolean, on: Reader) {
    const own = scopeOf(actor, READ.sims);
    await mustBeOwn(on, own, asked.structureId, 'structureId');
    const reader = { own, numberHashes: may(actor, READ.contacts) ? hashesOf : () => null };
    return SIMS.page(on, reader, asked, counts);
  }

  /** How many cards a person of the actor's structure may get, and got; null for somebody else. */
  async cap(actor: Actor, personId: string): Promise<SimCap | null> {
    const [own] = await rows<{ id: string }>(
      this.db,
      'SELECT b.id FROM allocation.beneficiary b WHERE b.id = $1 AND b.structure_id = $2',
      [personId, organisationOf(actor)],
    );
    return own ? capOf(this.db, personId) : null;
  }

  /** The cards that a person has or had, newest first, without their numbers: nobody is reached by a list of them. */
  async ofPerson(actor: Actor, personId: string, limit: number, on: Reader = this.db): Promise<SimOfPerson[]> {
    return rows<SimOfPerson>(
      on,
      `SELECT s.id, s.iccid, s.carrier, s.plan, s.status, s.ended_reason AS "endedReason"
       FROM sims.sim s WHERE s.beneficiary_id = ANY (allocation.persons_of($1)) AND ${visibleTo(actor, 's', '$2')}
       ORDER BY s.id DESC LIMIT $3`,
      [personId, organisationOf(actor), limit],
    );
  }

  /** One card. @throws NotFound for a card the actor does not see. */
  async byId(actor: Actor, id: string): Promise<SimDetail> {
    const row = await rowOf<Sealed<Omit<SimDetail, 'allowed'>>>(
      this.db,
      `SELECT ${SIM_SELECT}, b.name AS batch, b.imported_at AS "importedAt", h.signed_at AS "handedOutAt", corrections.awaited(s.id, NULL) AS "correctionAwaited",
             (s.status = 'handed_out' AND h.structure_id = $2) IS TRUE AS "codesOpen",
             coalesce((SELECT json_agg(x ORDER BY x.at DESC) FROM (
               SELECT c.at, m.operator_number AS "operatorNumber" FROM people.identity_look c JOIN people.membership m ON m.id = c.membership_id
               WHERE c.subject_id = s.id AND c.screen = 'sim_codes' ORDER BY c.id DESC LIMIT 10) x), '[]') AS "codesRead"
           FROM sims.sim s ${SIM_JOINS} JOIN sims.batch b ON b.id = s.batch_id LEFT JOIN LATERAL (
             SELECT t.signed_at, t.structure_id FROM sims.hand_out t WHERE t.sim_id = s.id AND s.beneficiary_id IS NOT NULL
             ORDER BY t.turn DESC LIMIT 1) h ON true
           WHERE s.id = $1 AND ${visibleTo(actor, 's', '$2')}`,
      [id, organisationOf(actor)],
      { sim: id },
    );
    const sim = reached(actor)(row);
    if (sim.msisdn) await recordAccess(this.db, actor, 'sim', id);
    return { ...sim, allowed: SIM_LIFECYCLE.allowed(actor, row) };
  }

  /** A card's history, newest first. A structure reads from the day it got the card. @throws NotFound */
  async timeline(actor: Actor, id: string): Promise<SimEventView[]> {
    await this.byId(actor, id);
    return rows<SimEventView>(
      this.db,
      `SELECT e.id::text, e.verb, e.reason, t.name AS structure, r.reference, e.credit_ends_on::text AS "creditEndsOn", e.recorded_at AS at,
         e.operator_number AS "operatorNumber", CASE WHEN e.organisation_id = $2 THEN u.name END AS "operatorName",
         o.name AS organisation
       FROM sims.sim_event e
       LEFT JOIN people.organisation t ON t.id = e.structure_id LEFT JOIN allocation.beneficiary r ON r.id = e.beneficiary_id
       LEFT JOIN people.organisation o ON o.id = e.organisation_id
       LEFT JOIN people.membership m ON m.id = e.membership_id LEFT JOIN people.app_user u ON u.id = m.user_id
       WHERE e.sim_id = $1 AND ($3 OR e.structure_id = $2) ORDER BY e.id DESC`,
      [id, organisationOf(actor), mayAll(actor, READ.sims)],
    );
  }

  /** The bank's stock by carrier; for a structure, its own cards that nobody has yet. */
  async stock(actor: Actor): Promise<SimStockView[]> {
    return rows<SimStockView>(
      this.db,
      `SELECT s.carrier, count(*)::int AS count FROM sims.sim s
       WHERE s.status = $2 AND ${visibleTo(actor, 's', '$1')} GROUP BY s.carrier ORDER BY s.carrier`,
      [organisationOf(actor), mayAll(actor, READ.sims) ? 'in_stock' : 'allotted'],
    );
  }

  async batches(actor: Actor, limit = 20): Promise<SimBatchView[]> {
    if (!may(actor, READ.simBatches)) return [];
    return rows<SimBatchView>(
      this.db,
      `SELECT id, name, carrier, plan, made, known, imported_at AS "importedAt" FROM sims.batch ORDER BY id DESC LIMIT $1`,
      [limit],
    );
  }

  /** One imported list. @throws NotFound for whoever is not the bank. */
  async batch(actor: Actor, id: string): Promise<SimBatchView> {
    const [row] =
      may(actor, READ.simBatches) && isId(id)
        ? await rows<SimBatchView>(
            this.db,
            `SELECT id, name, carrier, plan, made, known, imported_at AS "importedAt" FROM sims.batch WHERE id = $1`,
            [id],
          )
        : [];
    if (!row) throw new NotFound('batch');
    return row;
  }

  async structures(actor: Actor): Promise<{ id: string; name: string }[]> {
    if (!may(actor, READ.simBatches)) return [];
    return rows<{ id: string; name: string }>(
      this.db,
      `SELECT id, name FROM people.organisation WHERE kind = 'structure' AND active ORDER BY name`,
    );
  }
}
