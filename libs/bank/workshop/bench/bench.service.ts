import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Category, copyGrade, DEVICE_LIFECYCLE, DevicesService, readIdentifier } from '#bank/devices';
import { rows } from '#platform/database';
import { type Actor, may, newId, RuleBroken, RulesBroken, WRITE } from '#platform/kernel';
import { CertificatesService } from '../erasure/certificates.service.js';
import { EvidenceWithdrawal, Grading, TestSheet } from '../erasure/evidence.entity.js';
import {
  ANSWERS,
  type Answer,
  type Answers,
  GRADES,
  type Grade,
  pointsAsked,
  TEMPLATE_VERSION,
  TEST_POINTS,
  type TestPoint,
  verdictOf,
} from '../grading/test-points.js';
import { RemovedMedia } from '../media/removed-media.service.js';
import { SigningService, signingMember, vouchedBy } from '../media/signing.service.js';
import { HELP, type HelpCode, REPAIRS, type RepairCode } from '../media/statements.js';
import { changedSince, readGate, type SeenAct } from './gate.js';
import { RECORDS } from './steps-and-failures.js';
import { WorkOrder } from './work-order.entity.js';
import { lastStep, noteStep, openWorkOrder, recordWork, type UndoableStep } from './work-orders.js';

export interface SheetForm {
  answers: Partial<Answers>;
  /** The system that is installed; needed when its point is "ok". */
  system?: string | null | undefined;
  password?: string | undefined;
  seen?: string | undefined;
}

/** The work at the bench, one device at a time: test, grade, put in stock, ask for help, take a step back. */
@Injectable()
export class BenchService {
  constructor(
    private readonly devices: DevicesService,
    private readonly signing: SigningService,
    private readonly certificates: CertificatesService,
    private readonly removed: RemovedMedia,
  ) {}

  /**
   * Fills in the test sheet and signs it; the verdict is computed.
   * @throws RuleBroken `refurbishment.answer_missing` (each point that lacks one), `refurbishment.system_missing`, `refurbishment.system_is_label`, `refurbishment.secret_wrong`,
   *   `refurbishment.changed_meanwhile`, `devices.not_yours`; NotFound
   */
  async test(tx: EntityManager, actor: Actor, deviceId: string, form: SheetForm): Promise<'passed' | 'failed'> {
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'record_test', device);
    await mustBeAsSeen(tx, deviceId, 'test', form.seen);
    const category = device.category as Category;
    const answers = everyAnswer(category, form.answers);
    const system = form.system?.trim().slice(0, 60) || null;
    if (answers.system === 'ok' && (system?.length ?? 0) < 2)
      throw new RuleBroken('refurbishment.system_missing', {}, 'system_name');
    // A scanner typed it, and its Enter sent the sheet.
    if (system && readIdentifier(system).kind !== 'other')
      throw new RuleBroken('refurbishment.system_is_label', {}, 'system_name');
    const member = await this.signing.sign(tx, actor, 'test_sheet', form.password);
    const verdict = verdictOf(category, answers);
    const id = newId();
    const sheet = { templateVersion: TEMPLATE_VERSION, category, answers, system, verdict };
    await tx.insert(TestSheet, { id, ...sheet, ...vouchedBy(member, device) });
    const summary = verdict === 'passed' ? `test réussi${system ? `, ${system}` : ''}` : 'test non réussi';
    await recordWork(tx, this.devices, member, device, 'record_test', {
      facts: { verdict, summary },
      step: { kind: 'test', subjectId: id, facts: { verdict } },
    });
    return verdict;
  }

  /**
   * Grades a device; the words of the grade are kept with it. @param seen what the form showed (`GateView.seen`).
   * @throws RuleBroken `refurbishment.grade_unknown`, `refurbishment.changed_meanwhile`, `devices.not_yours`; NotFound
   */
  async grade(tx: EntityManager, actor: Actor, deviceId: string, grade: string, seen?: string): Promise<void> {
    if (!isGrade(grade)) throw new RuleBroken('refurbishment.grade_unknown', { grade }, 'grade');
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'grade', device);
    await mustBeAsSeen(tx, deviceId, 'grade', seen);
    const member = signingMember(actor);
    const id = newId();
    await tx.insert(Grading, { id, grade, criteria: GRADES[grade], ...vouchedBy(member, device) });
    await recordWork(tx, this.devices, member, device, 'grade', {
      facts: { grade, summary: `classement ${grade}` },
      step: { kind: 'grade', subjectId: id, facts: { grade } },
    });
    await copyGrade(tx, deviceId, grade);
  }

  /** Notes what was repaired. It proves nothing by itself: a test does. @throws RuleBroken `refurbishment.repair_unknown`, `devices.not_yours`; NotFound */
  async repair(tx: EntityManager, actor: Actor, deviceId: string, codes: readonly string[]): Promise<void> {
    const done = [...new Set(codes)];
    if (!done.length || !done.every((c) => Object.hasOwn(REPAIRS, c)))
      throw new RuleBroken('refurbishment.repair_unknown', {}, 'repairs');
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'record_repair', device);
    await recordWork(tx, this.devices, signingMember(actor), device, 'record_repair', {
      facts: { repairs: done, summary: done.map((c) => REPAIRS[c as RepairCode].toLowerCase()).join(', ') },
      step: { kind: 'repair', facts: { repairs: done } },
    });
  }

  /** Puts a finished device in stock and closes its work order. @throws RuleBroken `refurbishment.gate_closed` (facts `failures`); NotFound */
  async putInStock(tx: EntityManager, actor: Actor, deviceId: string): Promise<void> {
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'put_in_stock', device);
    const gate = await readGate(tx, deviceId);
    if (!gate.open) throw new RuleBroken('refurbishment.gate_closed', { code: device.code, failures: gate.failures });
    await recordWork(tx, this.devices, signingMember(actor), device, 'put_in_stock', { step: { kind: 'stock' } });
  }

  async askHelp(tx: EntityManager, actor: Actor, deviceId: string, code: string): Promise<void> {
    if (!isHelp(code)) throw new RuleBroken('refurbishment.help_unknown', {}, 'help');
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'record_repair', device);
    const member = signingMember(actor);
    const orderId = await openWorkOrder(tx, member, device);
    await tx.update(WorkOrder, orderId, {
      helpCode: code,
      helpAt: () => 'platform.now()',
      helpOperator: member.operatorNumber,
    });
    await noteStep(tx, member, orderId, { kind: 'help', facts: { code } });
  }

  /** The supervisor has come: the flag goes. @throws RuleBroken `refurbishment.supervisor_only` */
  async helped(tx: EntityManager, actor: Actor, deviceId: string): Promise<void> {
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    if (!may(actor, WRITE.benchHelp)) throw new RuleBroken('refurbishment.supervisor_only', {});
    const orders = await rows<{ id: string }>(
      tx,
      `UPDATE refurbishment.work_order SET help_code = NULL, help_at = NULL, help_operator = NULL
       WHERE device_id = $1 AND data_epoch = $2 AND help_code IS NOT NULL RETURNING id`,
      [deviceId, device.data_epoch],
    );
    for (const { id } of orders) await noteStep(tx, signingMember(actor), id, { kind: 'helped' });
  }

  /**
   * Takes the actor's last step on this device back: what it had recorded is withdrawn and stays written.
   * @param meant the step that was seen as the last; whichever is the last when left out.
   * @throws RuleBroken `refurbishment.nothing_to_undo`, `refurbishment.not_the_last_step`, `refurbishment.not_your_step`, `refurbishment.too_late_to_withdraw`,
   *   `refurbishment.removed_not_now` when a medium that it took out was erased or destroyed since; NotFound
   */
  async undo(tx: EntityManager, actor: Actor, deviceId: string, meant?: string): Promise<void> {
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    const member = signingMember(actor);
    const step = await lastStep(tx, device.id, member.organisationId);
    if (!step) throw new RuleBroken('refurbishment.nothing_to_undo', { code: device.code });
    if (meant && meant !== step.id)
      throw new RuleBroken('refurbishment.not_the_last_step', { code: device.code, last: step.kind });
    const { membershipId, operatorNumber } = member;
    for (const proof of proofsOf(step))
      await tx.insert(EvidenceWithdrawal, { id: newId(), ...proof, membershipId, operatorNumber });
    if (step.kind === 'erase') await this.removed.putBack(tx, member, step.facts.evidence ?? []);
    const orderId = await recordWork(tx, this.devices, member, device, RECORDS[step.kind].verb, {
      facts: { summary: 'étape annulée', withdrawn: true },
      undoes: step.event_id || undefined,
      step: { kind: 'undo', subjectId: step.id },
    });
    if (step.kind === 'grade') {
      const { grade } = await readGate(tx, deviceId);
      await copyGrade(tx, deviceId, grade?.grade ?? null);
    }
    if (step.kind === 'media' || step.kind === 'erase') await this.certificates.withdraw(tx, member, orderId);
  }
}

