import type { EntityManager } from 'typeorm';
import { type Identifier, NUMBERED, readIdentifier, serialKey } from '#bank/devices';
import { rows } from '#platform/database';
import { RuleBroken } from '#platform/kernel';

/** What a label's text means before anybody looks into the database: the same answer for known and unknown ones. */
export type LabelReading =
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'wrong_check'; readonly text: string; readonly lookAlike: boolean };

const MAX = 60;

/**
 * Reads the code of a label's address (`asAddress`: it was scanned, so seven symbols with a wrong check are a damaged or
 * mistyped code) or what somebody typed, which may be any old number.
 * @throws RuleBroken `maintenance.label_empty`.
 */
export function readLabel(text: string, asAddress = false): LabelReading {
  const typed = text
    .normalize('NFKC')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, MAX);
  if (!/[\p{L}\p{N}]/u.test(typed)) throw new RuleBroken('maintenance.label_empty', {}, 'label');
  const found: Identifier = readIdentifier(asAddress ? `https://label/E/${encodeURIComponent(typed)}` : typed);
  if (found.kind === 'wrong_check') return { kind: 'wrong_check', text: typed, lookAlike: found.lookAlike };
  return { kind: 'label', text: found.kind === 'code' ? found.code : asAddress ? typed : found.text };
}

export interface ReportedDevice {
  readonly deviceId: string;
  /** The structure that handed it over, or that has it; null when it is nobody's but the bank's. */
  readonly structureId: string | null;
}

/**
 * The one device a label's text can mean, among all: a code, or else an old number or a serial that only one device
 * has. Null for what is unknown or ambiguous, which the bank sorts out.
 */
export async function deviceBehind(tx: EntityManager, text: string): Promise<ReportedDevice | null> {
  const identifier = readIdentifier(text);
  const byCode = identifier.kind === 'code' ? await find(tx, 'd.id = devices.device_of($1)', identifier.code) : [];
  const key = serialKey(text, { generic: true });
  const found = byCode.length || !key ? byCode : await find(tx, BY_NUMBER, key);
  return found.length === 1 ? found[0]! : null;
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
