import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DocumentsService, signedFacts } from '#bank/documents';
import { bankDay, byPassword, recordAccess, SignaturesService, type StaffSignature } from '#bank/people';
import { mapConstraint, rows } from '#platform/database';
import {
  type Actor,
  askAll,
  clock,
  isId,
  isMember,
  type Member,
  may,
  mustHave,
  NotFound,
  newId,
  RuleBroken,
  WRITE,
} from '#platform/kernel';
import { SimHandOut } from './sim.entity.js';
import { endReasonsFrom, SIM_LIFECYCLE } from './sim.lifecycle.js';
import { type BeyondCap, capOf, capReached } from './sim-cap.js';
import { type CardHolder, changeSims, lockSims, mustBeHolder, mustMay, seenSims } from './sim-changes.js';
import type { SimRow } from './sim-fields.js';
import { dropSecrets, openCodes, type SimCodes, unsealed } from './sim-secrets.js';

mapConstraint('sim_handed_out_once', 'sims.already_handed_out');
mapConstraint('sim_beneficiary_of_structure', 'sims.beneficiary_unknown', 'beneficiaryId');
mapConstraint('hand_out_beneficiary_of_structure', 'sims.beneficiary_unknown', 'beneficiaryId');

export type SimsChange =
  | { readonly verb: 'allot'; readonly structureId: string }
  | { readonly verb: 'call_back' }
  | { readonly verb: 'recharge'; readonly creditEndsOn: string }
  | { readonly verb: 'end'; readonly reason: string };

export interface HandOut {
  readonly simId: string;
  readonly beneficiaryId: string;
  /** Of whoever hands out, given again: what makes the statement signed. Left out when just confirmed. */
  readonly password?: string | undefined;
  /** Why, where the person has as many cards as the cap allows: a manager's word. */
  readonly beyondCap?: BeyondCap | undefined;
}

/** Everything that happens to cards after they came. Each method works in the caller's transaction. */
@Injectable()
export class SimsService {
  constructor(
    private readonly documents: DocumentsService,
    private readonly signatures: SignaturesService,
  ) {}

  /**
   * Gives cards of the stock to a structure: those chosen, or the oldest `count` of a carrier (or of any). @returns how many.
   * @throws RuleBroken `sims.not_enough` (facts `left`), `sims.not_a_structure`, `sims.nothing_chosen`, `sims.not_now`; NotFound
   */
  async allot(
    tx: EntityManager,
    actor: Actor,
    structureId: string,
    which: { ids: readonly string[] } | { count: number; carrier?: string | undefined },
  ): Promise<number> {
    const ids = 'ids' in which ? which.ids : await this.oldest(tx, which.count, which.carrier);
    if (!ids.length) throw new RuleBroken('sims.nothing_chosen', {}, 'ids');
    await this.change(tx, actor, ids, { verb: 'allot', structureId });
    return new Set(ids).size;
  }

  /** Those of some cards that the actor sees. @param lock for a change, in the order everybody uses. */
  seen(tx: EntityManager, actor: Actor, ids: readonly string[], lock: boolean): Promise<SimRow[]> {
    return seenSims(tx, actor, ids, lock ? 'FOR UPDATE' : '');
  }

  /** What says of a card why a change is not for it, as the change itself would. @throws RuleBroken `sims.not_a_structure` */
  async judgeChange(tx: EntityManager, actor: Actor, change: SimsChange): Promise<(sim: SimRow) => void> {
    if (change.verb === 'allot') await mustBeStructure(tx, change.structureId);
    const today = change.verb === 'recharge' ? await bankDay(tx) : '';
    return (sim) => {
      mustMay(actor, change.verb, sim);
      if (change.verb === 'recharge' && change.creditEndsOn < today)
        throw new RuleBroken('sims.credit_end_past', {}, 'creditEndsOn');
      if (change.verb === 'end' && !endReasonsFrom(sim.status).some((reason) => reason === change.reason))
        throw new RuleBroken('sims.reason_missing', {}, 'reason');
    };
  }

  /**
   * Gives cards to a structure, takes back those that nobody has, says until when they were recharged, or ends them: then their codes and
   * numbers are forgotten.
   * @throws RuleBroken `sims.not_a_structure`, `sims.reason_missing`, `sims.credit_end_past`, `sims.not_now`; NotFound
   */
  async change(tx: EntityManager, actor: Actor, ids: readonly string[], change: SimsChange): Promise<void> {
    const judge = await this.judgeChange(tx, actor, change);
    const sims = await lockSims(tx, actor, ids);
    for (const sim of sims) judge(sim);
    const { verb, ...told } = change;
    await changeSims(tx, actor, verb, sims, verb === 'call_back' ? { structureId: null } : told);
    if (verb !== 'end') return;
    await dropSecrets(tx, ids);
  }

  /**
   * Hands a card to a person, once in its life, signed, with its slip. @returns the document's id.
   * @throws RuleBroken `sims.already_handed_out`, `sims.beneficiary_unknown`, `sims.cap_reached` and `sims.cap_for_managers` (facts `SimCap`),
   *   `sims.password_wrong`, `people.confirmation_missing`, `sims.not_now`; NotFound
   */
  async handOut(tx: EntityManager, actor: Actor, input: HandOut): Promise<string> {
    if (!isMember(actor)) throw new NotFound('sim');
    const [sim] = await lockSims(tx, actor, [input.simId]);
    mustMay(actor, 'hand_out', sim!);
    const signed = await this.signatures.sign(tx, actor, 'sim_hand_out', byPassword(input.password));
    if (!signed) throw new RuleBroken('sims.password_wrong', {}, 'password');
    const to = await mustBeHolder(tx, input.beneficiaryId, actor.organisationId);
    const beyondCap = await mustBeBelowCap(tx, actor, input);
    await tx.insert(SimHandOut, {
      id: newId(),
      simId: sim!.id,
      structureId: actor.organisationId,
      beneficiaryId: input.beneficiaryId,
      statement: statement(sim!, to),
      membershipId: actor.membershipId,
      operatorNumber: actor.operatorNumber,
      beyondCap,
    });
    await changeSims(tx, actor, 'hand_out', [sim!], { beneficiaryId: input.beneficiaryId });
    return this.slip(tx, actor, sim!, to, signed);
  }