const isGrade = (grade: string): grade is Grade => Object.hasOwn(GRADES, grade);
const isHelp = (code: string): code is HelpCode => Object.hasOwn(HELP, code);

/** The answers to all points that the sheet of the kind asks; the others do not exist there. @throws RuleBroken `refurbishment.answer_missing` beside each point that lacks one */
function everyAnswer(category: Category, given: Partial<Answers>): Answers {
  const answers: Partial<Record<TestPoint, Answer>> = Object.fromEntries(TEST_POINTS.map((p) => [p.id, 'na']));
  const missing: RuleBroken[] = [];
  for (const point of pointsAsked(category)) {
    const answer = given[point.id];
    if (answer && ANSWERS.includes(answer)) answers[point.id] = answer;
    else missing.push(new RuleBroken('refurbishment.answer_missing', { label: point.label }, point.id));
  }
  if (missing.length > 1) throw new RulesBroken(missing);
  if (missing[0]) throw missing[0];
  return answers as Answers;
}

function proofsOf(step: UndoableStep): Partial<EvidenceWithdrawal>[] {
  const { proof } = RECORDS[step.kind];
  const ids = proof === 'evidenceId' ? (step.facts.evidence ?? []) : [step.subject_id];
  return ids.map((id) => ({ [proof]: id }));
}

/** Whether a device, which the caller has locked, is still as a form showed it. @throws RuleBroken `refurbishment.changed_meanwhile`, with what changed */
export async function mustBeAsSeen(
  tx: EntityManager,
  deviceId: string,
  act: SeenAct,
  mark: string | undefined,
): Promise<void> {
  if (!mark) return;
  const now = await readGate(tx, deviceId);
  const changed = changedSince(act, mark, now);
  if (changed) throw new RuleBroken('refurbishment.changed_meanwhile', { code: now.code, changed, state: now.state });
}
