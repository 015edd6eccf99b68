import { categoryLabel } from '#bank/devices';
import type { Notices } from '#bank/mails';
import { THE_BANK, TODAY } from '#bank/people';
import { rows } from '#platform/database';
import { BANK, publicUrl } from '#platform/kernel';
import type { Requestable } from '../requests/needs.js';

interface NearlyUsed {
  readonly id: string;
  readonly structureId: string;
  readonly structure: string;
  readonly bank: string;
  readonly category: Requestable;
  readonly allowed: number;
  readonly used: number;
  readonly percent: number;
}

// The quotas, or those in which reserved devices are counted, that have reached the part of the dated rule.
const NEARLY_USED = `
  SELECT q.id, q.structure_id AS "structureId", o.name AS structure, ${THE_BANK} AS bank, q.category, q.allowed, q.used, r.percent
  FROM allocation.quota q JOIN people.organisation o ON o.id = q.structure_id CROSS JOIN LATERAL (
    SELECT percent FROM allocation.quota_rule WHERE valid_from <= ${TODAY} ORDER BY valid_from DESC LIMIT 1) r
  WHERE (q.id = ANY ($1) OR q.id IN (SELECT l.quota_id FROM allocation.quota_ledger l JOIN allocation.reservation v ON v.unit_id = l.unit_id WHERE v.device_id = ANY ($1) AND v.ended_at IS NULL))
    AND ${TODAY} BETWEEN q.starts_on AND q.ends_on AND q.used * 100 >= q.allowed * r.percent AND q.used > 0`;

/** What is written about quotas: once for each quota, its number and the part from which on it is nearly used. */
export const QUOTA_NOTICES: Notices = {
  quota_nearly_used: {
    on: ['device.reserve'],
    to: ['structure_manager', ...BANK],
    usual: 'summary',
    usefulDays: 14,
    find: async (tx, ids) => {
      const found = await rows<NearlyUsed>(tx, NEARLY_USED, [ids]);
      return found.flatMap(({ id: subjectId, structureId, structure, bank, category, allowed, used, percent }) =>
        [structureId, bank].map((organisationId) => ({
          subjectId,
          organisationId,
          again: `${percent}/${allowed}`,
          data: { structure, category: categoryLabel(category), used, allowed, page: `${publicUrl() ?? ''}/quotas` },
        })),
      );
    },
  },
};
