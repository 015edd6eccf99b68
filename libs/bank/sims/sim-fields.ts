import type { Sim } from './sim.entity.js';

interface SimFieldSpec {
  readonly column: string;
  readonly label: string;
  readonly max: number;
  readonly hint: string;
  readonly width?: 'medium';
  /** A day instead of words: `2027-03-31`. */
  readonly day?: true;
  /** By which titles a supplier's list has a column of it; without, it is said with the list alone. */
  readonly titles?: RegExp;
  /** Every card has it: the list is asked for it before its cards come in. */
  readonly needed?: true;
  /** In the list of cards, below the number of each. */
  readonly listed?: true;
}

/**
 * What a supplier says of a card, in words. From a line here come its column in a supplier's list, its field in the form and in the API
 * that take such a list in, its checks, the card's row, the list of cards, its page and the column of the export. Beside it, a migration
 * adds the column, `sim.entity.ts` says whose words it holds, and `endings.sql` of `platform` what becomes of them.
 */
export const SIM_FIELDS = {
  carrier: {
    column: 'carrier',
    label: 'Opérateur',
    max: 60,
    hint: 'Pour les cartes dont la liste ne le dit pas.',
    width: 'medium',
    titles: /^(?:operateur|reseau|fournisseur|operator|carrier)$/,
    needed: true,
    listed: true,
  },
  plan: {
    column: 'plan',
    label: 'Forfait',
    max: 120,
    hint: 'En clair, pour le bon de remise : 20 Go par mois pendant 12 mois.',
  },
  creditEndsOn: {
    column: 'credit_ends_on',
    label: 'Fin du crédit',
    max: 10,
    hint: 'Dernier jour, pour les cartes dont la liste ne le dit pas. La structure est prévenue avant, si la carte est remise.',
    day: true,
    titles:
      /^(?:(?:date )?(?:de )?(?:la )?fin (?:de |du |d )?(?:credit|forfait|validite|recharge|abonnement|service)|validite|valable jusqu au|(?:date d )?(?:expiration|echeance)|expire le|credit until|valid until|expiry(?: date)?|expiration date)$/,
    listed: true,
  },
} as const satisfies Readonly<Record<string, SimFieldSpec>>;

type Fields = typeof SIM_FIELDS;
export type SimField = keyof Fields;
export type SupplierField = { [F in SimField]: Fields[F] extends { titles: RegExp } ? F : never }[SimField];
/** What is known of a card by these fields; '' where nothing was said. */
export type SimWords = { readonly [F in SimField]: string };

const SPECS: Readonly<Record<SimField, SimFieldSpec>> = SIM_FIELDS;
export const simField = (name: SimField): SimFieldSpec => SPECS[name];
export const SIM_FIELD_NAMES = Object.keys(SIM_FIELDS) as readonly SimField[];
export const SUPPLIER_FIELDS = SIM_FIELD_NAMES.filter((name) => SPECS[name].titles) as readonly SupplierField[];

export const ofEachField = <T>(of: (name: SimField) => T) =>
  Object.fromEntries(SIM_FIELD_NAMES.map((name) => [name, of(name)])) as Readonly<Record<SimField, T>>;

export type SimRow = Readonly<Pick<Sim, 'id' | 'iccid' | 'status' | 'structureId' | 'beneficiaryId' | SimField>>;

const ROW_COLUMNS = SIM_FIELD_NAMES.map(
  (name) => `s.${SPECS[name].column}${SPECS[name].day ? '::text' : ''} AS "${name}"`,
).join(', ');
export const SIM_ROW = `s.id, s.iccid, ${ROW_COLUMNS}, s.status, s.structure_id AS "structureId", s.beneficiary_id AS "beneficiaryId"`;

const byColumn = <T>(of: (name: SimField) => T) =>
  Object.fromEntries(SIM_FIELD_NAMES.map((name) => [SPECS[name].column, of(name)])) as Readonly<
    Record<Fields[SimField]['column'], T>
  >;

/** What a supplier's list writes of a card: columns of `sims.sim`, with their types. */
export const IMPORTED_COLUMNS = {
  iccid: 'text',
  iccid_key: 'text',
  ...byColumn((name) => (SPECS[name].day ? ('date' as const) : ('text' as const))),
} as const;
export const importedRow = (sim: SimWords & { readonly iccid: string; readonly iccidKey: string }) => ({
  iccid: sim.iccid,
  iccid_key: sim.iccidKey,
  ...byColumn((name) => (SPECS[name].day ? sim[name] || null : sim[name])),
});
