import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A head of the audit's chain that was read whole and held; what is under an old one may go. Written by `checkpointAudit` alone. */
@Entity({ schema: 'people', name: 'audit_checkpoint' })
export class AuditCheckpoint {
  /** The number of the seal that was the head. */
  @PrimaryColumn('bigint') seal: string;
  /** That seal's HMAC, in hexadecimal. */
  @Column('text') mac: string;
  @Column('timestamptz') at: Date;
  /** HMAC-SHA256 of the three, in hexadecimal. */
  @Column('text') proof: string;
}
