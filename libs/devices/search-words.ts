import type { EntityManager } from 'typeorm';

/** Rewrites what the search finds devices by: code, serial, make, model and every old number. */
export async function refreshSearch(tx: EntityManager, deviceIds: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO devices.device_search (device_id, words)
     SELECT d.id, lower(unaccent(concat_ws(' ', d.code, d.serial, d.make, d.model,
       (SELECT string_agg(a.number, ' ') FROM devices.alias a WHERE a.device_id = d.id))))
     FROM devices.device d WHERE d.id = ANY($1)
     ON CONFLICT (device_id) DO UPDATE SET words = EXCLUDED.words`,
    [deviceIds],
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
