import type { EntityManager } from 'typeorm';
import { NUMBERED, readIdentifier, serialKey } from '#bank/devices';
import { rows } from '#platform/database';

export interface ReportedDevice {
  readonly deviceId: string;
  readonly structureId: string | null;
}

/** The one device that a label's text can mean, among all; null for what is unknown or ambiguous, which the bank sorts out. */
export async function deviceBehind(tx: EntityManager, text: string): Promise<ReportedDevice | null> {
  const identifier = readIdentifier(text);
  const byCode = identifier.kind === 'code' ? await find(tx, 'd.id = devices.device_of($1)', identifier.code) : [];
  const key = serialKey(text, { generic: true });
  const found = byCode.length || !key ? byCode : await find(tx, BY_NUMBER, key);
  return found.length === 1 ? found[0]! : null;
}

/** The device behind what was read on the label of a report. */
export async function deviceOfReport(tx: EntityManager, reportId: string): Promise<ReportedDevice | null> {
  const [report] = await rows<{ typed: string }>(tx, 'SELECT r.typed FROM maintenance.report r WHERE r.id = $1', [
    reportId,
  ]);
  return report ? deviceBehind(tx, report.typed) : null;
}

/** The organisation `w` is neither closed nor merged into another. */
const OPEN = 'w.active AND w.merged_into IS NULL';

/** The structure that took care of a fault, while it is open; null: the bank does from then on. */
export async function whileOpen(tx: EntityManager, structureId: string | null): Promise<string | null> {
  const [open] = await rows<{ id: string }>(tx, `SELECT w.id FROM people.organisation w WHERE w.id = $1 AND ${OPEN}`, [
    structureId,
  ]);
  return open?.id ?? null;
}

const BY_NUMBER = `d.id IN (${NUMBERED}) AND d.state <> 'withdrawn'`;

/**
 * The structure is whoever the hand-over still lets see the device; failing that, a structure that holds it. Of a device that is out (lost, stolen,
 * recycled), and where that structure is closed, nobody but the bank takes care.
 */
const find = (tx: EntityManager, where: string, value: string): Promise<ReportedDevice[]> =>
  rows<ReportedDevice>(
    tx,
    `SELECT d.id AS "deviceId", w.id AS "structureId"
     FROM devices.device d LEFT JOIN people.organisation o ON o.id = d.holder_org_id AND o.kind = 'structure'
       LEFT JOIN people.organisation w ON ${OPEN} AND d.state <> ALL (devices.out_states()) AND w.id = coalesce(
         (SELECT s.organisation_id FROM devices.visibility s WHERE s.device_id = d.id AND s.cause_kind = 'handover'
          ORDER BY s.cause_id DESC LIMIT 1), o.id)
     WHERE ${where} LIMIT 2`,
    [value],
  );
