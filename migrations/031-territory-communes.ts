import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { QueryRunner } from 'typeorm';
import { Migration } from '#platform/database';

/** The communes of France, from the package that is installed. */
export default class Communes extends Migration {
  up(q: QueryRunner): Promise<void> {
    return fillCommunes(q);
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
