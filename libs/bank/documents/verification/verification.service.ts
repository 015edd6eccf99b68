import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Allowance, mayTry, rows } from '#platform/database';
import { RuleBroken } from '#platform/kernel';
import { type DocumentType, kindOf } from '../document-types.js';
import { readVerification } from '../paper/qr.js';
import type { DocumentState } from '../word-lists.js';

/** What anybody who holds a paper may know of it: what its head and its foot say. No amount, nobody it is about. */
export interface GenuinePaper {
  /** What stands printed at its head; null of a sheet that bears nothing but its labels: no title, number, letterhead or hash. */
  readonly heading: string | null;
  /** The name in its letterhead, as the bank was called then; null where there is none. */
  readonly letterhead: string | null;
  readonly type: DocumentType;
  readonly number: string;
  readonly state: DocumentState;
  readonly requestedAt: Date;
  readonly readyAt: Date | null;
  readonly erasedAt: Date | null;
  /** SHA-256 of the file; null before it is ready. */
  readonly sha256: string | null;
  readonly size: number | null;
  /** The short hash printed at the foot of the paper. */
  readonly fingerprint: string;
  readonly withdrawnAt: Date | null;
  /** The number of the paper that took its place. */
  readonly replacedBy: string | null;
}

/** Wrong addresses in an hour, of one who asks; a reader of genuine papers is never stopped. */
const ATTEMPTS = { of: 'verification', times: 60, minutes: 60 };
/** Files compared with one genuine paper, of one who asks: who does not hold that paper uses up nothing of it. */
const COMPARISONS = { of: 'comparison', times: 60, minutes: 60 };

@Injectable()
export class VerificationService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Null for an unknown number, a wrong secret and nonsense alike. @param by by what who asks is counted (account, browser, network); only a
   * keyed hash is kept, for a day, of who was wrong @throws RuleBroken documents.verification_throttled
   */
  async find(reference: string, by: string): Promise<GenuinePaper | null> {
    const asked = readVerification(reference.slice(0, 80));
    const [found] = asked ? await rows<GenuinePaper>(this.db, FIND, [asked.number, asked.secret]) : [];
    if (found) return kindOf(found.type).framed === false ? { ...found, heading: null, letterhead: null } : found;
    await this.count(ATTEMPTS, by);
    return null;
  }

  /** Counts a file that somebody compares with a genuine paper. @param by as for `find` @throws RuleBroken documents.verification_throttled */
  async countComparison({ number }: Pick<GenuinePaper, 'number'>, by: string): Promise<void> {
    await this.count(COMPARISONS, `${number} ${by}`);
  }

  private async count(allowance: Allowance, by: string): Promise<void> {
    const noted = await this.db.transaction((tx) => mayTry(tx, { allowance, by }));
    if (!noted) throw new RuleBroken('documents.verification_throttled', { minutes: allowance.minutes });
  }
}

/** Of a paper from before its heading was kept: its title, without the device, donation or donor that ends it. */
const HEAD_OF_TITLE = `CASE WHEN d.type = 'erasure_certificate' THEN regexp_replace(d.title, ', [^,]*$', '') ELSE split_part(d.title, ', ', 1) END`;

const FIND = `
  SELECT d.type, coalesce(d.heading, ${HEAD_OF_TITLE}) AS heading, d.facts->'bank'->>'name' AS letterhead, d.number, d.state, d.requested_at AS "requestedAt", d.ready_at AS "readyAt", d.erased_at AS "erasedAt",
    d.pdf_sha256 AS sha256, d.pdf_size AS size, left(d.facts_sha256, 16) AS fingerprint, w.withdrawn_at AS "withdrawnAt",
    r.number AS "replacedBy"
  FROM documents.document d LEFT JOIN documents.withdrawal w ON w.document_id = d.id LEFT JOIN documents.document r ON r.id = w.replaced_by
  WHERE d.number = $1 AND d.secret = $2`;
