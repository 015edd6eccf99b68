import { isGenericSerial, type MediumKind, serialKey } from '#bank/devices';

/** One disk as smartctl told of it, in its text form (`-a`, `-x`, `-i`); the JSON form has its own reader among the inventories. */
export interface SmartDisk {
  readonly kind: MediumKind;
  readonly model: string | null;
  readonly serial: string | null;
  readonly serialKey: string | null;
  readonly sizeBytes: number | null;
  /** Null when it does not say. */
  readonly healthy: boolean | null;
  readonly powerOnHours: number | null;
}

const LIMIT = 2 * 1024 * 1024;
const LONGEST_LINE = 400;

/**
 * Reads smartctl's text: one disk, or several outputs one after the other. Null for a text that is none. Never fails.
 * Tried on smartctl 6.6 to 7.4 for ATA, NVMe and SCSI.
 */
export function readSmartctlText(text: string): SmartDisk[] | null {
  if (
    text.length > LIMIT ||
    text.includes('\0') ||
    !/^\uFEFF?\s*(?:.{0,200}\n){0,5}smartctl \d/.test(text.slice(0, 2_000))
  )
    return null;
  const runs: string[][] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (/^\uFEFF?smartctl \d/.test(line)) runs.push([]);
    if (line.length <= LONGEST_LINE) runs.at(-1)?.push(line);
  }
  const disks = runs.map(readRun).filter((d) => d.model !== null || d.serial !== null);
  return disks.length ? disks : null;
}

function readRun(lines: readonly string[]): SmartDisk {
  const said = new Map<string, string>();
  let hours: number | null = null;
  for (const line of lines) {
    const pair = /^([A-Za-z][\w /,.()-]{1,60}?):\s+(.{1,200})$/.exec(line);
    if (pair && !said.has(pair[1]!.toLowerCase())) said.set(pair[1]!.toLowerCase(), pair[2]!.trim());
    // The last of ten columns: what the disk itself counted.
    const raw = /^\s*9\s+Power_On_Hours/.test(line) ? /^\d{1,7}/.exec(line.trim().split(/\s+/)[9] ?? '') : null;
    if (raw) hours ??= Number(raw[0]);
  }
  const of = (...names: string[]): string | null => names.map((n) => said.get(n)).find((v) => v) ?? null;
  const vendor = of('vendor');
  const model = of('device model', 'model number', 'product', 'model family');
  const serial = of('serial number');
  const size = of('user capacity', 'total nvm capacity', 'namespace 1 size/capacity');
  const health = of('smart overall-health self-assessment test result', 'smart health status');
  const nvme = of('nvme version', 'model number', 'total nvm capacity') !== null;
  const solid = /solid state/i.test(of('rotation rate') ?? '');
  const onHours = of('power on hours');
  return {
    kind: nvme ? 'nvme' : solid ? 'ssd' : 'disk',
    model: model ? [vendor, model].filter(Boolean).join(' ').slice(0, 80) : null,
    serial: serial?.slice(0, 80) ?? null,
    serialKey: serial && !isGenericSerial(serial) ? serialKey(serial) : null,
    sizeBytes: bytesOf(size),
    healthy: health === null ? null : /^(?:PASSED|OK)\b/.test(health),
    powerOnHours: hours ?? (onHours && /^[\d,. ]{1,12}$/.test(onHours) ? Number(onHours.replace(/\D/g, '')) : null),
  };
}

/** `500,107,862,016 bytes [500 GB]`, in whatever way a country groups its digits. */
function bytesOf(text: string | null): number | null {
  const digits = /^([\d][\d.,\s\u00a0\u202f']*)/.exec(text ?? '')?.[1]?.replace(/\D/g, '');
  return digits && digits.length < 16 ? Number(digits) : null;
}
