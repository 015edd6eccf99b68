import type { DocumentType, FactsOf, SealedFactsOf } from './document-types.js';

/** A paper to make. `readers` are the organisations that may open it; nobody else ever can. */
export interface DocumentRequest<T extends DocumentType = DocumentType> {
  readonly type: T;
  readonly facts: FactsOf<T>;
  /** Identity and drawn signature: kept encrypted, and only a type of the class « identity » takes them. */
  readonly sealedFacts?: SealedFactsOf<T>;
  readonly readers: readonly string[];
  readonly cause: { readonly kind: string; readonly id: string };
  /** For a paper of the class « identity »: when it must be erased. */
  readonly retentionUntil?: Date | null;
  /** For a paper that its feature counts by itself: its id and its number, given there. */
  readonly numbered?: { readonly id: string; readonly number: string };
}

/** An opened document: what a download needs. */
export interface OpenedDocument {
  readonly filename: string;
  readonly mime: string;
  readonly size: number;
  readonly stream: AsyncIterable<Buffer>;
}
