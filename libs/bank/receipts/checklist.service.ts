import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { DocumentState } from '#bank/documents';
import { donorRule, isPerson } from '#bank/intake';
import { rows } from '#platform/database';
import { type Actor, organisationOf, READ } from '#platform/kernel';
import { type Gift, giftFor, giftOf } from './gift.js';

/** The papers that a donor's kind may ask for, by their code in the dated rules, and the kind of document each is. */
export const ASKED_PAPERS = {
  undertaking: { label: 'Convention de don, avec l’engagement d’usage', type: 'donation_agreement' },
  agreement: { label: 'Convention ou attestation de don', type: 'donation_agreement' },
  collection_slip: { label: 'Bon de collecte', type: 'collection_slip' },
  cerfa_16216: {
    label: 'Reçu fiscal (données du formulaire 16216)',
    type: 'tax_receipt_company',
    ofPerson: 'tax_receipt_trader',
  },
  cerfa_11580: { label: 'Reçu fiscal (données du formulaire 11580)', type: 'tax_receipt_person' },
  proof_of_reuse: { label: 'Preuve de réemploi, chaque année', type: 'reuse_proof' },
} as const;
export type AskedPaper = keyof typeof ASKED_PAPERS;

export interface ChecklistLine {
  readonly paper: AskedPaper;
  readonly label: string;
  /** The newest that counts; null while there is none. `open` says whether the actor may open it. */
  readonly document: {
    readonly id: string;
    readonly number: string;
    readonly state: DocumentState;
    readonly open: boolean;
  } | null;
  readonly signedBackAt: Date | null;
  /** A scan of the signed paper is kept. */
  readonly scan: boolean;
}

export interface Checklist {
  readonly gift: Gift;
  readonly source: string;
  readonly lines: readonly ChecklistLine[];
}

type MadeRow = NonNullable<ChecklistLine['document']> & { type: string; signed_back: Date | null; scan: boolean };

/** Which papers a donation asks for, and how far each is. */
@Injectable()
export class ChecklistService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** @throws NotFound for another organisation's donation. */
  async of(actor: Actor, donationId: string): Promise<Checklist> {
    const gift = giftFor(actor, await giftOf(this.db.manager, actor, donationId, READ.donations));
    const rule = await donorRule(this.db.manager, gift.donorKind);
    const asked = rule.papers.filter((p): p is AskedPaper => Object.hasOwn(ASKED_PAPERS, p));
    const made = await rows<MadeRow>(
      this.db,
      `SELECT DISTINCT ON (d.type) d.type, d.id, d.number, d.state, s.noted_at AS signed_back, s.blob_id IS NOT NULL AS scan,
         EXISTS (SELECT 1 FROM documents.document_reader x WHERE x.document_id = d.id AND x.organisation_id = $3) AS open
       FROM documents.document d LEFT JOIN receipts.signed_back s ON s.document_id = d.id
       WHERE ((d.cause_kind = 'donation' AND d.cause_id = $1) OR (d.type = 'reuse_proof' AND d.cause_kind = 'donor'
           AND d.cause_id = ANY (intake.donors_of((SELECT donor_id FROM intake.donation WHERE id = $1)))
           AND (d.facts->'donations') ? $2))
         AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id)
       ORDER BY d.type, d.id DESC`,
      [donationId, gift.number, organisationOf(actor)],
    );
    return {
      gift,
      source: rule.source,
      lines: asked.map((paper) => {
        const asks = ASKED_PAPERS[paper];
        const type = 'ofPerson' in asks && isPerson(gift.donorKind) ? asks.ofPerson : asks.type;
        const found = made.find((d) => d.type === type);
        return {
          paper,
          label: ASKED_PAPERS[paper].label,
          document: found ? { id: found.id, number: found.number, state: found.state, open: found.open } : null,
          signedBackAt: found?.signed_back ?? null,
          scan: found?.scan ?? false,
        };
      }),
    };
  }
}
