import type { EntityManager } from 'typeorm';
import type { Inventory, SeenDevice } from '#bank/devices';
import { DEVICE_LIFECYCLE, isGenericSerial, makerKey, STATES, serialKey, uuidKey, visibleTo } from '#bank/devices';
import { rows } from '#platform/database';
import type { Actor } from '#platform/kernel';
import { organisationOf } from '#platform/kernel';
import { BOARD, type Candidate, codeIn, type Marks, numberKey, type ReviewReason } from './matching.js';

const NAMES = 8;

/** What of an inventory can tell which device it is of. @param more names from outside it: a file's, or what somebody typed. */
export function marksOf(inventory: Inventory, more: readonly string[] = []): Marks {
  const { machine } = inventory;
  const names = [inventory.receivedName, inventory.tag, machine.assetTag, ...more];
  const media = inventory.media.flatMap((m) => (m.serialIsGeneric ? [] : (serialKey(m.serial) ?? [])));
  const board = machine.boardSerial && !isGenericSerial(machine.boardSerial) ? [boardPart(machine.boardSerial)] : [];
  return {
    names: names.flatMap((name) => (name?.trim() ? [name.trim()] : [])).slice(0, NAMES),
    serial: machine.serialIsGeneric ? null : serialKey(machine.serial),
    serialIsGeneric: machine.serialIsGeneric,
    maker: makerKey(machine.make),
    uuid: uuidKey(machine.uuid),
    parts: [...media, ...board],
  };
}

/** Some firmware puts dots where other versions of it put slashes. */
const boardPart = (serial: string): string =>
  `${BOARD}${(serialKey(serial, { generic: true }) ?? '').replace(/[^\p{L}\p{N}]/gu, '')}`;

export interface SeenCandidate extends Candidate {
  readonly seen: SeenDevice;
}

interface CandidateRow extends SeenDevice {
  id: string;
  holder_org_id: string | null;
  visible: boolean;
  has_document: boolean;
  aliases: string[] | null;
  other_codes: string[];
  double_serial: string | null;
  media: string[] | null;
  boards: { uuid: string | null; serial: string | null }[] | null;
}

// Devices that share a board are counted apart: a whole series of them must not crowd out the one whose number it is. Arrays
// stand in a SELECT so that their estimate is always the same, and one plan is kept instead of one made per inventory. The document is
// looked for by its hash and by nothing else (OFFSET 0, and no EXISTS, which might read the whole table once): while a table's
// statistics are missing, everything that an organisation ever sent looks as good a way.
const LOOK = (visible: string) => `
  WITH hit AS (
    (SELECT devices.stands_for(id) AS id FROM devices.device WHERE code = ANY((SELECT $1::text[])::text[])
    UNION SELECT devices.stands_for(device_id) FROM devices.alias WHERE number_key = ANY((SELECT $2::text[])::text[])
    UNION SELECT devices.stands_for(id) FROM devices.device WHERE serial_key = $3
    LIMIT 40)
    UNION (SELECT DISTINCT devices.stands_for(device_id) FROM devices.snapshot WHERE board_key = $4 LIMIT 20)
  ), seen AS (
    SELECT d.id, d.code, d.state, d.holder_org_id, d.make, d.model, d.serial, d.serial_key, d.last_event_id::text, ${visible} AS visible,
      (SELECT true FROM devices.snapshot s WHERE s.device_id = d.id AND s.sha256 = $6 LIMIT 1) IS NOT NULL AS has_document,
      (SELECT array_agg(a.number_key) FROM devices.alias a WHERE a.device_id = d.id OR a.device_id = ANY (devices.doubles_of(d.id))) AS aliases,
      devices.merged_codes(d.id) AS other_codes,
      CASE WHEN EXISTS (SELECT FROM devices.device x WHERE x.merged_into = d.id) THEN
        (SELECT min(x.serial_key) FROM devices.device x WHERE x.id = ANY (devices.doubles_of(d.id))) END AS double_serial,
      (SELECT array_agg(m.serial_key) FROM devices.medium m WHERE m.device_id = d.id AND m.serial_key IS NOT NULL) AS media,
      (SELECT json_agg(json_build_object('uuid', s.board_key, 'serial', s.board_serial)) FROM (
         SELECT s.board_key, s.board_serial FROM devices.snapshot s WHERE s.device_id = d.id ORDER BY s.received_at DESC LIMIT 5) s) AS boards
    FROM hit JOIN devices.device d ON d.id = hit.id AND (d.state <> 'withdrawn' OR d.code = ANY((SELECT $1::text[])::text[])) ORDER BY d.id
  )
  SELECT (SELECT row_to_json(k) FROM (SELECT id, state, reason, device_id, organisation_id FROM inventories.received
      WHERE sha256 = $6 OFFSET 0) k WHERE k.organisation_id = $5) AS known,
    coalesce((SELECT json_agg(seen) FROM seen), '[]') AS candidates`;

/** What there is already of a document, and every device that one of its marks leads to, whoever sees it. */
export async function findCandidates(
  tx: EntityManager,
  actor: Actor,
  marks: Marks,
  sha256: string,
): Promise<{ known: KnownRow | null; candidates: SeenCandidate[] }> {
  const [found] = await rows<{ known: KnownRow | null; candidates: CandidateRow[] }>(
    tx,
    LOOK(visibleTo(actor, 'd', '$5')),
    [
      marks.names.flatMap((name) => codeIn(name) ?? []),
      marks.names.flatMap((name) => numberKey(name) ?? []),
      marks.serial,
      marks.uuid,
      organisationOf(actor),
      sha256,
    ],
  );
  return { known: found!.known, candidates: found!.candidates.map((row) => candidateOf(actor, row)) };
}

export interface KnownRow {
  readonly id: string;
  readonly state: string;
  readonly reason: ReviewReason | null;
  readonly device_id: string | null;
}

function candidateOf(actor: Actor, row: CandidateRow): SeenCandidate {
  const boards = row.boards ?? [];
  return {
    id: row.id,
    code: row.code,
    otherCodes: row.other_codes,
    aliases: row.aliases ?? [],
    serial: row.serial_key ?? row.double_serial,
    maker: makerKey(row.make),
    uuids: boards.flatMap((b) => b.uuid ?? []),
    parts: [
      ...(row.media ?? []),
      ...boards.flatMap((b) => (b.serial && !isGenericSerial(b.serial) ? [boardPart(b.serial)] : [])),
    ],
    visible: row.visible,
    open: row.visible && DEVICE_LIFECYCLE.mayUse(actor, 'take_inventory', row),
    gone: STATES[row.state].out && row.state !== 'lost',
    hasDocument: row.has_document,
    seen: row,
  };
}
