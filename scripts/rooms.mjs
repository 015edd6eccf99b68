/**
 * The rooms, lowest first: what imports (`.dependency-cruiser.mjs`) and SQL (`check-sql`) are held to. A room may use those
 * below it; in one layer they do not know each other.
 */

/** Below every room: what knows no word of a bank. */
const PLATFORM = [['kernel'], ['database'], ['queue', 'backup']];

/** What pages are made of. Its frame says who is signed in and whether they log devices, so it is above `people` and `devices`. */
const PAGES = [['contract'], ['ui'], ['http']];

/** What knows the bank's words. */
const BANK = [
  ['territory'],
  ['people'],
  ['events'],
  ['documents', 'mails', 'corrections'],
  ['devices'],
  ['files/engine', 'files/words'],
  // A device comes with a gift and its locks, is erased and tested, and only then travels on: each asks what those before it know.
  ['intake', 'inventories', 'photos'],
  ['workshop'],
  ['logistics'],
  ['allocation', 'receipts'],
  // A card is handed to a person whom allocation knows.
  ['sims', 'faults', 'incidents', 'files/old-register', 'files/setup-lists'],
  ['bulk'],
  ['figures'],
  ['rules'],
  ['home', 'demo'],
];

/** Every room by its path below libs, `bank/devices`, layer by layer. */
export const LAYERS = [
  ...PLATFORM.map((layer) => layer.map((name) => `platform/${name}`)),
  ...BANK.slice(0, 5).map((layer) => layer.map((name) => `bank/${name}`)),
  ...PAGES.map((layer) => layer.map((name) => `platform/${name}`)),
  ...BANK.slice(5).map((layer) => layer.map((name) => `bank/${name}`)),
];

/** Rooms whose schema in Postgres is called otherwise than they are. */
const SCHEMA = {
  'platform/database': 'platform',
  'platform/kernel': 'platform',
  'bank/workshop': 'refurbishment',
  'bank/mails': 'notifications',
  'bank/faults': 'maintenance',
  'bank/figures': 'reporting',
  'bank/files/engine': 'imports',
  'bank/files/old-register': 'data_import',
};

/** The room of a file; applications, which are above all, have none. */
export const roomOf = (path) => /^libs\/((?:platform|bank(?:\/files)?)\/[^/]+)\//.exec(path)?.[1] ?? 'apps';
/** The schema whose tables a room writes and reads as it likes. */
export const schemaOf = (room) => SCHEMA[room] ?? room.split('/').at(-1).replaceAll('-', '_');

/** The layer of a room; of what is no room, above all. */
export function layerOf(room) {
  const at = LAYERS.findIndex((layer) => layer.includes(room));
  return at < 0 ? LAYERS.length : at;
}
