/** What a mail that came back says of itself. */
export interface ReturnedMail {
  /** What may be mails of ours: Message-IDs as ours, at whatever domain the mail was sent by, and the envelope's id (RFC 3461). */
  readonly ids: readonly string[];
  /** Where it could not be delivered, in lower case. */
  readonly addresses: readonly string[];
  /** null: no delivery report, but words that somebody wrote. */
  readonly fate: 'failed' | 'delayed' | 'delivered' | null;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const ADDRESS = /[^\s@<>,;:"'()[\]\\«»]+@[^\s@<>,;:"'()[\]\\«»]+\.[a-z0-9-]{2,}/gi;
/** Who reports that a mail came back: never whom it was for. */
const REPORTERS = /^(?:mailer-daemon|postmaster|no-?reply)@/;

/**
 * Reads a mail that came back: the delivery report of a mail server (RFC 3464) whole, a part of it, or an address alone.
 * @param sender the address that our mails are sent by
 */
export function readReturned(text: string, sender: string): ReturnedMail {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n[ \t]+(?=\S)/g, ' ');
  const ids = [
    ...found(lines, new RegExp(`(${UUID})@`, 'gi')),
    ...found(lines, new RegExp(`^Original-Envelope-Id:\\s*(${UUID})`, 'gim')),
  ];
  const reports = lines.split(/\n\s*\n/).filter((part) => /^(?:Final|Original)-Recipient:/im.test(part));
  const failed = reports.filter((part) => actionOf(part) === 'failed');
  if (!reports.length) return { ids: once(ids), addresses: addressesIn(lines, sender), fate: null };
  const fate = failed.length
    ? 'failed'
    : reports.some((part) => actionOf(part) === 'delayed')
      ? 'delayed'
      : 'delivered';
  return { ids: once(ids), addresses: once(failed.flatMap((part) => recipientOf(part) ?? [])), fate };
}

const actionOf = (report: string): string => /^Action:\s*([a-z]+)/im.exec(report)?.[1]?.toLowerCase() ?? 'failed';

/** Whom the mail was for, rather than where somebody forwards theirs to. */
function recipientOf(report: string): string | undefined {
  for (const field of ['Original-Recipient', 'Final-Recipient']) {
    const value = new RegExp(`^${field}:[^;\\n]*;\\s*(.*)$`, 'im').exec(report)?.[1];
    const [address] = value?.match(ADDRESS) ?? [];
    if (address) return address.toLowerCase();
  }
  return undefined;
}

/** The addresses in words, without our own, those of Message-IDs and those of mail servers. */
const addressesIn = (lines: string, sender: string): string[] =>
  once((lines.match(ADDRESS) ?? []).map((address) => address.toLowerCase().replace(/\.+$/, ''))).filter(
    (address) => address !== sender && !REPORTERS.test(address) && !new RegExp(`^${UUID}@`).test(address),
  );

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, one]) => one!.toLowerCase());

const once = (texts: readonly string[]): string[] => [...new Set(texts)];
