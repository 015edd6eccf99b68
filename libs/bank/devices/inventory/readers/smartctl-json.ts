import { joined } from '#platform/kernel';
import { isGenericSerial } from '../../identification/serial.js';
import { NOT_SEARCHED } from '../drives/hidden-drives.js';
import { mediaFrom } from '../drives/media.js';
import { euiOf, readStorage, type StorageRead } from '../drives/storage-entry.js';
import type { Format } from '../formats.js';
import { blankReading, type MediumHealth, type Reading } from '../inventory.js';
import { keepFields, type StorableShape } from '../storable-fields.js';
import { isScan } from './other-output.js';
import { type Entry, entriesOf, entryOf, isEntry, numberOf, textOf } from './tree.js';

/**
 * `smartctl --json` (-x, -a, -i): one report, a list, or one after another; behind USB bridges and RAID controllers too (`-d megaraid,N`).
 * https://www.smartmontools.org/browser/trunk/smartmontools/json.cpp, the names as of 7.0 to 7.5.
 * It names the drives it was pointed at: never a machine's whole storage.
 */
export const smartctlJson: Format = {
  id: 'smartctl_json',
  recognise: (d) => d.syntax === 'json' && reportsOf(d.value).length > 0,
  read: (d) => {
    const reports = d.syntax === 'json' ? reportsOf(d.value) : [];
    const { doubts, ...storage } = mediaFrom(reports.map((r) => readSmart(r, { chosen: true })));
    return {
      ...blankReading('smartctl_json'),
      agent: versionOf(reports[0] ?? {}),
      partial: true,
      ...storage,
      looked: { ...NOT_SEARCHED, asked: 'some' },
      doubts,
      raw: { reports: reports.slice(0, 64).map(storableReport) },
    } satisfies Reading;
  },
};

export function reportsOf(value: unknown): readonly Entry[] {
  const reports = (Array.isArray(value) ? value : [value]).filter(isEntry);
  return reports.filter(
    (r) =>
      !isScan(r) &&
      (isEntry(r.smartctl) ||
        (isEntry(r.device) && textOf(r.device, 'protocol') !== null && r.json_format_version !== undefined)),
  );
}

const versionOf = (report: Entry): string | null => {
  const version = entryOf(report, 'smartctl').version;
  return Array.isArray(version) && version.length <= 4
    ? `smartctl ${version.filter((v) => typeof v === 'number').join('.')}`
    : null;
};

/** One report as a storage entry; unread when the tool could not talk to the drive and knows nothing of it, null for such a stick. */
export function readSmart(report: Entry, options: { chosen: boolean }): StorageRead | null {
  const device = entryOf(report, 'device');
  const protocol = textOf(device, 'protocol') ?? '';
  const type = textOf(device, 'type') ?? '';
  const model = textOf(report, 'model_name') ?? textOf(report, 'scsi_model_name') ?? makerAndProduct(report);
  const serial = textOf(report, 'serial_number');
  const messages = entriesOf(entryOf(report, 'smartctl'), 'messages').map((m) => textOf(m, 'string'));
  if (model === null && serial === null)
    return !options.chosen && messages.some((m) => /\busb\b/i.test(m ?? '')) ? null : { unread: 'drive_not_opened' };
  const usb = /usb/i.test(`${type} ${textOf(device, 'info_name') ?? ''}`);
  const spun = numberOf(report, 'rotation_rate');
  const kind = textOf(entryOf(report, 'device_type'), 'name') ?? textOf(entryOf(report, 'device_type'), 'string') ?? '';
  return readStorage(
    {
      name: (textOf(device, 'name') ?? '').replace('/dev/', ''),
      type: /cd|dvd/i.test(kind) ? 'DVD' : 'disk',
      description: usb
        ? 'USB'
        : protocol === 'NVMe'
          ? 'NVMe'
          : (textOf(entryOf(report, 'scsi_transport_protocol'), 'name') ?? protocol),
      model,
      manufacturer: textOf(report, 'scsi_vendor') ?? textOf(report, 'vendor'),
      serial: serial !== null && isGenericSerial(serial) ? serial : (serial?.replace(/[.\s]+$/, '') ?? null),
      firmware: textOf(report, 'firmware_version') ?? textOf(report, 'scsi_revision') ?? textOf(report, 'revision'),
    },
    {
      sizeBytes: sizeOf(report),
      rotation: spun === null ? null : spun === 0 ? 'ssd' : 'hdd',
      health: healthOf(report),
      eui: namespaceOf(report),
      chosen: options.chosen,
    },
  );
}

