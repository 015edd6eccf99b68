import type { NewDonation } from '#bank/intake';

export type GiftCategory = 'laptop' | 'desktop' | 'tablet';

export const DONORS = {
  school: { kind: 'public_body', name: 'Lycée des Marronniers' },
  insurer: { kind: 'company', name: 'Assurances du Rond-Point' },
  clinic: { kind: 'association', name: 'Clinique des Tilleuls' },
  office: { kind: 'company', name: 'Bureau d’études Lagarde' },
} as const satisfies Record<string, NonNullable<NewDonation['donor']>>;

/** Structures that joined before those whom the demo follows, each with one person who works there. */
export const FORMER_STRUCTURES = {
  socialCentre: {
    kind: 'structure',
    name: 'Centre social des Acacias',
    structureType: 'social_centre',
    commune: 'Colombes (92)',
    communeCode: '92025',
    agent: { name: 'Salomé', email: 'salome@demo.example' },
  },
  missionLocale: {
    kind: 'structure',
    name: 'Mission locale des Bords de Seine',
    structureType: 'work_inclusion',
    commune: 'Gennevilliers (92)',
    communeCode: '92036',
    agent: { name: 'Yanis', email: 'yanis@demo.example' },
  },
  franceServices: {
    kind: 'structure',
    name: 'France Services de Clichy',
    structureType: 'france_services',
    commune: 'Clichy (92)',
    communeCode: '92024',
    agent: { name: 'Maud', email: 'maud@demo.example' },
  },
} as const;
export type StructureKey = 'structure' | 'otherStructure' | keyof typeof FORMER_STRUCTURES;

export interface Round {
  /** How many days ago it came in and left for a workshop, came back ready, and was handed over. */
  readonly days: readonly [giftOn: number, readyOn: number, handedOverOn: number];
  readonly donor: keyof typeof DONORS;
  readonly workshop: 'workshop' | 'otherWorkshop';
  readonly structure: StructureKey;
  readonly devices: Readonly<Partial<Record<GiftCategory, number>>>;
  /** How many of the last category were beyond repair. */
  readonly recycled: number;
}

/** Fourteen months, from the oldest on. The structures that the demo follows have few devices: what they ask for later stays within their quota. */
export const ROUNDS: readonly Round[] = (
  [
    [[424, 396, 380], 'school', 'workshop', 'otherStructure', { laptop: 3 }, 0],
    [[379, 359, 351], 'insurer', 'workshop', 'structure', { laptop: 5, desktop: 2 }, 1],
    [[349, 330, 318], 'office', 'otherWorkshop', 'socialCentre', { laptop: 5 }, 0],
    [[316, 302, 290], 'clinic', 'workshop', 'structure', { desktop: 3, tablet: 2 }, 0],
    [[288, 270, 261], 'school', 'workshop', 'missionLocale', { laptop: 7 }, 1],
    [[258, 243, 236], 'insurer', 'otherWorkshop', 'franceServices', { laptop: 5, tablet: 2 }, 0],
    [[229, 214, 206], 'office', 'workshop', 'structure', { laptop: 6, desktop: 2 }, 1],
    [[200, 187, 176], 'clinic', 'workshop', 'socialCentre', { desktop: 4, tablet: 3 }, 0],
    [[172, 158, 148], 'insurer', 'otherWorkshop', 'franceServices', { laptop: 5 }, 0],
    [[131, 110, 101], 'school', 'workshop', 'missionLocale', { laptop: 3 }, 0],
    [[96, 85, 77], 'office', 'workshop', 'franceServices', { laptop: 8, desktop: 1 }, 1],
    [[70, 59, 50], 'insurer', 'otherWorkshop', 'socialCentre', { laptop: 6, tablet: 3 }, 0],
    [[44, 32, 21], 'school', 'workshop', 'missionLocale', { laptop: 7, desktop: 2 }, 1],
  ] as const
).map(([days, donor, workshop, structure, devices, recycled]) => ({
  days,
  donor,
  workshop,
  structure,
  devices,
  recycled,
}));
