import { DONOR_KINDS, type DonorView, isPerson } from '#bank/intake';
import type { AskedPaper } from '#bank/receipts';

/** « Camille Exemple (particulier) » where one may say the name, else what the donor is called. */
export const donorWords = (d: Pick<DonorView, 'name' | 'kind' | 'contact'>): string =>
  isPerson(d.kind) && d.contact?.name ? `${d.contact.name} (${DONOR_KINDS[d.kind].label.toLowerCase()})` : d.name;

const PAPER_WORDS: Readonly<Record<AskedPaper, string>> = {
  undertaking: 'engagement d’usage',
  agreement: 'attestation de don',
  collection_slip: 'bon de collecte',
  proof_of_reuse: 'preuve annuelle de réemploi',
  cerfa_16216: 'reçu fiscal Cerfa 16216',
  cerfa_11580: 'reçu fiscal Cerfa 11580',
};
export const paperWords = (paper: string): string => PAPER_WORDS[paper as AskedPaper] ?? paper;

/** The number a donor is known by, when it has one. */
export const identifierOf = (d: DonorView): string => d.siret ?? d.siren ?? d.rna ?? d.contact?.siren ?? '';