/** `user_capacity` is that of the namespace it was asked through: a drive of NVMe with several is larger. */
const sizeOf = (report: Entry): number | null => {
  const user = numberOf(entryOf(report, 'user_capacity'), 'bytes');
  const total = numberOf(report, 'nvme_total_capacity') ?? 0;
  if (
    (numberOf(report, 'nvme_number_of_namespaces') ?? 1) > 1 &&
    total > (user ?? 0) &&
    entriesOf(report, 'nvme_namespaces').length > 1
  )
    return total;
  return user ?? (total || numberOf(entryOf(entryOf(report, 'nvme_namespaces'), 'size'), 'bytes') || null);
};

/** The EUI-64 of the first namespace: a maker's number of 24 bits and its own of 40. */
function namespaceOf(report: Entry): string | null {
  const eui = entryOf(entryOf(report, 'nvme_namespaces'), 'eui64');
  const [oui, own] = [numberOf(eui, 'oui'), numberOf(eui, 'ext_id')];
  if (oui === null || own === null || !Number.isInteger(oui) || !Number.isInteger(own)) return null;
  return euiOf(`eui.${oui.toString(16).padStart(6, '0')}${own.toString(16).padStart(10, '0')}`);
}

/** SCSI drives of 7.0 to 7.2 have their maker and product apart. */
const makerAndProduct = (report: Entry): string | null =>
  joined(
    ' ',
    textOf(report, 'vendor') ?? textOf(report, 'scsi_vendor'),
    textOf(report, 'product') ?? textOf(report, 'scsi_product'),
  ) || null;

/** SMART's own words; attributes by their number (ATA: 5 replaced, 197 waiting, 198 unreadable; 231, 233, 177, 202 wear). */
export function healthOf(report: Entry): MediumHealth | null {
  const status = entryOf(report, 'smart_status');
  const nvme = entryOf(report, 'nvme_smart_health_information_log');
  const attributes = new Map(
    entriesOf(entryOf(report, 'ata_smart_attributes'), 'table').flatMap((a) => {
      const raw = numberOf(entryOf(a, 'raw'), 'value');
      const id = numberOf(a, 'id');
      return id === null || raw === null ? [] : [[id, raw] as const];
    }),
  );
  const sectors = [5, 197, 198].flatMap((id) => {
    const raw = attributes.get(id);
    // Some makers pack several counters into one number.
    return raw === undefined ? [] : [raw > 2 ** 32 ? raw % 2 ** 16 : raw];
  });
  const grown = numberOf(report, 'scsi_grown_defect_list');
  const health: MediumHealth = {
    passed: typeof status.passed === 'boolean' ? status.passed : null,
    hours: numberOf(entryOf(report, 'power_on_time'), 'hours') ?? numberOf(nvme, 'power_on_hours'),
    wearPercent:
      numberOf(nvme, 'percentage_used') ??
      numberOf(entryOf(report, 'endurance_used'), 'current_percent') ??
      numberOf(report, 'scsi_percentage_used_endurance_indicator'),
    badSectors: sectors.length ? sectors.reduce((a, b) => a + b, 0) : (numberOf(nvme, 'media_errors') ?? grown),
  };
  return Object.values(health).every((v) => v === null) ? null : health;
}

const NAMED: StorableShape = { name: true, string: true, value: true };
// biome-ignore format: a list to read
const REPORT: StorableShape = {
  json_format_version: true, smartctl: { version: true, exit_status: true }, device: { name: true, info_name: true, type: true, protocol: true },
  model_family: true, model_name: true, vendor: true, product: true, revision: true, scsi_vendor: true, scsi_product: true, scsi_model_name: true,
  scsi_revision: true, serial_number: true, firmware_version: true, user_capacity: { blocks: true, bytes: true }, nvme_total_capacity: true,
  logical_block_size: true, physical_block_size: true, rotation_rate: true, form_factor: NAMED, device_type: NAMED,
  scsi_transport_protocol: NAMED, trim: { supported: true }, ata_version: NAMED, sata_version: NAMED, nvme_version: NAMED,
  smart_support: { available: true, enabled: true }, smart_status: { passed: true }, ata_security: { state: true, string: true, enabled: true, frozen: true },
  ata_smart_attributes: { table: { id: true, name: true, value: true, worst: true, thresh: true, when_failed: true, raw: { value: true, string: true } } },
  nvme_smart_health_information_log: {
    critical_warning: true, temperature: true, available_spare: true, available_spare_threshold: true, percentage_used: true, data_units_read: true,
    data_units_written: true, power_cycles: true, power_on_hours: true, unsafe_shutdowns: true, media_errors: true,
  },
  scsi_grown_defect_list: true, endurance_used: { current_percent: true }, power_on_time: { hours: true }, power_cycle_count: true,
  temperature: { current: true },
};

export const storableReport = (report: Entry): Record<string, unknown> => keepFields(report, REPORT);
