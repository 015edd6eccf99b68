import { isLuhn, RuleBroken } from '#kernel';
import type { Gift } from './gift.js';
import type { ReceiptKind } from './receipt.views.js';

/** Who the receipt is made out to. A person's name and address go on the sealed paper and nowhere else. */
export interface ReceiptIdentity {
  readonly name: string;
  readonly address: string;
  /** Of a company. */
  readonly legalForm?: string;
  /** Of a company whose number is not known yet. */
  readonly siren?: string;
}

/** The identity that the receipt states, after what is known of the donor filled it. */
export type Recipient = ReturnType<typeof readIdentity>;

/**
 * Whom the receipt is made out to, checked. What is known of a company fills what was left empty.
 * @throws RuleBroken `receipts.identity_incomplete`, `receipts.identity_too_long`, `receipts.siren_wrong`
 */
export function readIdentity(kind: ReceiptKind, typed: ReceiptIdentity, gift: Gift) {
  const clean = (text: string | null | undefined) => text?.replace(/\s+/g, ' ').trim() ?? '';
  const name = clean(typed.name) || clean(gift.donorName);
  const address = clean(typed.address) || (kind === 'company' ? clean(gift.donorAddress) : '');
  const legalForm = clean(typed.legalForm) || clean(gift.donorLegalForm);
  const missing = !name ? 'name' : !address ? 'address' : kind === 'company' && !legalForm ? 'legalForm' : null;
  if (missing) throw new RuleBroken('receipts.identity_incomplete', { field: missing }, missing);
  const long =
    name.length > 200 ? 'name' : address.length > 300 ? 'address' : legalForm.length > 100 ? 'legalForm' : null;
  if (long) throw new RuleBroken('receipts.identity_too_long', { field: long }, long);
  const siren = gift.donorSiren ?? ((typed.siren ?? '').replace(/\s/g, '') || null);
  if (siren !== null && !(/^\d{9}$/.test(siren) && isLuhn(siren)))
    throw new RuleBroken('receipts.siren_wrong', {}, 'siren');
  return { name, address, legalForm, siren: kind === 'company' ? siren : null };
}
