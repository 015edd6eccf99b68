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

const BY_NUMBER = `d.id IN (${NUMBERED}) AND d.state <> 'withdrawn'`;

/** The structure is whoever the hand-over still lets see the device; failing that, a structure that holds it. */
const find = (tx: EntityManager, where: string, value: string): Promise<ReportedDevice[]> =>
  rows<ReportedDevice>(
    tx,
    `SELECT d.id AS "deviceId", coalesce(
       (SELECT s.organisation_id FROM devices.visibility s WHERE s.device_id = d.id AND s.cause_kind = 'handover'
        ORDER BY s.cause_id DESC LIMIT 1),
       CASE WHEN o.kind = 'structure' THEN o.id END) AS "structureId"
     FROM devices.device d LEFT JOIN people.organisation o ON o.id = d.holder_org_id WHERE ${where} LIMIT 2`,
    [value],
  );
