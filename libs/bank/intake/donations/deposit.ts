import type { EntityManager } from 'typeorm';
import { showAssetCode } from '#bank/devices';
import { THE_BANK, TODAY } from '#bank/people';
import { type Reader, rows } from '#platform/database';
import { RuleBroken, type SealedJson } from '#platform/kernel';
import { openRepresentative, REPRESENTATIVE_JSON } from '../sealing.js';

export const DECISION_KINDS = { deliberation: 'Délibération', decision: 'Décision' } as const;
export type DecisionKind = keyof typeof DECISION_KINDS;

export interface DepositView {
  /** Its donor is public: it decides by an act that has a number. */
  readonly decides: boolean;
  readonly decision: {
    readonly kind: DecisionKind;
    readonly number: string;
    readonly on: string;
    readonly assembly?: string | null;
  } | null;
  /** Who represents the donor today; null: nobody said. */
  readonly representative: { readonly name: string; readonly quality: string; readonly from: string } | null;
}

/** The donations of which a device that is still somewhere waits for its public donor's decision. */
export const IN_DEPOSIT =
  'SELECT x.donation_id FROM devices.device x WHERE x.in_deposit AND x.state <> ALL (devices.out_states())';

export const inDeposit = (d: DepositView): boolean => d.decides && d.decision === null;

export async function depositOf(on: Reader, donationId: string): Promise<DepositView> {
  const [row] = await rows<DepositRow>(
    on,
    `SELECT coalesce((SELECT u.public_origin FROM intake.donor_rule u WHERE u.donor_kind = r.kind AND u.valid_from <= ${TODAY}
         ORDER BY u.valid_from DESC LIMIT 1), false) AS decides,
       (SELECT json_build_object('kind', d.kind, 'number', d.number, 'on', d.decided_on, 'assembly', d.assembly) FROM intake.donation_decision d
        WHERE d.donation_id = n.id AND d.donor_id = n.donor_id ORDER BY d.id DESC LIMIT 1) AS decision,
       (SELECT json_build_object('seal', ${REPRESENTATIVE_JSON}, 'from', p.valid_from) FROM intake.donor_representative p
        WHERE p.donor_id = ANY (intake.donors_of(r.id)) AND p.valid_from <= ${TODAY}
          AND (p.organisation_id = n.organisation_id OR p.organisation_id = ${THE_BANK})
        ORDER BY p.valid_from DESC, p.id DESC LIMIT 1) AS representative
     FROM intake.donation n JOIN intake.donor r ON r.id = n.donor_id WHERE n.id = $1`,
    [donationId],
  );
  const { representative, ...view } = row!;
  return {
    ...view,
    representative: representative && { ...openRepresentative(representative.seal), from: representative.from },
  };
}

type DepositRow = Omit<DepositView, 'representative'> & {
  readonly representative: { readonly seal: SealedJson; readonly from: string } | null;
};

/** As Postgres does (CG3P, art. L. 3212-2). @throws RuleBroken `intake.in_deposit` with the first one's code and its donation's number */
export async function mustNotBeInDeposit(tx: EntityManager, deviceIds: readonly string[]): Promise<void> {
  const [waiting] = await rows<{ code: string; number: string }>(
    tx,
    `SELECT d.code, n.number FROM devices.device d JOIN intake.donation n ON n.id = d.donation_id
     WHERE d.id = ANY($1) AND d.in_deposit ORDER BY d.id LIMIT 1`,
    [deviceIds],
  );
  if (waiting) throw new RuleBroken('intake.in_deposit', { code: showAssetCode(waiting.code), number: waiting.number });
}
