import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { rows, run } from '#platform/database';
import { type Actor, mustHave, operatorOf, RuleBroken, WRITE } from '#platform/kernel';
import type { AccessibilityLevel } from '../word-lists.js';

/** What the bank declares; without an audit it can only be « non conforme ». */
export interface AccessibilityView {
  readonly level: AccessibilityLevel;
  readonly rate: number | null;
  readonly auditor: string;
  readonly auditedOn: string | null;
  readonly gaps: string;
  /** Null: nobody declared anything yet. */
  readonly declaredAt: Date | null;
}

const NOBODY: AccessibilityView = {
  level: 'none',
  rate: null,
  auditor: '',
  auditedOn: null,
  gaps: '',
  declaredAt: null,
};

/** The declaration that the law asks of the bank (loi 2005-102, art. 47; décret 2019-768). */
@Injectable()
export class AccessibilityService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  async declaration(): Promise<AccessibilityView> {
    const [row] = await rows<AccessibilityView>(
      this.db,
      `SELECT level, rate, auditor, to_char(audited_on, 'YYYY-MM-DD') AS "auditedOn", gaps, declared_at AS "declaredAt"
       FROM people.accessibility_declaration ORDER BY id DESC LIMIT 1`,
    );
    return row ?? NOBODY;
  }

  /** What was declared before stays on record. @throws RuleBroken `people.accessibility_unaudited`, `people.accessibility_rate` */
  async declare(tx: EntityManager, actor: Actor, form: Omit<AccessibilityView, 'declaredAt'>): Promise<void> {
    mustHave(actor, WRITE.bank);
    const { level, rate, auditor, auditedOn, gaps } = form;
    if (level !== 'none') {
      if (!auditor) throw new RuleBroken('people.accessibility_unaudited', {}, 'auditor');
      if (!auditedOn) throw new RuleBroken('people.accessibility_unaudited', {}, 'auditedOn');
    }
    const fits = {
      none: rate === null || rate < 100,
      partial: rate !== null && rate >= 50 && rate < 100,
      full: rate === 100,
    };
    if (!fits[level]) throw new RuleBroken('people.accessibility_rate', {}, 'rate');
    await run(
      tx,
      `INSERT INTO people.accessibility_declaration (operator_number, level, rate, auditor, audited_on, gaps) VALUES ($1, $2, $3, $4, $5, $6)`,
      [operatorOf(actor), level, rate, auditor, auditedOn, gaps],
    );
  }
}
