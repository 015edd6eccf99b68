import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CorrectionReason, CorrectionsService, mustMayCorrect } from '#bank/corrections';
import { DocumentsService, type FactsOf } from '#bank/documents';
import { rows } from '#platform/database';
import { type Actor, isMember, NotFound, RuleBroken } from '#platform/kernel';
import { changeSims, lockSims, mustBeHolder, mustMay } from './sim-changes.js';
import type { SimRow } from './sim-fields.js';

export interface SimReference {
  readonly beneficiaryId: string;
  readonly reason: CorrectionReason;
}

/** A card that was handed out under a wrong reference, or the wrong card, put right by the structure that did it. */
@Injectable()
export class SimCorrections {
  constructor(
    private readonly documents: DocumentsService,
    private readonly corrections: CorrectionsService,
  ) {}

  /**
   * The right person has the card, under a wrong reference: at any time. Its slip is made again, signed as it was.
   * @throws NotFound; RuleBroken `sims.beneficiary_unknown`, `sims.same_beneficiary`, `sims.not_now`, `corrections.reason_missing`
   */
  async correctReference(tx: EntityManager, actor: Actor, simId: string, to: SimReference): Promise<void> {
    const sim = await this.open(tx, actor, simId, 'correct_holder');
    mustMayCorrect(actor, 'sim_reference', { organisationId: sim.structureId, open: true }, to.reason);
    if (to.beneficiaryId === sim.beneficiaryId) throw new RuleBroken('sims.same_beneficiary', {}, 'beneficiaryId');
    const before = await referenceOf(tx, sim);
    const after = await mustBeHolder(tx, to.beneficiaryId, sim.structureId!);
    await changeSims(tx, actor, 'correct_holder', [sim], { beneficiaryId: to.beneficiaryId });
    const slip = await slipOf(tx, sim);
    await this.documents.withdraw(tx, actor, 'sim_slip', { kind: 'sim', id: sim.id });
    if (slip)
      await this.documents.request(tx, actor, {
        type: 'sim_slip',
        facts: { ...slip.facts, reference: after.reference },
        readers: slip.readers,
        cause: { kind: 'sim', id: sim.id },
      });
    await this.record(tx, actor, 'sim_reference', sim, to.reason, {
      from: { reference: before },
      to: { reference: after.reference },
    });
  }

  /**
   * The wrong card is back, unused: its hand-out is undone, until the end of the next working day. Later it has ended.
   * @throws NotFound; RuleBroken `sims.never_used_missing`, `sims.codes_were_read`, `sims.not_now`, `corrections.too_late`, `corrections.reason_missing`
   */
  async undo(
    tx: EntityManager,
    actor: Actor,
    simId: string,
    said: { readonly neverUsed: boolean; readonly reason: CorrectionReason },
  ): Promise<void> {
    const sim = await this.open(tx, actor, simId, 'undo_hand_out');
    const [time] = await rows<{ open: boolean; seen: boolean }>(
      tx,
      'SELECT sims.undo_is_open($1) AS open, sims.codes_seen($1) AS seen',
      [sim.id],
    );
    mustMayCorrect(actor, 'sim_undone', { organisationId: sim.structureId, open: time!.open }, said.reason);
    if (time!.seen) throw new RuleBroken('sims.codes_were_read');
    if (!said.neverUsed) throw new RuleBroken('sims.never_used_missing', {}, 'neverUsed');
    const before = await referenceOf(tx, sim);
    await changeSims(tx, actor, 'undo_hand_out', [sim], { beneficiaryId: null });
    await this.documents.withdraw(tx, actor, 'sim_slip', { kind: 'sim', id: sim.id });
    await this.record(tx, actor, 'sim_undone', sim, said.reason, {
      from: { reference: before },
      to: { neverUsed: true },
    });
  }

  private async open(tx: EntityManager, actor: Actor, simId: string, verb: 'correct_holder' | 'undo_hand_out') {
    if (!isMember(actor)) throw new NotFound('sim');
    const [sim] = await lockSims(tx, actor, [simId]);
    mustMay(actor, verb, sim!);
    return sim!;
  }

  private record(
    tx: EntityManager,
    actor: Actor,
    kind: 'sim_reference' | 'sim_undone',
    sim: SimRow,
    reason: CorrectionReason,
    facts: { readonly from: Readonly<Record<string, unknown>>; readonly to: Readonly<Record<string, unknown>> },
  ) {
    return this.corrections.record(tx, actor, {
      kind,
      subjectId: sim.id,
      label: sim.iccid,
      organisationId: sim.structureId,
      ...facts,
      reason,
      touches: ['signed_paper'],
    });
  }
}

async function referenceOf(tx: EntityManager, sim: SimRow): Promise<string> {
  const [known] = await rows<{ reference: string }>(tx, 'SELECT reference FROM allocation.beneficiary WHERE id = $1', [
    sim.beneficiaryId,
  ]);
  return known!.reference;
}

async function slipOf(tx: EntityManager, sim: SimRow) {
  const [slip] = await rows<{ facts: FactsOf<'sim_slip'>; readers: string[] }>(
    tx,
    `SELECT d.facts, ARRAY(SELECT r.organisation_id FROM documents.document_reader r WHERE r.document_id = d.id) AS readers
     FROM documents.document d WHERE d.type = 'sim_slip' AND d.cause_kind = 'sim' AND d.cause_id = $1 ORDER BY d.id DESC LIMIT 1`,
    [sim.id],
  );
  return slip;
}
