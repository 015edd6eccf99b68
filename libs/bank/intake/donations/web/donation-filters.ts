import { DONATION_STATES, type DonationState } from '#bank/intake';
import type { DonationPageQuery } from '../../web/intake.dto.js';

/** What the page's address narrows the list of donations to. */
export function donationFilters({ etat, q, donorId, donorKind, tableur, convention, sort }: DonationPageQuery) {
  const state = etat && Object.hasOwn(DONATION_STATES, etat) ? (etat as DonationState) : undefined;
  return {
    ...(state ? { state } : {}),
    ...(q ? { q } : {}),
    ...(donorId ? { donorId } : {}),
    ...(donorKind ? { donorKind } : {}),
    ...(sort ? { sort } : {}),
    ...(tableur === 'a-verifier' ? { fileReady: true } : {}),
    ...(convention === 'a-signer' ? { agreementAwaited: true } : {}),
  };
}
