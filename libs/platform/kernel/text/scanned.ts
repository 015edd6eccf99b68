/** The first bytes of what a scan may be; nothing else is accepted. */
const SCANS = [
  ['application/pdf', 'pdf', Buffer.from('%PDF-')],
  ['image/jpeg', 'jpg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', 'png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
] as const;
export type ScanMime = (typeof SCANS)[number][0];

/** The type of a scanned paper, by its bytes; null for anything else. */
export const scanMime = (bytes: Buffer): ScanMime | null =>
  SCANS.find(([, , begins]) => bytes.subarray(0, begins.length).equals(begins))?.[0] ?? null;

export const scanEnding = (mime: string): string => SCANS.find(([known]) => known === mime)?.[1] ?? 'bin';
