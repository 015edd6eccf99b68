import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CorrectionsService, type LastMerge, type MergeCard, Merges, type Touch } from '#bank/corrections';
import { DocumentsService } from '#bank/documents';
import { rows, run } from '#platform/database';
import { type Actor, isId, NotFound } from '#platform/kernel';
import type { DonorIdentifiers, DonorKind } from '../donor.js';

interface Card extends MergeCard, DonorIdentifiers {
  readonly kind: DonorKind;
  readonly organisation: string | null;
  readonly number: string | null;
}

/** A donor that was entered twice: one card stays and stands for both; donations keep the donor that they name. */
@Injectable()
export class DonorMerges extends Merges<Card> {
  protected readonly thing = 'donor';

  constructor(
    corrections: CorrectionsService,
    private readonly documents: DocumentsService,
  ) {
    super(corrections);
  }

  protected async staying(tx: EntityManager, _: Actor, __: string, into: string): Promise<string> {
    const [row] = isId(into)
      ? await rows<{ id: string | null }>(tx, 'SELECT intake.donor_stands($1) AS id', [into])
      : [];
    if (!row?.id) throw new NotFound('donor');
    return row.id;
  }

  protected lock(tx: EntityManager, _: Actor, id: string, other: string | null): Promise<Card[]> {
    return rows<Card>(
      tx,
      `SELECT d.id, d.kind, d.siren, d.siret, d.rna, d.organisation_id AS organisation, d.merged_into AS merged,
         (SELECT n.number FROM intake.donation n WHERE n.donor_id = d.id ORDER BY n.id DESC LIMIT 1) AS number
       FROM intake.donor d WHERE d.id IN ($1, coalesce($2, (SELECT x.merged_into FROM intake.donor x WHERE x.id = $1))) ORDER BY d.id FOR NO KEY UPDATE OF d`,
      [id, other],
    );
  }

  protected label = ({ number }: Card): string => number ?? '–';

  protected facts = ({ id, siret, siren, rna, number }: Card) => ({
    donor: id,
    donorNumber: siret ?? siren ?? rna,
    donation: number,
  });

  protected override refusal(goes: Card, stays: Card): `intake.${string}` | null {
    if (goes.kind !== stays.kind) return 'intake.merge_other_kind';
    if ((['siren', 'rna'] as const).some((n) => goes[n] && stays[n] && goes[n] !== stays[n]))
      return 'intake.merge_other_number';
    if ((goes.siren ?? goes.rna) && !(stays.siren ?? stays.rna)) return 'intake.merge_keep_numbered';
    return goes.organisation && stays.organisation && goes.organisation !== stays.organisation
      ? 'intake.merge_both_sign_in'
      : null;
  }

  /** Proofs of reuse made of either since they were one counted both: they are withdrawn, and the bank signs them anew. */
  protected override async moveBack(
    tx: EntityManager,
    actor: Actor,
    { id }: Card,
    _: Card,
    { at }: LastMerge,
  ): Promise<Touch[]> {
    const proofs = await rows<{ id: string }>(
      tx,
      `SELECT d.id FROM documents.document d WHERE d.type = 'reuse_proof' AND d.cause_kind = 'donor' AND d.cause_id = ANY (intake.donors_of($1))
         AND d.requested_at >= $2 AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id)`,
      [id, at],
    );
    for (const proof of proofs) await this.documents.replace(tx, actor, proof.id, null);
    return proofs.length ? ['signed_paper'] : [];
  }

  protected async point(tx: EntityManager, id: string, into: string | null): Promise<void> {
    await run(tx, 'UPDATE intake.donor SET merged_into = $2 WHERE id = $1', [id, into]);
  }
}
