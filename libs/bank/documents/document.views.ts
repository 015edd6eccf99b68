import type { DocumentType, FactsOf, SealedFactsOf } from './document-types.js';
import type { DocumentState } from './word-lists.js';

/** A document as lists and pages show it. Never holds the facts. */
export interface DocumentView {
  readonly id: string;
  readonly type: DocumentType;
  readonly title: string;
  readonly number: string;
  readonly state: DocumentState;
  readonly causeKind: string;
  readonly causeId: string;
  readonly requestedAt: Date;
  readonly readyAt: Date | null;
  readonly erasedAt: Date | null;
  /** When the proof it states was taken back; the paper stays as it was, and no longer counts. */
  readonly withdrawnAt: Date | null;
  /** Workers ended while they drew it, and it is begun again then unless it is ready before; null otherwise. */
  readonly begunAgainAt: Date | null;
  /** Why it failed, a code of `documents.*`; null otherwise. */
  readonly error: string | null;
  readonly sha256: string | null;
  readonly size: number | null;
}

export const VIEW_COLUMNS = `d.id, d.type, d.title, d.number, d.state, d.cause_kind AS "causeKind", d.cause_id AS "causeId",
  d.requested_at AS "requestedAt", d.ready_at AS "readyAt", d.erased_at AS "erasedAt",
  (SELECT w.withdrawn_at FROM documents.withdrawal w WHERE w.document_id = d.id) AS "withdrawnAt",
  CASE WHEN d.state = 'rendering' AND d.due_at > platform.now() THEN d.due_at END AS "begunAgainAt", d.error, d.pdf_sha256 AS sha256, d.pdf_size AS size`;

/** A paper to make. `readers` are the organisations that may open it; nobody else ever can. */
export interface DocumentRequest<T extends DocumentType = DocumentType> {
  readonly type: T;
  readonly facts: FactsOf<T>;
  /** Identity and drawn signature: kept encrypted, and only a type of the class « identity » takes them. */
  readonly sealedFacts?: SealedFactsOf<T>;
  readonly readers: readonly string[];
  readonly cause: { readonly kind: string; readonly id: string };
  readonly retentionUntil?: Date | null;
  /** For a paper that its feature counts by itself: its id and its number, given there. */
  readonly numbered?: { readonly id: string; readonly number: string };
}

export interface OpenedDocument {
  readonly filename: string;
  readonly mime: string;
  readonly size: number;
  readonly stream: AsyncIterable<Buffer>;
}
