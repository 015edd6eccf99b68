import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openSchema } from '#database';

/** The communes of France with their département, EPCI and EPT: in a table, so that no process holds the list. */
export default class Territory1764000120000 implements MigrationInterface {
  name = 'Territory1764000120000';

  async up(q: QueryRunner): Promise<void> {
    await openSchema(q, 'territory');
    await q.query(`
      CREATE TABLE territory.commune (
        code text PRIMARY KEY CHECK (code ~ '^[0-9AB]{5}$'),
        name text COLLATE "fr-x-icu" NOT NULL,
        -- The name as one types it: no accent, no hyphen, "saint" in full. libs/territory makes the same of what is typed.
        key text COLLATE "C" NOT NULL,
        departement text NOT NULL,
        epci text,
        epci_name text,
        -- In the Grand Paris the EPCI is the whole métropole: the établissement public territorial is what people know.
        ept text,
        ept_name text,
        postal_codes text[] NOT NULL,
        population integer NOT NULL DEFAULT 0
      );
      CREATE INDEX commune_key ON territory.commune (key);
      CREATE INDEX commune_postal_codes ON territory.commune USING gin (postal_codes) WITH (fastupdate = off);
      REVOKE INSERT, UPDATE, DELETE ON territory.commune FROM bn_app;
    `);
    await fillCommunes(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP SCHEMA territory CASCADE');
  }
}

interface Listed {
  readonly code: string;
  readonly nom: string;
}
interface Commune extends Listed {
  readonly type: string;
  readonly departement: string;
  readonly codesPostaux?: readonly string[];
  readonly population?: number;
}
interface Grouping extends Listed {
  readonly membres: readonly Listed[];
}

/**
 * Writes the list of the installed `@etalab/decoupage-administratif`. After a new edition (INSEE, each January) another
 * migration calls it again: communes that merged stay, since donors and figures refer to them.
 */
export async function fillCommunes(q: QueryRunner): Promise<void> {
  const communes = list<Commune>('communes').filter((c) => c.type === 'commune-actuelle');
  const [epci, ept] = (['epci', 'ept'] as const).map((name) => {
    const groupings = list<Grouping>(name);
    return new Map(groupings.flatMap((g) => g.membres.map((m) => [m.code, g] as const)));
  }) as [Map<string, Grouping>, Map<string, Grouping>];
  await q.query(
    `INSERT INTO territory.commune (code, name, key, departement, epci, epci_name, ept, ept_name, postal_codes, population)
     SELECT c.code, c.name, territory_key.key, c.departement, c.epci, c.epci_name, c.ept, c.ept_name, string_to_array(c.postal, ' '), c.population
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[])
       AS c(code, name, departement, epci, epci_name, ept, ept_name, postal, population)
     CROSS JOIN LATERAL (SELECT trim(regexp_replace(lower(replace(replace(public.unaccent(c.name), 'Œ', 'OE'), 'œ', 'oe')), '[^a-z0-9]+', ' ', 'g')) AS key) territory_key
     ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, key = EXCLUDED.key, departement = EXCLUDED.departement, epci = EXCLUDED.epci,
       epci_name = EXCLUDED.epci_name, ept = EXCLUDED.ept, ept_name = EXCLUDED.ept_name, postal_codes = EXCLUDED.postal_codes,
       population = EXCLUDED.population`,
    [
      communes.map((c) => c.code),
      communes.map((c) => c.nom),
      communes.map((c) => c.departement),
      communes.map((c) => epci.get(c.code)?.code ?? null),
      communes.map((c) => epci.get(c.code)?.nom ?? null),
      communes.map((c) => ept.get(c.code)?.code ?? null),
      communes.map((c) => ept.get(c.code)?.nom ?? null),
      communes.map((c) => (c.codesPostaux ?? []).join(' ')),
      communes.map((c) => c.population ?? 0),
    ],
  );
}

/** Read when migrating and dropped again: 8.6 MB of text that no server should keep. */
function list<T>(name: string): T[] {
  const path = createRequire(import.meta.url).resolve(`@etalab/decoupage-administratif/data/${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8'));
}
