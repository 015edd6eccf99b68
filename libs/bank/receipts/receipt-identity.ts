import { isSoleTraderForm } from '#bank/intake';
import { askAll, isLuhn, RuleBroken } from '#platform/kernel';
import type { Gift } from './gift.js';
import { isBusiness, RECEIPT_KINDS, type ReceiptKind } from './receipt.views.js';

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
export type Recipient = Awaited<ReturnType<typeof readIdentity>>;

/** How long each may be. */
const LONGEST = { name: 200, address: 300, legalForm: 100 };

/**
 * Whom the receipt is made out to, checked: all that is to be corrected is said at once. What is known of a company fills what was left empty.
 * @throws RuleBroken `receipts.identity_incomplete`, `receipts.identity_too_long`, `receipts.form_of_a_person`, `receipts.siren_missing`, `receipts.siren_wrong`
 */
export async function readIdentity(kind: ReceiptKind, typed: ReceiptIdentity, gift: Gift) {
  const clean = (text: string | null | undefined) => text?.replace(/\s+/g, ' ').trim() ?? '';
  const said = {
    name: clean(typed.name) || clean(gift.donorName),
    address: clean(typed.address) || (kind === 'company' ? clean(gift.donorAddress) : ''),
    legalForm:
      clean(typed.legalForm) ||
      clean(gift.donorLegalForm) ||
      (kind === 'sole_trader' ? RECEIPT_KINDS.sole_trader.label : ''),
  };
  const siren = gift.donorSiren ?? ((typed.siren ?? '').replace(/\s/g, '') || null);
  await askAll(
    ...(['name', 'address', 'legalForm'] as const).map((field) => () => {
      if (!said[field] && (field !== 'legalForm' || kind === 'company'))
        throw new RuleBroken('receipts.identity_incomplete', { field }, field);
      if (said[field].length > LONGEST[field]) throw new RuleBroken('receipts.identity_too_long', { field }, field);
    }),
    () => {
      // The name of a business that is a person would stand in clear.
      if (kind === 'company' && isSoleTraderForm(said.legalForm))
        throw new RuleBroken('receipts.form_of_a_person', { form: said.legalForm }, 'legalForm');
    },
    () => {
      if (isBusiness(kind) && siren === null) throw new RuleBroken('receipts.siren_missing', {}, 'siren');
      if (siren !== null && !(/^\d{9}$/.test(siren) && isLuhn(siren)))
        throw new RuleBroken('receipts.siren_wrong', {}, 'siren');
    },
  );
  return { ...said, siren: isBusiness(kind) ? siren : null };
}
