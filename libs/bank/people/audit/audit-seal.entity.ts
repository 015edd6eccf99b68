import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A link of the audit's chain. Written by `sealAudit` alone. */
@Entity({ schema: 'people', name: 'audit_seal' })
export class AuditSeal {
  /** Running, from 1, without a gap. */
  @PrimaryColumn('bigint') n: string;
  /** HMAC-SHA256 of the link before and of the entries' hashes, in hexadecimal; by a secret that the database does not have. */
  @Column('text') mac: string;
  @Column('timestamptz', { name: 'sealed_at' }) sealedAt: Date;
}
