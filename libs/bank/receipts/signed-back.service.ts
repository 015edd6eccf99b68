import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { BlobStore, type OpenedBlob } from '#bank/documents';
import { audit, recordAccess } from '#bank/people';
import { rowOf, rows } from '#platform/database';
import { type Actor, isId, isMember, NotFound, newId, READ, RuleBroken, scanMime, WRITE } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { giftOf } from './gift.js';
import { keepUntil } from './legal.js';
import { SignedBack } from './receipt.entity.js';

const HOUR = 3_600_000;
const SYSTEM: Actor = { kind: 'system', channel: 'system' };

/** A paper that came back with the donor's signature; its scan is optional, sealed, and goes at its date. */
@Injectable()
export class SignedBackService implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly blobs: BlobStore,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    const run = async () => void (await this.db.transaction((tx) => this.forgetDue(tx)));
    this.outbox.schedule({ name: 'receipts-forget-scans', everyMs: HOUR, run });
  }

  /**
   * Notes that a paper of a donation came back signed.
   * @param scan the bytes of a PDF, JPEG or PNG; null when the paper itself is filed
   * @throws RuleBroken `receipts.scan_unreadable`, `receipts.already_signed_back`; NotFound
   */
  async note(
    tx: EntityManager,
    actor: Actor,
    donationId: string,
    documentId: string,
    scan: Buffer | null,
  ): Promise<string> {
    const gift = await giftOf(tx, actor, donationId, WRITE.donations);
    if (!isMember(actor)) throw new NotFound('donation');
    const paper = await rowOf<{ number: string }>(
      tx,
      `SELECT number FROM documents.document WHERE id = $1 AND cause_kind = 'donation' AND cause_id = $2`,
      [documentId, gift.id],
      { document: documentId },
    );
    const mime = scan && scanMime(scan);
    if (scan && !mime) throw new RuleBroken('receipts.scan_unreadable', {}, 'scan');
    const blob = scan && mime ? await this.blobs.put(tx, scan, mime, { sealed: true }) : null;
    const id = newId();
    const [made] = await rows<{ id: string }>(
      tx,
      `INSERT INTO receipts.signed_back (id, donation_id, document_id, blob_id, mime, keep_until, membership_id, operator_number)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (document_id) DO NOTHING RETURNING id`,
      [
        id,
        gift.id,
        documentId,
        blob?.id ?? null,
        mime,
        blob ? await keepUntil(tx, 'signed_scan') : null,
        actor.membershipId,
        actor.operatorNumber,
      ],
    );
    if (!made) throw new RuleBroken('receipts.already_signed_back', { number: paper.number });
    return id;
  }

  /** The scan of a signed paper, for those who may see the donation. @throws NotFound */
  async scan(actor: Actor, donationId: string, documentId: string): Promise<OpenedBlob> {
    const gift = await giftOf(this.db.manager, actor, donationId, READ.donorNames);
    const paper = isId(documentId)
      ? await this.db.manager.findOne(SignedBack, {
          where: { documentId, donationId: gift.id },
          select: { id: true, blobId: true },
        })
      : null;
    if (!paper?.blobId) throw new NotFound('file');
    await recordAccess(this.db, actor, 'paper', documentId);
    return this.blobs.read(paper.blobId);
  }

  /** Forgets scans at their date; that the paper came back stays. Gives how many. */
  async forgetDue(tx: EntityManager): Promise<number> {
    const due = await rows<{ id: string; blob_id: string }>(
      tx,
      'SELECT id, blob_id FROM receipts.signed_back WHERE blob_id IS NOT NULL AND keep_until <= platform.now() ORDER BY keep_until LIMIT 200 FOR UPDATE SKIP LOCKED',
    );
    for (const { id, blob_id } of due) {
      await tx.update(SignedBack, id, { blobId: null });
      await this.blobs.drop(tx, blob_id);
    }
    if (due.length) await audit(tx, SYSTEM, 'forget', { kind: 'signed_scan' }, { count: due.length });
    return due.length;
  }
}
