import { isNetworkAddress } from '../identification/serial.js';
import { wellFormed } from './readers/tree.js';

/**
 * What may be kept of an inventory: no logins, users, keys, software, licences, processes, printers, remote control, names or addresses on
 * networks. A list of what stays, never of what goes: a field that nobody knows is not kept.
 */
// biome-ignore format: a list to read
const KEPT: Readonly<Record<string, readonly string[]>> = {
  batteries: ['capacity', 'real_capacity', 'chemistry', 'date', 'manufacturer', 'name', 'serial', 'voltage', 'power_max', 'cycles'],
  bios: [
    'assettag', 'bdate', 'bmanufacturer', 'bversion', 'mmanufacturer', 'mmodel', 'msn', 'skunumber', 'smanufacturer', 'smodel',
    'ssn', 'biosserial', 'enclosureserial', 'type', 'securebootstatus',
  ],
  cameras: ['resolution', 'lensfacing', 'flashunit', 'orientation', 'focallength', 'sensorsize', 'manufacturer', 'model'],
  controllers: ['caption', 'driver', 'manufacturer', 'name', 'pciclass', 'pcislot', 'pcisubsystemid', 'productid', 'rev', 'type', 'vendorid'],
  cpus: [
    'arch', 'core', 'corecount', 'external_clock', 'familyname', 'familynumber', 'id', 'manufacturer', 'model', 'name', 'speed',
    'stepping', 'thread', 'cache',
  ],
  firmwares: ['name', 'type', 'version', 'date', 'manufacturer'],
  hardware: ['chassis_type', 'memory', 'swap', 'uuid', 'vmsystem'],
  memories: [
    'capacity', 'caption', 'description', 'manufacturer', 'memorycorrection', 'model', 'numslots', 'serialnumber', 'speed', 'type',
    'formfactor', 'removable',
  ],
  modems: ['name', 'type', 'model', 'manufacturer', 'imei'],
  monitors: ['caption', 'description', 'manufacturer', 'serial', 'altserial', 'name', 'type', 'port'],
  networks: ['type', 'speed', 'driver', 'pciid', 'pcislot', 'virtualdev'],
  operatingsystem: ['arch', 'full_name', 'kernel_name', 'kernel_version', 'name', 'version', 'service_pack'],
  powersupplies: ['partnum', 'manufacturer', 'name', 'power_max', 'hotreplaceable'],
  sounds: ['caption', 'description', 'manufacturer', 'name'],
  storages: [
    'description', 'disksize', 'firmware', 'interface', 'manufacturer', 'model', 'name', 'serial', 'type', 'wwn', 'encrypt_name',
    'encrypt_algo', 'encrypt_status', 'encrypt_type',
  ],
  videos: ['name', 'chipset', 'memory', 'resolution', 'pcislot'],
};

export interface StorableShape {
  readonly [field: string]: true | StorableShape;
}

/** As deep as the list, no deeper. */
export function keepFields(value: unknown, shape: StorableShape): Record<string, unknown> {
  const stored: Record<string, unknown> = {};
  if (value === null || typeof value !== 'object') return stored;
  for (const [field, inner] of Object.entries(shape)) {
    const found = Object.hasOwn(value, field) ? (value as Record<string, unknown>)[field] : undefined;
    const stays =
      inner === true
        ? plain(found)
        : Array.isArray(found)
          ? found.slice(0, ENTRIES).map((entry) => keepFields(entry, inner))
          : found !== null && typeof found === 'object'
            ? keepFields(found, inner)
            : undefined;
    if (stays !== undefined) stored[field] = stays;
  }
  return stored;
}

const ENTRIES = 200;
const TEXT = 300;

/** In the form of the document. @param addresses of its network cards, bare digits in small letters: some tools write one for a serial. */
export function storableFields(
  content: Readonly<Record<string, unknown>>,
  addresses: ReadonlySet<string>,
): Record<string, unknown> {
  const stored: Record<string, unknown> = {};
  for (const [section, fields] of Object.entries(KEPT)) {
    const value = Object.hasOwn(content, section) ? content[section] : undefined;
    if (Array.isArray(value))
      stored[section] = value.slice(0, ENTRIES).map((entry) => keptOf(entry, fields, addresses));
    else if (value !== null && typeof value === 'object') stored[section] = keptOf(value, fields, addresses);
  }
  return stored;
}

function keptOf(entry: unknown, fields: readonly string[], addresses: ReadonlySet<string>): Record<string, unknown> {
  const stored: Record<string, unknown> = {};
  if (entry === null || typeof entry !== 'object') return stored;
  for (const field of fields) {
    const value = Object.hasOwn(entry, field) ? plain((entry as Record<string, unknown>)[field]) : undefined;
    if (value !== undefined && !addresses.has(String(value).toLowerCase())) stored[field] = value;
  }
  return stored;
}

/** Texts, numbers and truth values, or a short list of texts; nothing nested, no network address, no character that `jsonb` refuses. */
function plain(value: unknown): unknown {
  if (typeof value === 'string' && isNetworkAddress(value)) return undefined;
  if (typeof value === 'string') return wellFormed(value.slice(0, TEXT).replaceAll('\0', ''));
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  if (Array.isArray(value) && value.length <= 8 && value.every((v) => typeof v === 'string')) return value.map(plain);
  return undefined;
}
