import type { EventOrigin } from '#bank/devices';

/** Age bands as La Coop stores them, so that nobody types them again. */
export const AGE_BANDS = {
  moins_de_douze: 'Moins de 12 ans',
  douze_dix_huit: '12 à 17 ans',
  dix_huit_vingt_quatre: '18 à 24 ans',
  vingt_cinq_trente_neuf: '25 à 39 ans',
  quarante_cinquante_neuf: '40 à 59 ans',
  soixante_soixante_neuf: '60 à 69 ans',
  soixante_dix_plus: '70 ans et plus',
  non_communique: 'Non communiqué',
} as const;
export type AgeBand = keyof typeof AGE_BANDS;

/** Situations as La Coop stores them (`statut_social`). */
export const SITUATIONS = {
  scolarise: 'Scolarisé',
  sans_emploi: 'Sans emploi',
  en_emploi: 'En emploi',
  retraite: 'Retraité',
  non_communique: 'Non communiqué',
} as const;
export type Situation = keyof typeof SITUATIONS;

/** What figures need of a person: bands and a commune, nothing that points at somebody. */
export interface StatisticsInput {
  readonly ageBand?: string;
  readonly situation?: string;
  readonly commune?: string;
  readonly communeCode?: string | null;
}

/** A reference as its own structure sees it. Whether an identity is kept, never the identity. */
export interface BeneficiaryView {
  readonly id: string;
  readonly reference: string;
  readonly ageBand: AgeBand;
  readonly situation: Situation;
  readonly commune: string;
  readonly communeCode: string | null;
  readonly lastContactOn: string;
  readonly createdAt: Date;
  /** `declared`: a hand-over that an earlier tool recorded, nobody known. */
  readonly origin: EventOrigin;
  readonly hasIdentity: boolean;
  /** When the identity goes by itself. */
  readonly identityUntil: string | null;
  /** Devices the person has now, under whichever reference. */
  readonly devices: number;
  /** Other references of the same person: they lead here. */
  readonly merged: readonly MergedReference[];
}

/** A reference that was merged; while it is fresh, that may be undone. */
export interface MergedReference {
  readonly id: string;
  readonly reference: string;
  readonly fresh: boolean;
}
