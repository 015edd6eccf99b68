/** The legal bases of processings (GDPR, art. 6.1). The dated rules say where each is written. */
const BASES = {
  public_mission: 'mission d’intérêt public',
  legitimate_interest: 'intérêt légitime',
  legal_obligation: 'obligation légale',
} as const;
export type BasisId = keyof typeof BASES;
export type BasisSources = Readonly<Partial<Record<BasisId, string>>>;
/** By kind of bank where it is the bank's mission or its interest. */
type Basis = Readonly<Record<BodyKind, BasisId>> | BasisId;

export const BODY_KINDS = {
  public_body: 'Un organisme public',
  private_body: 'Un organisme privé : association, entreprise',
} as const;
export type BodyKind = keyof typeof BODY_KINDS;

const MISSION: Basis = {
  public_body: 'public_mission',
  private_body: 'legitimate_interest',
};

/** A processing of the register (GDPR, art. 30.1), in words that people read. */
export interface ProcessingText {
  readonly title: string;
  readonly people: string;
  readonly purpose: string;
  readonly basis: Basis;
  /** Nobody else reads it, and nothing leaves for another country. */
  readonly readers: string;
}

/** Why people's data is held here. A column that holds some names its processing (`Personal`); a test refuses a processing without a column. */
export const PROCESSINGS = {
  accounts: {
    title: 'Comptes',
    people: 'Personnes qui travaillent avec la banque',
    purpose: 'Ouvrir une session, savoir qui a fait quoi',
    basis: MISSION,
    readers: 'Les membres de la même organisation ; ailleurs, un numéro d’opérateur',
  },
  security: {
    title: 'Traces de sécurité',
    people: 'Personnes qui se connectent ou essaient',
    purpose: 'Empêcher et retrouver les accès interdits',
    basis: MISSION,
    readers: 'L’administration de la banque',
  },
  looking: {
    title: 'Journal des identités consultées',
    people: 'Membres qui lisent l’identité ou les coordonnées d’une personne',
    purpose: 'Savoir qui a lu l’identité de qui, et retrouver un abus',
    basis: MISSION,
    readers: 'Le responsable de l’organisation pour laquelle on a consulté, et lui seul',
  },
  publishing: {
    title: 'Mentions de la banque',
    people: 'Responsables de la banque',
    purpose: 'Dire qui répond du site et des documents, comme la loi le demande',
    basis: 'legal_obligation',
    readers: 'Tout le monde',
  },
  signing: {
    title: 'Signataires',
    people: 'Personnes autorisées à signer pour la banque, une structure, un atelier ou un donateur',
    purpose: 'Signer un acte par son nom et sa qualité, et pouvoir montrer qui en avait le droit',
    basis: MISSION,
    readers: 'Leur organisation, et qui lit un document qu’elles ont signé',
  },
  giving: {
    title: 'Dons',
    people: 'Particuliers et entrepreneurs individuels qui donnent, personnes à joindre chez un donateur',
    purpose: 'Convenir du don, venir le chercher, demander de lever un verrou',
    basis: MISSION,
    readers: 'Le point de collecte qui reçoit le don, la banque',
  },
  receipts: {
    title: 'Reçus fiscaux',
    people: 'Particuliers et entrepreneurs individuels qui donnent',
    purpose: 'Délivrer le reçu et pouvoir le justifier',
    basis: 'legal_obligation',
    readers: 'La banque',
  },
  accompanying: {
    title: 'Personnes accompagnées',
    people: 'Bénéficiaires',
    purpose: 'Remettre un appareil à la bonne personne, et compter sans nommer',
    basis: MISSION,
    readers: 'La structure qui accompagne la personne, et elle seule, pour son identité',
  },
  handing_over: {
    title: 'Remises signées',
    people: 'Bénéficiaires',
    purpose: 'Prouver la remise',
    basis: MISSION,
    readers: 'La structure qui a remis l’appareil',
  },
  lines: {
    title: 'Cartes SIM',
    people: 'Bénéficiaires',
    purpose: 'Remettre une ligne, débloquer la carte, arrêter une ligne perdue',
    basis: MISSION,
    readers: 'La structure qui détient la carte, la banque',
  },
  faults: {
    title: 'Pannes signalées',
    people: 'Personnes qui signalent une panne',
    purpose: 'Comprendre la panne et rappeler',
    basis: MISSION,
    readers: 'La structure qui a remis l’appareil, la banque',
  },
  files: {
    title: 'Fichiers reçus',
    people: 'Personnes qu’un tableur ou un inventaire nomme sans qu’on l’ait demandé',
    purpose: 'Relire le fichier tel qu’il a été envoyé, le temps de décider',
    basis: MISSION,
    readers: 'L’organisation qui a envoyé le fichier, la banque',
  },
  words: {
    title: 'Notes libres',
    people: 'Personnes dont une note parlerait, bien qu’on demande de ne pas le faire',
    purpose: 'Transmettre une consigne sur un appareil ou une demande',
    basis: MISSION,
    readers: 'Qui voit l’appareil ou la demande',
  },
  mails: {
    title: 'Messages envoyés',
    people: 'Destinataires des messages',
    purpose: 'Envoyer un message une fois, et savoir s’il est parti',
    basis: MISSION,
    readers: 'Les mots : le programme seul. À qui, quoi et quand : le responsable de l’organisation, et la banque',
  },
  papers: {
    title: 'Documents',
    people: 'Personnes qu’un document nomme',
    purpose: 'Garder la preuve d’un don, d’une remise, d’un effacement',
    basis: MISSION,
    readers: 'Les organisations que le document concerne',
  },
} as const satisfies Record<string, ProcessingText>;
export type Processing = keyof typeof PROCESSINGS;

/** The basis of a processing, for this kind of bank; null: the kind is not set. @param sources as the dated rules of today say them */
export function basisOf(processing: Processing, kind: BodyKind | null, sources: BasisSources): string {
  const { basis }: ProcessingText = PROCESSINGS[processing];
  const id = typeof basis === 'string' ? basis : kind && basis[kind];
  if (!id) return 'à régler par la banque : organisme public ou privé';
  return sources[id] ? `${BASES[id]} (${sources[id]})` : BASES[id];
}
