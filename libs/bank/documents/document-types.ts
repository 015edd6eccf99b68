import type { Paper } from './paper/paper.js';
import type { SIZES } from './paper/theme.js';
import { billOfSale, type SaleFacts } from './templates/bill-of-sale.js';
import { type CollectionSlipFacts, collectionSlip } from './templates/collection-slip.js';
import { type DonationAgreementFacts, donationAgreement } from './templates/donation-agreement.js';
import { type DonationCertificateFacts, donationCertificate } from './templates/donation-certificate.js';
import { type ErasureCertificateFacts, erasureCertificate } from './templates/erasure-certificate.js';
import type { BankIdentity } from './templates/facts.js';
import { handoverBank, handoverStructure } from './templates/handovers/handover.js';
import type { HandoverFacts, HandoverIdentity } from './templates/handovers/handover-words.js';
import { type SimSlipFacts, simSlip } from './templates/handovers/sim-slip.js';
import { type IncidentLetterAddressee, type IncidentLetterFacts, incidentLetter } from './templates/incident-letter.js';
import { type IncidentSheetFacts, incidentSheet } from './templates/incident-sheet.js';
import { type LabelSheetFacts, labelSheet } from './templates/label-sheet.js';
import { type ReceiptListFacts, receiptList } from './templates/receipt-list.js';
import { type ReuseProofFacts, reuseProof } from './templates/reuse-proof.js';
import {
  type CompanyReceiptFacts,
  companyReceipt,
  type DonorIdentity,
  personReceipt,
  type TaxReceiptFacts,
  type TraderIdentity,
  traderReceipt,
} from './templates/tax-receipt.js';
import {
  type DeliveryNoteFacts,
  deliveryNote,
  type TransferSlipFacts,
  transferSlip,
} from './templates/transfer-slip.js';

/** A kind of paper: how it is called, numbered and kept, and how it is drawn. `sealed` is what only a sealed paper says. */
export interface PaperKind<F, S = never> {
  readonly called: string;
  readonly title: (facts: F) => string;
  /** What stands printed at its head, for whoever compares: no name, no code. */
  readonly heading: (facts: F) => string;
  readonly prefix: string;
  readonly file: string;
  /** An « identity » paper names a private person: it is sealed, and erased at the date that its request gives. A permanent one names at most a donor that is an organisation, or who signed. */
  readonly retention: 'permanent' | 'identity';
  readonly names: boolean;
  /** False for a sheet without the frame of the bank's papers. */
  readonly framed?: false;
  readonly page?: (facts: F) => { readonly width: number; readonly height: number };
  /** True when a drawing with transparency may be placed on it: then it is no archivable PDF/A. */
  readonly picture?: true;
  /** The moment that dates it, where that is not when it was asked for; where nobody knows it, what stands in its place. */
  readonly dated?: (facts: F) => string | { readonly instead: string };
  /** Larger type, for what a beneficiary reads; plain otherwise. Of several, the first in which it has no more than `pages`. */
  readonly sizes?: readonly (keyof typeof SIZES)[];
  /** It has no more pages, where a smaller type makes it so. */
  readonly pages?: number;
  /** Its lists may stand in an annex (`Paper.annex`), where the leaf that is signed has no room for them. */
  readonly annexes?: true;
  readonly pauses?: true;
  /** Printed together with the other papers of the day's hand-overs. */
  readonly ofHandovers?: true;
  /** It names one device, whose later corrections its page tells. */
  readonly ofDevice?: true;
  readonly render: (paper: Paper, facts: F & { readonly bank: BankIdentity }, sealed: S | null) => void | Promise<void>;
}

/** Of what is one leaf of two sides, where names let it. */
const LEAF = { sizes: ['plain', 'close', 'tight'], pages: 2 } as const;

const kind = <F, S = never>(of: PaperKind<F, S>): PaperKind<F, S> => of;

