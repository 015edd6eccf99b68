import type { SignatoryAct, SignedAct } from '../word-lists.js';

/** What somebody may be authorised to sign, as pages say it. */
export const SIGNATORY_ACT_WORDS: Readonly<Record<SignatoryAct, string>> = {
  agreement: 'Conventions et attestations de don',
  receipt: 'Reçus fiscaux',
  attestation: 'Attestations : remise, réemploi',
  statement: 'Déclarations et listes de l’année',
  reception: 'Réceptions : lots, livraisons',
};

/**
 * By what authority an act is signed, and whether it binds the organisation: then somebody of the list must be there. What is not here is
 * signed by number: a name at the bench would tell a disability.
 */
export const AUTHORITY: Readonly<
  Partial<Record<SignedAct, { readonly by: SignatoryAct; readonly needed: boolean; readonly printed?: true }>>
> = {
  agreement: { by: 'agreement', needed: true },
  // A receipt bears the legible signature of an authorised person, which may be printed (notices of CERFA 16216 and 11580).
  receipt: { by: 'receipt', needed: true, printed: true },
  receipt_list: { by: 'statement', needed: true },
  reuse_proof: { by: 'attestation', needed: true },
  hand_over: { by: 'attestation', needed: false },
  sim_hand_out: { by: 'attestation', needed: false },
};
