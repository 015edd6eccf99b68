import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { LabelSheetKind } from './label-sheets.service.js';

/** Labels that were printed: which codes is in the facts of its paper. */
@Entity({ schema: 'intake', name: 'label_sheet' })
export class LabelSheet {
  @PrimaryColumn('uuid') id: string;
  /** Blank: the first printing of a roll; roll: a part of it again. */
  @Column('text') kind: LabelSheetKind;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'donation_id', nullable: true }) donationId: string | null;
  @Column('uuid', { name: 'document_id' }) documentId: string;
  @Column('integer') labels: number;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('uuid', { name: 'roll_id', nullable: true }) rollId: string | null;
  @Column('text') format: string;
}

/** A collection point's own sheet of labels: millimetres on A4. */
@Entity({ schema: 'intake', name: 'label_format' })
export class OwnLabelFormat {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Personal('words', 'Nom d’un format d’étiquettes', 'thing')
  @Column('text')
  name: string;
  @Column('integer') columns: number;
  @Column('integer') rows: number;
  @Column('numeric') width: string;
  @Column('numeric') height: string;
  @Column('numeric') left: string;
  @Column('numeric') top: string;
  /** Between two labels. */
  @Column('numeric', { name: 'gap_x' }) gapX: string;
  @Column('numeric', { name: 'gap_y' }) gapY: string;
  /** A format that a printed sheet names is put away, never deleted. */
  @Column('boolean') active: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

/** How far an organisation's printer prints beside the labels of a format: millimetres, to the right and down. */
@Entity({ schema: 'intake', name: 'label_offset' })
export class LabelOffset {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId: string;
  @PrimaryColumn('text') format: string;
  @Column('numeric') x: string;
  @Column('numeric') y: string;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}
