import type { EntityManager } from 'typeorm';
import { like, run } from '#platform/database';
import { joined, personalColumn } from '#platform/kernel';

personalColumn('devices.device_search', 'words', 'words', 'Mots par lesquels un appareil se trouve', 'device');
personalColumn('devices.former_value', 'before', 'words', 'Ancienne valeur d’un appareil, corrigée', 'device');
personalColumn('devices.former_value', 'after', 'words', 'Valeur mise à sa place', 'device');

/** Locks the devices first: whoever held the words and then asked for the device would wait in a ring with whoever changes it. */
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

/** So many devices at once are a part of a file. */
const BULK = 1_000;

/** Of devices being logged, whose words are at hand: reading them back would cost more than the rest. */
export async function insertSearch(
  tx: EntityManager,
  devices: readonly {
    id: string;
    code: string;
    serial?: string | null;
    make?: string | null;
    model?: string | null;
    alias?: { number: string } | null;
    imei?: string | undefined;
  }[],
): Promise<void> {
  await Promise.all([
    run(tx, devices.length < BULK ? MERGE_SOON : MERGE_LATE),
    run(
      tx,
      `INSERT INTO devices.device_search (device_id, words)
       SELECT id, lower(unaccent(words)) FROM unnest($1::uuid[], $2::text[]) AS x(id, words)`,
      [
        devices.map((d) => d.id),
        devices.map((d) => joined(' ', d.code, d.serial, d.make, d.model, d.alias?.number, d.imei)),
      ],
    ),
  ]);
}

// Words merge the cheaper the more there are; until then every search reads them one by one (ADR 0009). What a file leaves
// waiting is merged by its last, smaller batch, or by the next device anybody logs.
const MERGE_LATE = `SELECT set_config('gin_pending_list_limit', '16MB', true), set_config('work_mem', '64MB', true)`;
/** Null is the connection's own setting. */
const MERGE_SOON = `SELECT set_config('gin_pending_list_limit', NULL, true), set_config('work_mem', NULL, true)`;

/** As words are stored to be found: without accents, in small letters. */
export const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What of a search is looked for, at most six words. A code typed with its prefix or dashes is found as it is stored. */
export const searchWords = (typed: string): string[] =>
  plain(typed)
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 6)
    .map((word) =>
      /^bn-?[2-9a-z]{4}-?[2-9a-z]{0,3}$/.test(word) ? word.replace(/^bn/, '').replaceAll('-', '') : word,
    );

/** Every word must be somewhere in the device's words. */
export const searchPatterns = (typed: string): string[] => searchWords(typed).map((word) => like(word)!);
