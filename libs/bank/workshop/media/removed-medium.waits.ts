import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { type Member, newId } from '#platform/kernel';
import type { LogQuestion } from '../codes.js';
import { LogConfirmation } from '../erasure/log-confirmation.entity.js';
import { STATEMENTS } from './statements.js';

/** A medium that waits out of its device, erased by a log that leaves something to confirm. */
export interface Waits {
  readonly id: string;
  readonly code: string;
  readonly resultId: string;
  readonly logId: string;
  readonly tool: string;
  readonly version: string | null;
  readonly questions: readonly LogQuestion[];
}

/** As SQL, of a removed medium `x`. */
const OF = `SELECT x.id, x.code, w.result_id AS "resultId", w.log_id AS "logId", l.tool, l.version, w.questions::text[] AS questions
  FROM refurbishment.removed_medium x CROSS JOIN LATERAL refurbishment.removed_waits(x.id) w JOIN refurbishment.erasure_log l ON l.id = w.log_id`;

/** Those of some removed media that wait for an answer about their log. */
export const waitingOn = (tx: EntityManager, removedIds: readonly string[]): Promise<Waits[]> =>
  rows<Waits>(tx, `${OF} WHERE x.id = ANY ($1) ORDER BY x.code`, [removedIds]);

/** Their ids. */
export const leaveQuestions = async (tx: EntityManager, removedIds: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set((await waitingOn(tx, removedIds)).map((w) => w.id));

/** All that an organisation has and that wait for an answer. */
export const waitingAt = (tx: EntityManager, organisationId: string): Promise<Waits[]> =>
  rows<Waits>(tx, `${OF} WHERE x.state = 'kept' AND x.holder_org_id = $1 ORDER BY x.code`, [organisationId]);

/** Writes what was signed of a log: a version for ever, a clock of this file or, with `donationId`, of the whole donation. */
export async function confirmLog(
  tx: EntityManager,
  member: Member,
  of: Pick<Waits, 'logId' | 'tool' | 'version' | 'questions'> & { readonly donationId: string | null },
): Promise<void> {
  const { membershipId, operatorNumber, organisationId } = member;
  await tx.insert(
    LogConfirmation,
    of.questions.map((question) => {
      const ofVersion = question === 'version_unknown';
      const donationId = ofVersion ? null : of.donationId;
      return {
        id: newId(),
        question,
        logId: ofVersion || donationId ? null : of.logId,
        donationId,
        tool: ofVersion ? of.tool : null,
        version: ofVersion ? of.version : null,
        statedText: STATEMENTS.log_confirmed,
        ...{ membershipId, operatorNumber, organisationId },
      };
    }),
  );
}
