import type { EntityManager } from 'typeorm';
import type { Cause, Change, DeviceRow, DevicesService, Verb } from '#bank/devices';
import { type Reader, rows } from '#platform/database';
import { type Member, newId } from '#platform/kernel';
import type { StepKind } from '../codes.js';
import type { ProvingStep } from './steps-and-failures.js';
import { WorkStep } from './work-order.entity.js';

/** The work order of a device in its present epoch at the actor's workshop; the first action opens it, a later one reopens it. */
export async function openWorkOrder(
  tx: EntityManager,
  actor: Member,
  device: Pick<DeviceRow, 'id' | 'data_epoch'>,
): Promise<string> {
  const [order] = await rows<{ id: string }>(
    tx,
    `INSERT INTO refurbishment.work_order (id, device_id, data_epoch, organisation_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (device_id, data_epoch, organisation_id) DO UPDATE SET closed_at = NULL RETURNING id`,
    [newId(), device.id, device.data_epoch, actor.organisationId],
  );
  return order!.id;
}

interface Step {
  readonly kind: StepKind;
  readonly subjectId?: string | null;
  readonly eventId?: string | undefined;
  readonly facts?: Record<string, unknown>;
}

export async function noteStep(tx: EntityManager, actor: Member, orderId: string, step: Step): Promise<void> {
  await tx.insert(WorkStep, {
    id: newId(),
    workOrderId: orderId,
    kind: step.kind,
    subjectId: step.subjectId ?? null,
    eventId: step.eventId ?? null,
    membershipId: actor.membershipId,
    operatorNumber: actor.operatorNumber,
    facts: step.facts ?? {},
  });
}

/** Carries out a verb on a device at the bench, with its work order as the cause, and notes the step that it was. @returns the work order. */
export async function recordWork(
  tx: EntityManager,
  devices: DevicesService,
  member: Member,
  device: Pick<DeviceRow, 'id' | 'data_epoch'>,
  verb: Verb,
  { step, ...change }: Pick<Change, 'facts' | 'undoes'> & { readonly step?: Omit<Step, 'eventId'> },
): Promise<string> {
  const orderId = await openWorkOrder(tx, member, device);
  const cause: Cause = { kind: 'work_order', id: orderId, label: 'Atelier' };
  const events = await devices.perform(tx, member, verb, [device.id], { ...change, cause });
  if (step) await noteStep(tx, member, orderId, { ...step, eventId: events.get(device.id) });
  return orderId;
}

/** A step that recorded something and can be taken back. */
export interface UndoableStep {
  readonly id: string;
  readonly kind: ProvingStep;
  readonly subject_id: string | null;
  readonly event_id: string | null;
  readonly membership_id: string;
  readonly facts: { readonly evidence?: readonly string[] };
}

/** The newest step of a device at a workshop, in its present epoch, that recorded something and still stands. */
export async function lastStep(
  on: Reader,
  deviceId: string,
  organisationId: string,
): Promise<UndoableStep | undefined> {
  const [step] = await rows<UndoableStep>(
    on,
    `SELECT s.id, s.kind, s.subject_id, s.event_id::text, s.membership_id, s.facts FROM refurbishment.work_step s
     JOIN refurbishment.work_order w ON w.id = s.work_order_id JOIN devices.device d ON d.id = w.device_id AND d.data_epoch = w.data_epoch
     WHERE w.device_id = $1 AND w.organisation_id = $2 AND s.kind = ANY (refurbishment.proving_steps())
       AND NOT EXISTS (SELECT 1 FROM refurbishment.work_step u WHERE u.kind = 'undo' AND u.subject_id = s.id)
     ORDER BY s.seq DESC LIMIT 1`,
    [deviceId, organisationId],
  );
  return step;
}