/** Every paper there is. What else a new one needs: docs/extending.md, « A paper ». */
export const PAPER_TYPES = {
  label_sheet: kind<LabelSheetFacts>({
    called: 'Étiquettes',
    prefix: 'ET',
    file: 'etiquettes',
    retention: 'permanent',
    framed: false,
    pauses: true,
    names: false,
    ...labelSheet,
  }),
  collection_slip: kind<CollectionSlipFacts>({
    called: 'Bon de collecte',
    prefix: 'BC',
    file: 'bon-de-collecte',
    retention: 'permanent',
    names: true,
    ...LEAF,
    annexes: true,
    ...collectionSlip,
  }),
  transfer_slip: kind<TransferSlipFacts>({
    called: 'Bon de transfert',
    prefix: 'BT',
    file: 'bon-de-transfert',
    retention: 'permanent',
    names: false,
    ...LEAF,
    annexes: true,
    ...transferSlip,
  }),
  erasure_certificate: kind<ErasureCertificateFacts>({
    called: 'Certificat sur les données',
    prefix: 'CE',
    file: 'certificat-effacement',
    retention: 'permanent',
    names: false,
    ofDevice: true,
    ...LEAF,
    ...erasureCertificate,
  }),
  donation_certificate: kind<DonationCertificateFacts>({
    called: 'Certificat d’un don sur les données',
    prefix: 'CD',
    file: 'certificat-don',
    retention: 'permanent',
    names: false,
    pauses: true,
    ...donationCertificate,
  }),
  delivery_note: kind<DeliveryNoteFacts>({
    called: 'Bon de livraison',
    prefix: 'BL',
    file: 'bon-de-livraison',
    retention: 'permanent',
    names: false,
    ...LEAF,
    annexes: true,
    ...deliveryNote,
  }),
  handover_structure: kind<HandoverFacts, HandoverIdentity>({
    called: 'Attestation de remise (structure)',
    prefix: 'RS',
    file: 'attestation-remise-signee',
    retention: 'identity',
    picture: true,
    names: true,
    ofHandovers: true,
    ofDevice: true,
    ...handoverStructure,
  }),
  handover_bank: kind<HandoverFacts>({
    called: 'Attestation de remise (banque)',
    prefix: 'AR',
    file: 'attestation-remise',
    retention: 'permanent',
    names: false,
    ofHandovers: true,
    ofDevice: true,
    ...LEAF,
    ...handoverBank,
  }),
  bill_of_sale: kind<SaleFacts, HandoverIdentity>({
    called: 'Acte de vente',
    prefix: 'AV',
    file: 'acte-de-vente',
    retention: 'identity',
    picture: true,
    names: true,
    ofHandovers: true,
    ofDevice: true,
    ...LEAF,
    ...billOfSale,
  }),
  donation_agreement: kind<DonationAgreementFacts>({
    called: 'Convention ou attestation de don',
    prefix: 'CV',
    file: 'convention-de-don',
    retention: 'permanent',
    names: true,
    ...LEAF,
    annexes: true,
    ...donationAgreement,
  }),
  tax_receipt_company: kind<CompanyReceiptFacts>({
    called: 'Reçu fiscal, entreprise',
    prefix: 'RF',
    file: 'recu-fiscal',
    retention: 'permanent',
    names: true,
    ...LEAF,
    annexes: true,
    ...companyReceipt,
  }),
  tax_receipt_trader: kind<TaxReceiptFacts, TraderIdentity>({
    called: 'Reçu fiscal, entrepreneur individuel',
    prefix: 'RF',
    file: 'recu-fiscal',
    retention: 'identity',
    names: true,
    ...LEAF,
    annexes: true,
    ...traderReceipt,
  }),
  tax_receipt_person: kind<TaxReceiptFacts, DonorIdentity>({
    called: 'Reçu fiscal, particulier',
    prefix: 'RF',
    file: 'recu-fiscal',
    retention: 'identity',
    names: true,
    ...LEAF,
    annexes: true,
    ...personReceipt,
  }),
  receipt_list: kind<ReceiptListFacts>({
    called: 'Reçus fiscaux de l’année',
    prefix: 'LR',
    file: 'recus-de-l-annee',
    retention: 'permanent',
    names: true,
    ...receiptList,
  }),
  reuse_proof: kind<ReuseProofFacts>({
    called: 'Preuve de réemploi',
    prefix: 'PR',
    file: 'preuve-de-reemploi',
    retention: 'permanent',
    names: true,
    ...LEAF,
    ...reuseProof,
  }),
  sim_slip: kind<SimSlipFacts>({
    called: 'Remise de carte SIM',
    prefix: 'SM',
    file: 'bon-sim',
    retention: 'permanent',
    sizes: ['easy', 'snug', 'close'],
    pages: 2,
    names: false,
    ofHandovers: true,
    ...simSlip,
  }),
  incident_letter: kind<IncidentLetterFacts, IncidentLetterAddressee>({
    called: 'Lettre au responsable des données',
    prefix: 'LI',
    file: 'lettre-incident',
    retention: 'identity',
    names: true,
    ...incidentLetter,
  }),
  incident_sheet: kind<IncidentSheetFacts>({
    called: 'Fiche des faits d’un incident',
    prefix: 'FF',
    file: 'fiche-des-faits',
    retention: 'permanent',
    names: true,
    ...incidentSheet,
  }),
} as const;

export type DocumentType = keyof typeof PAPER_TYPES;
export const DOCUMENT_TYPES = Object.keys(PAPER_TYPES) as DocumentType[];
export const isDocumentType = (text: unknown): text is DocumentType => DOCUMENT_TYPES.includes(text as DocumentType);
export const nameOfPaper = (type: DocumentType): string => PAPER_TYPES[type].called;
export const NAMING = DOCUMENT_TYPES.filter((type) => kindOf(type).names);
export type FactsOf<T extends DocumentType> = (typeof PAPER_TYPES)[T] extends PaperKind<infer F, infer _S> ? F : never;
export type SealedFactsOf<T extends DocumentType> =
  (typeof PAPER_TYPES)[T] extends PaperKind<infer _F, infer S> ? S : never;

/** The kind of a type that only a string names; its facts are whatever was asked for. */
export function kindOf(type: DocumentType): PaperKind<unknown, unknown> {
  return PAPER_TYPES[type] as unknown as PaperKind<unknown, unknown>;
}
