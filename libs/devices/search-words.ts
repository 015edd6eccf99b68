import type { EntityManager } from 'typeorm';
import { run } from '#database';

/**
 * Rewrites what the search finds devices by: code, serial, make, model, every old number, and the codes and numbers of its doubles. Locks
 * the devices first: whoever held the words and then asked for the device would wait in a ring with whoever changes it.
 */
export async function refreshSearch(tx: EntityManager, deviceIds: readonly string[]): Promise<void> {
  await run(
    tx,
    `INSERT INTO devices.device_search (device_id, words)
     SELECT d.id, lower(unaccent(concat_ws(' ', d.code, d.serial, d.make, d.model, a.numbers, x.words)))
     FROM (SELECT id, code, serial, make, model FROM devices.device WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE) d
     LEFT JOIN LATERAL (SELECT string_agg(a.number, ' ') AS numbers FROM devices.alias a
       WHERE a.device_id = d.id OR a.device_id = ANY (devices.doubles_of(d.id))) a ON true
     LEFT JOIN LATERAL (SELECT string_agg(concat_ws(' ', x.code, x.serial), ' ') AS words FROM devices.device x
       WHERE x.id = ANY (devices.doubles_of(d.id))) x ON true
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
    imei?: string | undefined;
  }[],
): Promise<void> {
  await run(
    tx,
    `INSERT INTO devices.device_search (device_id, words)
     SELECT id, lower(unaccent(words)) FROM unnest($1::uuid[], $2::text[]) AS x(id, words)`,
    [
      devices.map((d) => d.id),
      devices.map((d) => [d.code, d.serial, d.make, d.model, d.alias?.number, d.imei].filter(Boolean).join(' ')),
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
