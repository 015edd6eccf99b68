import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { recordAccess } from '#bank/people';
import { asAsked, type CountedPage, currentYear, humanNumber, nextNumber, rowOf, rows, run } from '#platform/database';
import {
  type Actor,
  isMember,
  keyring,
  membershipOf,
  mustHave,
  newId,
  type Page,
  RuleBroken,
  seal,
  WRITE,
  writtenBy,
} from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { bankIdentity } from './copied-facts.js';
import { type DocumentRequest, type DocumentView, type OpenedDocument, VIEW_COLUMNS } from './document.views.js';
import { type DocumentType, kindOf } from './document-types.js';
import { DOCUMENTS, type DocumentsAsked, type ReadBy, readsForTheBank, visibleTo } from './list/document-listing.js';
import { BlobStore } from './store/blob-store.js';

const DEVICE_ON = `SELECT d.facts->'device'->>'code' AS code FROM documents.document d WHERE d.id = $1`;

/** The bank's papers: asked for, withdrawn, opened, erased at their date. Who draws them is `rendering.ts`. */
@Injectable()
export class DocumentsService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly blobs: BlobStore,
    private readonly outbox: Outbox,
  ) {}

  /** The row is the outbox: the paper is made if and only if the caller's transaction commits. @returns the document's id */
  async request<T extends DocumentType>(tx: EntityManager, actor: Actor, input: DocumentRequest<T>): Promise<string> {
    const type = kindOf(input.type);
    if (input.sealedFacts !== undefined && type.retention !== 'identity') {
      throw new Error(`${input.type} takes no sealed facts`);
    }
    const bank = await bankIdentity(tx);
    const { id, number } = input.numbered ?? { id: newId(), number: await this.number(tx, type.prefix, bank.timeZone) };
    const facts = JSON.stringify({ ...(input.facts as object), bank });
    const sealed =
      input.sealedFacts === undefined ? null : seal(keyring(), Buffer.from(JSON.stringify(input.sealedFacts)), id);
    await run(
      tx,
      `INSERT INTO documents.document (id, type, title, heading, number, state, facts, facts_sha256, sealed_facts, key_id, cause_kind,
         cause_id, retention_class, retention_until, requested_by)
       VALUES ($1, $2, $3, $13, $4, 'requested', $5, encode(sha256(convert_to($5::jsonb::text, 'UTF8')), 'hex'), $6, $7, $8, $9, $10, $11, $12)`,
      [
        id,
        input.type,
        type.title(input.facts),
        number,
        facts,
        sealed?.bytes ?? null,
        sealed?.keyId ?? null,
        input.cause.kind,
        input.cause.id,
        type.retention,
        input.retentionUntil ?? null,
        membershipOf(actor),
        type.heading(input.facts),
      ],
    );
    await run(
      tx,
      `INSERT INTO documents.document_reader (document_id, organisation_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
      [id, [...new Set(input.readers)]],
    );
    await this.outbox.wake(tx, 'documents');
    return id;
  }

  /** @throws NotFound for whoever is not among its readers */
  async byId(actor: Actor, id: string): Promise<DocumentView> {
    return this.find(this.db.manager, actor, id);
  }

  /** By the code that stands on it; null of a paper of no device. The actor may open the paper. */
  async deviceOn(id: string): Promise<string | null> {
    const [row] = await rows<{ code: string | null }>(this.db, DEVICE_ON, [id]);
    return row?.code ?? null;
  }

  async forCause(actor: Actor, kind: string, id: string): Promise<DocumentView[]> {
    const seen = visibleTo(actor, 3);
    return rows<DocumentView>(
      this.db,
      `SELECT ${VIEW_COLUMNS} FROM documents.document d WHERE d.cause_kind = $1 AND d.cause_id = $2 AND ${seen.where} ORDER BY d.id`,
      [kind, id, ...seen.params],
    );
  }

  list(actor: Actor, filter: DocumentsAsked = {}): Promise<Page<DocumentView>> {
    return pageOfDocuments(this.db, actor, filter, false);
  }

  counted(actor: Actor, filter: DocumentsAsked = {}): Promise<CountedPage<DocumentView>> {
    return pageOfDocuments(this.db, actor, filter, true);
  }

  /** @throws NotFound for whoever is not among its readers; RuleBroken documents.erased, documents.failed or documents.not_ready */
  async open(actor: Actor, id: string): Promise<OpenedDocument> {
    const d = await this.byId(actor, id);
    if (d.state === 'erased') throw new RuleBroken('documents.erased', { number: d.number, erasedAt: d.erasedAt });
    if (d.state === 'failed') throw new RuleBroken('documents.failed', { number: d.number });
    if (d.state !== 'ready') throw new RuleBroken('documents.not_ready', { number: d.number });
    if (kindOf(d.type).retention === 'identity') await recordAccess(this.db, actor, 'paper', id);
    const [row] = await rows<{ blob_id: string }>(this.db, 'SELECT blob_id FROM documents.document WHERE id = $1', [
      id,
    ]);
    const blob = await this.blobs.read(row!.blob_id);
    return {
      filename: `${kindOf(d.type).file}-${d.number}.pdf`,
      mime: blob.mime,
      size: blob.size,
      stream: blob.stream,
    };
  }

  /** What the papers of one kind and cause state was taken back: they stay as they were made, and say so wherever they are listed. */
  async withdraw(
    tx: EntityManager,
    actor: Actor,
    type: DocumentType,
    cause: { readonly kind: string; readonly id: string },
  ): Promise<void> {
    const { membershipId, operatorNumber } = writtenBy(actor);
    await run(
      tx,
      `INSERT INTO documents.withdrawal (document_id, membership_id, operator_number)
       SELECT d.id, $4, $5 FROM documents.document d WHERE d.type = $1 AND d.cause_kind = $2 AND d.cause_id = $3
       ON CONFLICT DO NOTHING`,
      [type, cause.kind, cause.id, membershipId, operatorNumber],
    );
  }

  /** As `withdraw`, of one paper; `by` takes its place, and may be asked for later in the transaction. */
  async replace(tx: EntityManager, actor: Actor, id: string, by: string | null): Promise<void> {
    const { membershipId, operatorNumber } = writtenBy(actor);
    await run(
      tx,
      `INSERT INTO documents.withdrawal (document_id, membership_id, operator_number, replaced_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [id, membershipId, operatorNumber, by],
    );
  }

  /** « Réessayer ». @throws RuleBroken documents.not_failed; NotFound */
  async retry(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    mustHave(actor, WRITE.papers);
    const d = await this.find(tx, actor, id);
    const changed = await run(
      tx,
      `UPDATE documents.document SET state = 'requested', attempt = attempt + 1, tries = 0, starts = 0, error = NULL, due_at = platform.now()
       WHERE id = $1 AND state = 'failed'`,
      [id],
    );
    if (changed === 0) throw new RuleBroken('documents.not_failed', { number: d.number });
    await this.outbox.wake(tx, 'documents');
  }

  /** The file and the sealed facts go; the hash, the number and the verdict stay. @throws RuleBroken documents.permanent */
  async erase(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const d = await this.find(tx, actor, id);
    if (await this.end(tx, id)) return;
    if (d.state !== 'erased') throw new RuleBroken('documents.permanent', { number: d.number });
  }

  private async end(tx: EntityManager, id: string): Promise<boolean> {
    const [erased] = await rows<{ blobId: string | null }>(
      tx,
      `UPDATE documents.document d SET state = 'erased', erased_at = platform.now(), blob_id = NULL, sealed_facts = NULL, key_id = NULL
       FROM documents.document old
       WHERE d.id = $1 AND old.id = d.id AND d.state <> 'erased'
         AND (d.retention_class = 'identity' OR d.requested_at < platform.now() - people.kept_for('paper'))
       RETURNING old.blob_id AS "blobId"`,
      [id],
    );
    if (erased?.blobId) await this.blobs.drop(tx, erased.blobId);
    return erased !== undefined;
  }

  async eraseNamed(tx: EntityManager, actor: Actor, cause: { kind: string; ids: readonly string[] }): Promise<void> {
    const named = await rows<{ id: string }>(
      tx,
      `SELECT id FROM documents.document
       WHERE cause_kind = $1 AND cause_id = ANY ($2::uuid[]) AND retention_class = 'identity' AND state <> 'erased'`,
      [cause.kind, cause.ids],
    );
    for (const { id } of named) await this.erase(tx, actor, id);
  }

  /** Identity papers whose date has come, and any at the period of papers. @returns how many */
  async eraseDue(tx: EntityManager, limit = 200): Promise<number> {
    const due = await rows<{ id: string }>(
      tx,
      `SELECT id FROM documents.document WHERE retention_class = 'identity' AND state = ANY (documents.settled_states()) AND retention_until <= platform.now()
       ORDER BY retention_until LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [limit],
    );
    const old = await rows<{ id: string }>(
      tx,
      `SELECT id FROM documents.document WHERE state <> 'erased' AND requested_at < platform.now() - people.kept_for('paper')
       ORDER BY requested_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [limit],
    );
    for (const { id } of [...due, ...old]) await this.end(tx, id);
    return due.length + old.length;
  }

  private async number(tx: EntityManager, prefix: string, timeZone: string): Promise<string> {
    const year = await currentYear(tx, timeZone);
    return humanNumber(prefix, year, await nextNumber(tx, prefix, year));
  }

  private async find(tx: EntityManager, actor: Actor, id: string): Promise<DocumentView> {
    const seen = visibleTo(actor, 2);
    return rowOf<DocumentView>(
      tx,
      `SELECT ${VIEW_COLUMNS} FROM documents.document d WHERE d.id = $1 AND ${seen.where}`,
      [id, ...seen.params],
      { document: id },
    );
  }
}

function readBy(actor: Actor): ReadBy | null {
  if (actor.kind === 'system') return 'program';
  if (!isMember(actor)) return null;
  return readsForTheBank(actor) ? 'bank' : { organisation: actor.organisationId };
}

async function pageOfDocuments(
  db: DataSource,
  actor: Actor,
  asked: DocumentsAsked,
  counts: boolean,
): Promise<CountedPage<DocumentView>> {
  const by = readBy(actor);
  if (!by) return asAsked({ items: [], next: null, total: 0 }, counts);
  return DOCUMENTS.page(db, by, asked, counts);
}
