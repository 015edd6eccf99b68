import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';

/** A list that made cards. */
@Entity({ schema: 'sims', name: 'batch' })
export class SimBatch {
  @PrimaryColumn('uuid') id: string;
  /** As its file was called; `liste` after some time, since that may be somebody's name. */
  @Personal('files', 'Nom d’une liste de cartes SIM', 'file_row')
  @Column('text')
  name: string;
  @Personal('words', 'Opérateur d’une livraison de cartes', 'device')
  @Column('text')
  carrier: string;
  @Personal('words', 'Forfait d’une livraison de cartes', 'device')
  @Column('text')
  plan: string;
  /** Of the file, in hex. */
  @Column('text') sha256: string;
  /** Cards made. */
  @Column('integer') made: number;
  /** Rows of cards that were there already. */
  @Column('integer') known: number;
  @Column('timestamptz', { name: 'imported_at' }) importedAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
}
