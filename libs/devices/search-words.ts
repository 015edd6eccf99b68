import type { EntityManager } from 'typeorm';
import { run } from '#database';

/** Rewrites what the search finds devices by: code, serial, make, model and every old number. */
export async function refreshSearch(tx: EntityManager, deviceIds: readonly string[]): Promise<void> {
  await run(
    tx,
    `INSERT INTO devices.device_search (device_id, words)
     SELECT d.id, lower(unaccent(concat_ws(' ', d.code, d.serial, d.make, d.model, a.numbers)))
     FROM devices.device d
     LEFT JOIN (SELECT device_id, string_agg(number, ' ') AS numbers FROM devices.alias WHERE device_id = ANY($1) GROUP BY device_id) a
       ON a.device_id = d.id
     WHERE d.id = ANY($1)
     ON CONFLICT (device_id) DO UPDATE SET words = EXCLUDED.words`,
    [deviceIds],
  );
}

/** The same for devices being logged, whose words are at hand: reading them back would cost more than the rest. */
export async function insertSearch(
  tx: EntityManager,
  devices: readonly {
    id: string;
    code: string;
    serial?: string | null;
    make?: string | null;
    model?: string | null;
    alias?: { number: string };
  }[],
): Promise<void> {
  await run(
    tx,
    `INSERT INTO devices.device_search (device_id, words)
     SELECT id, lower(unaccent(words)) FROM unnest($1::uuid[], $2::text[]) AS x(id, words)`,
    [
      devices.map((d) => d.id),
      devices.map((d) => [d.code, d.serial, d.make, d.model, d.alias?.number].filter(Boolean).join(' ')),
    ],
  );
}

/**
 * The LIKE patterns of a typed search: every word must be somewhere in the device's words. A code typed with its prefix
 * or its dashes is found as it is stored.
 */
export function searchPatterns(typed: string): string[] {
  return typed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 6)
    .map((word) => (/^bn-?[2-9a-z]{4}-?[2-9a-z]{0,3}$/.test(word) ? word.replace(/^bn/, '').replaceAll('-', '') : word))
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
