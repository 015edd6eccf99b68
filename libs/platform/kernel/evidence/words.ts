import { type DeviceEvidence, deviceEvidence, type EvidenceCounts, PROOFS, type Proof } from './proofs.js';

// The only file that says « effacé », « prouvé », « testé », « reconditionné » of a device on a paper or a page (scripts/check-words.mjs).

export const proofLabel = (proof: Proof): string => PROOFS[proof].label;

type Plural = readonly [one: string, many: string];

const COUNTED: Readonly<Record<DeviceEvidence, Plural>> = {
  log: ['prouvé par un journal', 'prouvés par un journal'],
  destroyed: ['support détruit', 'supports détruits'],
  declared: ['déclaré par une personne', 'déclarés par une personne'],
  no_medium: ['sans support de stockage', 'sans support de stockage'],
  waits: ['pas encore prouvé', 'pas encore prouvés'],
  no_need: ['qui ne garde pas de données', 'qui ne gardent pas de données'],
};

export const EVIDENCE_ROWS: Readonly<Record<DeviceEvidence, string>> = {
  log: 'Effacé, prouvé par un journal de l’outil',
  destroyed: 'Support détruit, déclaré et signé',
  declared: 'Effacé ou réinitialisé, déclaré par une personne',
  no_medium: 'Sans support de stockage, déclaré par une personne',
  waits: 'Pas encore prouvé',
  no_need: 'Ne garde pas de données par nature',
};

export const evidenceRow = (proofs: readonly Proof[]): string => EVIDENCE_ROWS[deviceEvidence(proofs)];

const ORDER: readonly DeviceEvidence[] = ['log', 'destroyed', 'declared', 'no_medium', 'waits', 'no_need'];

/** The rows with devices, the strongest proof first; they add up to all the devices. */
export const evidenceRows = (counts: EvidenceCounts): { readonly label: string; readonly devices: number }[] =>
  ORDER.filter((told) => counts[told] > 0).map((told) => ({ label: EVIDENCE_ROWS[told], devices: counts[told] }));

/** « 6 prouvés par un journal, 1 support détruit, 3 déclarés par une personne, 8 sans support de stockage ». */
export const evidenceLine = (counts: EvidenceCounts): string =>
  ORDER.filter((told) => counts[told] > 0)
    .map((told) => `${counts[told].toLocaleString('fr-FR')} ${COUNTED[told][counts[told] > 1 ? 1 : 0]}`)
    .join(', ');

/** What a loss leaves in the open. */
export const UNERASED = {
  medium: ['support non effacé', 'supports non effacés'],
  device: ['appareil qui n’est pas effacé', 'appareils qui ne sont pas effacés'],
} as const satisfies Readonly<Record<string, Plural>>;

export const PROVEN_BY_LOG = 'Effacement prouvé par un journal';

/** Devices of a donor, where it is not told how many people have one. */
export const UNDER_WAY = 'En préparation, prêts à être remis, ou déjà en service';

/** What a donor reads of its data, a sentence each. */
export function donorSentences(counts: EvidenceCounts, certificates: number): string[] {
  const known = counts.log + counts.destroyed + counts.declared + counts.no_medium;
  return [
    known
      ? `Données, appareil par appareil : ${evidenceLine(counts)}.`
      : 'Rien n’est encore prouvé. Un appareil n’est remis qu’une fois ses données traitées.',
    counts.declared + counts.no_medium
      ? 'Ce qui est déclaré est signé par une personne ; aucun journal ne le montre.'
      : '',
    certificates
      ? `${certificates.toLocaleString('fr-FR')} ${certificates > 1 ? 'certificats, un' : 'certificat, un'} par appareil, ${certificates > 1 ? 'disent' : 'dit'} comment on le sait.`
      : '',
  ].filter(Boolean);
}

export const ERASURE_PROMISE =
  'Avant toute remise, les données de chaque support de stockage sont effacées, ou le support est détruit. Le certificat dit, support par support, si c’est prouvé par un journal ou déclaré par une personne.';

export const ERASURE_IN_GENERAL =
  'Les disques sont effacés, ou détruits, avant qu’un appareil soit remis. Pour chacun, un certificat dit comment on le sait : par le journal de l’outil, ou parce qu’une personne le déclare et signe.';

/** Goods that the donor has not decided to give yet. */
export const IN_DEPOSIT =
  'En dépôt : tant que la délibération ou la décision du donateur n’est pas enregistrée, les appareils sont collectés, leurs données sont traitées, et aucun n’est remis.';
