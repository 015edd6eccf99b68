import { type AskedOf, byText, defineList, like, ofChoice, ofWords, type Sorts } from '#platform/database';
import type { NameAsked } from '#platform/kernel';
import { DONOR_KINDS, unnamed } from '../donor.js';
import { COMMUNE, CONTACT_JSON } from '../sealing.js';
import type { DonorView } from './donor.views.js';
import { KNOWN, KNOWN_TO } from './donor-known.js';
import type { Sealed } from './donor-names.js';

const sortsBy = (column: string) =>
  ({
    newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
    name: {
      label: 'Par nom',
      heading: 'Donateur',
      order: 'ascending',
      keys: [byText(`coalesce(lower(${column}), '')`)],
    },
  }) satisfies Sorts;

/** Who reads the list: those of one organisation (null: of all); and by which hashes a contact is found, if what is typed is exact enough. */
interface DonorReader {
  readonly own: string | null;
  readonly reached: (typed: string) => NameAsked | null;
}

const CONTACTS =
  'FROM intake.donor_contact c WHERE c.donor_id = ANY (intake.donors_of(d.id)) AND ($1::uuid IS NULL OR c.organisation_id = $1)';
/** A collection point reads its own card; the bank the fullest there is. `$1` is the reader's scope. */
export const DONOR_COLUMNS = `d.id, d.kind, coalesce(k.name, d.name, ${unnamed('d.kind')}) AS name, d.siren, d.siret, d.rna, k.legal_form AS "legalForm", k.address,
  k.postal_code AS "postalCode", k.commune_code AS "communeCode", ${COMMUNE} AS commune,
  (SELECT ${CONTACT_JSON} ${CONTACTS} ORDER BY c.main DESC, c.updated_at DESC LIMIT 1) AS contact,
  coalesce((SELECT json_agg(${CONTACT_JSON} ORDER BY c.main DESC, c.id) ${CONTACTS}), '[]') AS contacts,
  (SELECT count(*)::int FROM intake.donation n WHERE n.donor_id = ANY (intake.donors_of(d.id)) AND ($1::uuid IS NULL OR n.organisation_id = $1)) AS donations,
  (SELECT coalesce(json_agg(json_build_object('id', x.id, 'name', coalesce(x.name, ${unnamed('x.kind')}), 'number', coalesce(x.siret, x.siren, x.rna),
      'fresh', corrections.merge_is_fresh(x.id, 'donor_merged')) ORDER BY x.id), '[]')
    FROM intake.donor x WHERE x.merged_into IS NOT NULL AND x.id = ANY (intake.donors_of(d.id)) AND ${KNOWN_TO('x')}) AS merged`;
const CARDS = `intake.donor d LEFT JOIN LATERAL (
    SELECT k.name, k.legal_form, k.address, k.postal_code, k.commune_code FROM intake.donor_known k
    WHERE k.donor_id = ANY (intake.donors_of(d.id)) AND ($1::uuid IS NULL OR k.organisation_id = $1)
    ORDER BY k.donor_id = d.id DESC, k.name = d.name DESC NULLS LAST, num_nonnulls(k.legal_form, k.address, k.commune_code) DESC, k.organisation_id LIMIT 1
  ) k ON true`;
export const DONOR_FROM = `${CARDS} LEFT JOIN territory.commune m ON m.code = k.commune_code`;

const REACHED = (tokens: string, ofWord: string, words: string) => `d.id IN (
  SELECT intake.donor_stands(c.donor_id) FROM intake.donor_contact c WHERE ($1::uuid IS NULL OR c.organisation_id = $1) AND c.tokens && ${tokens}::text[]
    AND (SELECT count(DISTINCT q.word) FROM unnest(${ofWord}::int[], ${tokens}::text[]) AS q(word, token) WHERE q.token = ANY (c.tokens)) = ${words}::int)`;

const MATCHES = (
  words: string,
  reached: string | null,
) => `(unaccent(coalesce(k.name, d.name)) ILIKE unaccent(${words}) OR d.siret LIKE ${words} OR d.siren LIKE ${words} OR d.rna LIKE ${words}
  OR d.id IN (SELECT intake.donor_stands(x.id) FROM intake.donor x WHERE x.merged_into IS NOT NULL
    AND (unaccent(x.name) ILIKE unaccent(${words}) OR x.siret LIKE ${words} OR x.siren LIKE ${words} OR x.rna LIKE ${words}))
  ${reached ? `OR ${reached}` : ''})`;

export const DONORS = defineList<Sealed<DonorView>, DonorReader>()({
  sorts: sortsBy('d.name'),
  usual: 'newest',
  filters: {
    q: ofWords({
      label: 'Chercher',
      longest: 100,
      example: 'Nom, SIREN ou RNA',
      where: (typed, value, { reached }) => {
        const contact = reached(typed);
        const pattern = value(like(typed));
        return MATCHES(pattern, contact && REACHED(value(contact.tokens), value(contact.ofWord), value(contact.words)));
      },
    }),
    kind: ofChoice({ label: 'Type', choices: DONOR_KINDS, where: (kind, value) => `d.kind = ${value(kind)}` }),
  },
  scopes: [
    { own: null, reached: () => null },
    { own: 'x', reached: () => ({ words: 1, ofWord: [0], tokens: ['x'] }) },
  ],
  rows: ({ own }, value, { q }) => {
    value(own);
    return {
      id: 'd.id',
      columns: DONOR_COLUMNS,
      from: DONOR_FROM,
      counted: q ? CARDS : 'intake.donor d',
      where: ['d.merged_into IS NULL', KNOWN],
      // For one organisation, by what it wrote itself: what others wrote is not told by an order either.
      sorts: sortsBy(own ? 'k.name' : 'd.name'),
    };
  },
});
export type DonorsAsked = AskedOf<typeof DONORS>;
