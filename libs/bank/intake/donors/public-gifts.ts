import { TODAY } from '#bank/people';
import { type Reader, rows } from '#platform/database';
import type { BasisId, BasisSources } from '#platform/kernel';

/**
 * At which title the bank receives from an administration (CG3P, art. L. 3212-2, as the laws REEN and 3DS left it), and whether that title
 * lets it resell at a solidarity price (loi 3DS, art. 178).
 */
export const CAPACITIES = {
  not_said: { label: 'pas encore dit', resells: false },
  public_utility: { label: 'association reconnue d’utilité publique', resells: true },
  precarity: {
    label:
      'association d’intérêt général dont les statuts visent à équiper, former et accompagner des personnes en précarité',
    resells: true,
  },
  reuse_company: { label: 'organisme de réemploi agréé entreprise solidaire d’utilité sociale (ESUS)', resells: false },
  public_bank: { label: 'organisme public, par le texte qu’il a entré', resells: false },
} as const;
export type Capacity = keyof typeof CAPACITIES;

export const SELLING_MODES = {
  free: { label: 'elle donne, elle ne vend rien' },
  priced: { label: 'elle vend, au prix de sa grille' },
} as const;
export type SellingMode = keyof typeof SELLING_MODES;

/** What the law says of public gifts and of other things the program meets; each settled, or not yet. */
export const LAW_SUBJECTS = {
  public_gift: { label: 'Don d’un organisme public' },
  public_recipients: { label: 'Qui peut recevoir' },
  public_bank: { label: 'Banque publique' },
  unit_value: { label: 'Valeur d’un appareil donné' },
  unit_value_precarity: { label: 'Cette valeur, pour les associations de la loi 3DS' },
  solidarity_resale: { label: 'Vente à prix solidaire' },
  solidarity_price: { label: 'Plafond du prix solidaire' },
  sale_conformity: { label: 'Vente : garantie de conformité' },
  sale_presumption: { label: 'Vente : présomption' },
  sale_box: { label: 'Vente : encadré des garanties' },
  structure_resale: { label: 'Vente par une structure' },
  depreciated_value: { label: 'Valeur d’un matériel amorti' },
  mayor_gift: { label: 'Décision du maire pour un don' },
  oeth_day: { label: 'Attestation de sous-traitance (OETH)' },
  data_basis: { label: 'Ce qui permet de garder des données' },
  basis_public_mission: { label: 'Garder des données : mission d’intérêt public' },
  basis_legitimate_interest: { label: 'Garder des données : intérêt légitime' },
  basis_legal_obligation: { label: 'Garder des données : obligation légale' },
  accessibility: { label: 'Accessibilité du site' },
  prepaid_sim: { label: 'Identité pour une carte SIM' },
  waste_note: { label: 'Bordereau de déchets' },
} as const;
export type LawSubject = keyof typeof LAW_SUBJECTS;

export interface LawRule {
  readonly text: string;
  readonly source: string;
  /** Who decides, of what is not settled. */
  readonly decides: string | null;
}

/** The rule in force today of a subject, or null. What is not settled names who decides, and is never printed as law. */
export async function lawRule(on: Reader, subject: LawSubject): Promise<LawRule | null> {
  const [rule] = await rows<LawRule>(
    on,
    `SELECT text, source || CASE WHEN second_hand THEN ' (source lue de seconde main)' ELSE '' END AS source, CASE WHEN NOT settled THEN decides END AS decides FROM intake.law_rule
     WHERE subject = $1 AND valid_from <= ${TODAY} ORDER BY valid_from DESC LIMIT 1`,
    [subject],
  );
  return rule ?? null;
}

/** Each basis of keeping data of people with where it is written, by the rules of today. */
export const BASIS_SOURCES = `SELECT DISTINCT ON (subject) substr(subject, 7) AS id, source || CASE WHEN second_hand THEN ', lu de seconde main' ELSE '' END AS source
  FROM intake.law_rule WHERE starts_with(subject, 'basis_') AND valid_from <= ${TODAY} ORDER BY subject, valid_from DESC`;

export async function basisSources(on: Reader): Promise<BasisSources> {
  const found = await rows<{ id: BasisId; source: string }>(on, BASIS_SOURCES);
  return Object.fromEntries(found.map(({ id, source }) => [id, source]));
}

export interface SellingTerms {
  readonly mode: SellingMode;
  readonly capacity: Capacity;
  /** Where the capacity comes from, as it was entered. */
  readonly capacitySource: string;
  /** A text permits a structure's own resale of devices of public origin. */
  readonly structureResells: boolean;
  /** The text of the box on the guarantees, that every sale bears, was entered. */
  readonly saleBox: boolean;
}

/** The terms in force today (the bank's day). */
export async function sellingTerms(on: Reader): Promise<SellingTerms> {
  const [row] = await rows<SellingTerms>(on, SELLING_TERMS);
  return row!;
}

/** One row: the terms in force today, for whoever joins them to what they ask. */
export const SELLING_TERMS = `SELECT m.mode, c.capacity, c.source AS "capacitySource", l.settled AS "structureResells", x.settled AS "saleBox"
     FROM (SELECT (platform.now() AT TIME ZONE time_zone)::date AS today FROM people.bank) b
     CROSS JOIN LATERAL (SELECT mode FROM intake.selling_rule WHERE valid_from <= b.today ORDER BY valid_from DESC LIMIT 1) m
     CROSS JOIN LATERAL (SELECT capacity, source FROM intake.receiving_capacity WHERE valid_from <= b.today ORDER BY valid_from DESC LIMIT 1) c
     CROSS JOIN LATERAL (SELECT settled FROM intake.law_rule WHERE subject = 'structure_resale' AND valid_from <= b.today ORDER BY valid_from DESC LIMIT 1) l
     CROSS JOIN LATERAL (SELECT settled FROM intake.law_rule WHERE subject = 'sale_box' AND valid_from <= b.today ORDER BY valid_from DESC LIMIT 1) x`;
