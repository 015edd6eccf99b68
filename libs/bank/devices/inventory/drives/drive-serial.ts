/**
 * The drive's own serial out of what a tool wrote for it, or null when that names something else: the partition table or
 * LVM (agents write those when a drive does not tell its serial), or an NVMe namespace (Windows writes its EUI-64 or NGUID
 * as `0025_3885_81B1_4E6F.`: `euiOf`), which no label and no erasure log will ever show.
 */
export function driveSerial(written: string | null): string | null {
  const text = written?.replace(/^["']+|["'.,;\s]+$/g, '').trim() ?? '';
  if (text === '' || /^(?:[0-9a-f]{4}_){3,7}[0-9a-f]{4}$/i.test(text)) return null;
  const table =
    /^[0-9a-f]{8}$|^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$|^[a-z0-9]{6}-(?:[a-z0-9]{4}-){5}[a-z0-9]{6}$/i;
  if (table.test(text) && !/^\d{8}$|^[0-9A-F]{8}$/.test(text)) return null;
  return fromHex(text) ?? text;
}

/** Windows before 8 writes the 20 characters of an ATA serial as hexadecimal, each pair of them turned round. */
function fromHex(text: string): string | null {
  if (!/^(?:[0-9a-f]{4}){8,10}$/i.test(text)) return null;
  const letters = Buffer.from(text, 'hex').swap16().toString('latin1').trim();
  return /^[A-Z0-9][A-Z0-9 _-]{4,19}$/i.test(letters) ? letters : null;
}

/**
 * The identifier of an NVMe namespace as 16 or 32 hexadecimal digits: Windows' "0025_3885_81B1_4E6F.", Linux' "eui.0025388581b14e6f";
 * null for anything else.
 */
export function euiOf(written: string | null): string | null {
  const windows = /^(?:[0-9a-f]{4}_){3,7}[0-9a-f]{4}\.?$/i.test(written ?? '');
  const digits = windows
    ? (written ?? '').replace(/[_.]/g, '')
    : (/^(?:eui|nguid)\.([0-9a-f]+)$/i.exec(written ?? '')?.[1] ?? '');
  return (digits.length === 16 || digits.length === 32) && !/^0+$/.test(digits) ? digits.toLowerCase() : null;
}