  /** Every rule that can be judged of what is given of a hand-out, each by itself; writes nothing. @throws as `handOut` */
  async judge(tx: EntityManager, actor: Actor, given: Partial<HandOut>): Promise<void> {
    mustHave(actor, SIM_LIFECYCLE.right('hand_out'));
    if (!isMember(actor)) throw new NotFound('sim');
    const { beneficiaryId, password, beyondCap } = given;
    await askAll(
      async () => {
        if (!beneficiaryId) return;
        await mustBeHolder(tx, beneficiaryId, actor.organisationId);
        await mustBeBelowCap(tx, actor, { beneficiaryId, beyondCap });
      },
      () => this.signatures.mustBeGiven(tx, actor, 'sim_hand_out', byPassword(password)),
    );
  }

  /**
   * PIN and PUK, for the structure that handed the card out, while the line lives: a phone asks for its PUK years later. Who read them is kept.
   * @throws RuleBroken `sims.codes_closed`; NotFound
   */
  async codes(tx: EntityManager, actor: Actor, simId: string): Promise<SimCodes> {
    mustHave(actor, SIM_LIFECYCLE.right('hand_out'));
    if (!isMember(actor)) throw new NotFound('sim');
    const [sim] = await lockSims(tx, actor, [simId]);
    const open = await tx.existsBy(SimHandOut, { simId, structureId: actor.organisationId });
    if (sim!.status !== 'handed_out' || !open) throw new RuleBroken('sims.codes_closed', {});
    await recordAccess(tx, actor, 'sim_codes', simId);
    return (await openCodes(tx, simId)) ?? { pin: null, puk: null };
  }

  private async oldest(tx: EntityManager, count: number, carrier: string | undefined): Promise<string[]> {
    const free = await rows<{ id: string }>(
      tx,
      `SELECT id FROM sims.sim WHERE status = 'in_stock' AND ($1::text IS NULL OR carrier = $1)
       ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [carrier ?? null, count],
      { plan: 'per call', because: 'whether a carrier is asked for decides the plan' },
    );
    if (free.length < count) throw new RuleBroken('sims.not_enough', { asked: count, left: free.length }, 'count');
    return free.map((r) => r.id);
  }

  private async slip(
    tx: EntityManager,
    actor: Member,
    sim: SimRow,
    to: CardHolder,
    signed: StaffSignature,
  ): Promise<string> {
    const at = clock.now();
    const [bank] = await rows<{ id: string; keyId: string | null; bytes: Buffer | null }>(
      tx,
      `SELECT o.id, c.key_id AS "keyId", c.bytes FROM people.organisation o LEFT JOIN sims.sim_codes c ON c.sim_id = $1 WHERE o.kind = 'bank'`,
      [sim.id],
    );
    // Whether there is a PIN, and nothing of it: the slip promises it only then.
    const pin = Boolean(bank?.keyId && bank.bytes && unsealed({ keyId: bank.keyId, bytes: bank.bytes }, sim.id).pin);
    return this.documents.request(tx, actor, {
      type: 'sim_slip',
      facts: {
        iccid: sim.iccid,
        carrier: sim.carrier,
        plan: sim.plan || null,
        pin,
        reference: to.reference,
        structure: { name: to.structure, siren: to.siren },
        handedOverAt: at.toISOString(),
        by: signedFacts(signed, to.structure, at),
      },
      readers: [actor.organisationId, ...(bank ? [bank.id] : [])],
      cause: { kind: 'sim', id: sim.id },
    });
  }
}

const statement = (sim: SimRow, to: CardHolder): string =>
  `Je remets la carte SIM ${sim.iccid} (${sim.carrier}) à la personne ${to.reference}, pour ${to.structure}.`;

/** @returns why the card goes beyond the cap, null for one below it. @throws RuleBroken `sims.cap_reached`, `sims.cap_for_managers`, with the cap */
async function mustBeBelowCap(
  tx: EntityManager,
  actor: Actor,
  { beneficiaryId, beyondCap }: Pick<HandOut, 'beneficiaryId' | 'beyondCap'>,
): Promise<BeyondCap | null> {
  const cap = await capOf(tx, beneficiaryId);
  if (!capReached(cap)) return null;
  if (!may(actor, WRITE.simBeyondCap)) throw new RuleBroken('sims.cap_for_managers', { ...cap }, 'beneficiaryId');
  if (!beyondCap) throw new RuleBroken('sims.cap_reached', { ...cap }, 'beyondCap');
  return beyondCap;
}

async function mustBeStructure(tx: EntityManager, id: string): Promise<void> {
  const [row] = isId(id)
    ? await rows<{ id: string }>(
        tx,
        `SELECT id FROM people.organisation WHERE id = $1 AND kind = 'structure' AND active`,
        [id],
      )
    : [];
  if (!row) throw new RuleBroken('sims.not_a_structure', {}, 'structureId');
}
