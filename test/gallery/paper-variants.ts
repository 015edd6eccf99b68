import type { DocumentType, DonorSheetFacts, FallbackFacts, SlidesFacts } from '#bank/documents';
import * as sample from '../fixtures/papers.js';

/** What a kind of paper may say besides what the sample of its kind does: facts put over those. */
export const VARIANTS: Readonly<
  Record<string, { readonly type: DocumentType; readonly over: object; readonly sealed?: object }>
> = {
  certificate_absent: { type: 'erasure_certificate', over: { media: [medium('absent', 'Aucun support constaté')] } },
  certificate_declared: {
    type: 'erasure_certificate',
    over: {
      media: [
        medium('stated', 'Effacement déclaré'),
        medium('reset', 'Réinitialisation d’usine'),
        medium('decided', 'PRNG, 1 passe'),
      ],
    },
  },
  certificate_removed: {
    type: 'erasure_certificate',
    over: {
      media: [
        { ...medium('removed', 'Retrait'), methodClass: null, followedAs: 'SUP-7K3F-92Q', witness: 1044 },
        { ...medium('new', 'Support neuf'), methodClass: null, witness: 1044 },
      ],
    },
  },
  certificate_destroyed: {
    type: 'erasure_certificate',
    over: {
      media: [{ ...medium('destroyed', 'Broyage'), methodClass: 'destroy', witness: 1044 }],
      removed: 'SUP-7K3F-92Q',
    },
  },
  incident_sheet_person: {
    type: 'incident_sheet',
    over: {
      controller: {
        ...sample.incidentSheet.controller,
        name: 'Particulier',
        household: true,
        toldAt: null,
        toldHow: null,
      },
    },
  },
  handover_unsigned: {
    type: 'handover_structure',
    over: { replaces: 'X4M8T2B', unsigned: 'La personne n’est pas là', agreedByPhone: false, signature: 'none' },
    sealed: { name: 'Référence P-8F3K-2' },
  },
  handover_by_phone: {
    type: 'handover_structure',
    over: {
      replaces: 'X4M8T2B',
      unsigned: 'La personne est d’accord, au téléphone',
      agreedByPhone: true,
      signature: 'none',
    },
    sealed: { name: 'Camille Exemple' },
  },
  handover_reached: {
    type: 'handover_structure',
    over: {
      contact: { address: '3 rue des Essais, 92220 Bagneux', hours: 'du lundi au vendredi, 9 h à 17 h' },
      tested: { main: 'Pas testé', under: 'pas de fiche de test réussie' },
    },
  },
  handover_bank_replaced: {
    type: 'handover_bank',
    over: { replaces: 'X4M8T2B', unsigned: 'La personne n’est pas là', signature: 'none' },
  },
  agreement_deposit: {
    type: 'donation_agreement',
    over: { decision: null, announced: true, devices: [], arrivals: null, representative: null },
  },
  agreement_company: {
    type: 'donation_agreement',
    over: {
      donor: sample.companyReceipt.donor,
      undertaking: null,
      clauses: [],
      processor: undefined,
      ground: null,
      cap: null,
      decision: undefined,
      arrivals: null,
    },
  },
  delivery_received: {
    type: 'delivery_note',
    over: { received: { ...sample.deliveryNote.delivered, organisation: 'CCAS de Bagneux', operator: 1077 } },
  },
  sale_by_structure: { type: 'bill_of_sale', over: { paidBy: 'structure', attested: null } },
  reuse_small: {
    type: 'reuse_proof',
    over: {
      given: 4,
      reused: null,
      outcomes: [],
      byCategory: [],
      communes: [],
      overTenYears: 0,
      ageUnknown: 4,
      donations: ['D-2026-0042'],
      evidence: { log: 0, destroyed: 0, declared: 0, no_medium: 4, waits: 0, no_need: 0 },
    },
  },
};

function medium(result: string, method: string) {
  return {
    kind: 'SSD',
    model: null,
    serial: 'S35ENX0J512345',
    methodClass: 'clear',
    method,
    result,
    endedAt: sample.AT,
    operator: 1043,
    logSha256: result === 'decided' ? 'c3'.repeat(32) : null,
  };
}

export const fallback: FallbackFacts = {
  organisation: 'CCAS de Bagneux',
  helpline: sample.bank.helpline,
  promise: 'J’ai reçu cet appareil. Je ne le vends pas.',
};

export const donorFacts: DonorSheetFacts = {
  title: 'Ce que sont devenus vos appareils',
  sentence: 'Ville de Suresnes a donné 42 appareils depuis janvier 2026.',
  given: 42,
  fates: [
    { label: 'en service', devices: 24, tone: 'first' },
    { label: 'en préparation', devices: 14, tone: 'second' },
    { label: 'recyclés', devices: 4, tone: 'off' },
  ],
  communes: ['Bagneux : 12'],
  communesNote: 'Les autres communes en ont trop peu pour être affichées.',
  data: ['Données, appareil par appareil : 26 prouvés par un journal, 3 déclarés par une personne.'],
  countedAt: sample.AT,
};

const bar = (
  label: string,
  value: number | null,
  over: Partial<SlidesFacts['pictures'][number]['bars'][number]> = {},
) => ({
  label,
  short: label.slice(0, 1).toUpperCase(),
  value,
  shown: value === null ? 'non affiché' : null,
  below: 4,
  level: 0,
  pale: false,
  ...over,
});
export const slides: SlidesFacts = {
  title: 'Chiffres, septembre 2026',
  counted: 'Compté le 25 novembre 2026 à 15 h 12',
  numbers: [
    { value: '412', label: 'appareils donnés' },
    { value: '318', label: 'remis à une personne' },
    { value: '77 %', label: 'de ce qui est arrivé' },
  ],
  note: 'Un nombre de 1 à 4 n’est pas affiché.',
  pictures: [
    {
      title: 'Appareils par commune',
      note: 'Depuis le 1er janvier',
      columns: false,
      bars: [bar('Bagneux', 120), bar('Nanterre', 80), bar('Suresnes', null)],
    },
    {
      title: 'Remises par mois',
      note: 'Depuis le 1er janvier',
      columns: true,
      bars: [bar('janvier', 20), bar('février', 35), bar('mars', null), bar('avril', 41)],
    },
  ],
};
