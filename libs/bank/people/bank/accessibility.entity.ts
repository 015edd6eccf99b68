import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { AccessibilityLevel } from '../word-lists.js';

/** What the bank declared of accessibility; the newest stands. */
@Entity({ schema: 'people', name: 'accessibility_declaration' })
export class AccessibilityDeclaration {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column('timestamptz', { name: 'declared_at' }) declaredAt: Date;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('text') level: AccessibilityLevel;
  @Column('integer', { nullable: true }) rate: number | null;
  @Personal('publishing', 'Qui a fait l’audit d’accessibilité', 'bank')
  @Column('text')
  auditor: string;
  @Column('date', { name: 'audited_on', nullable: true }) auditedOn: string | null;
  @Column('text') gaps: string;
}
