import { readIdentifier, serialKey } from '#bank/devices';

export interface Marks {
  /** Texts that may hold a code or an inventory number, in the order in which they are believed. */
  readonly names: readonly string[];
  readonly serial: string | null;
  readonly serialIsGeneric: boolean;
  /** The maker as `makerKey` compares them; '' when the machine does not say. */
  readonly maker: string;
  readonly uuid: string | null;
  /** What sits in this one machine and hardly in another: serials of its media and of its board. */
  readonly parts: readonly string[];
}

export interface Candidate {
  readonly id: string;
  readonly code: string;
  readonly otherCodes?: readonly string[];
  readonly aliases: readonly string[];
  readonly serial: string | null;
  readonly maker: string;
  readonly uuids: readonly string[];
  readonly parts: readonly string[];
  readonly visible: boolean;
  readonly open: boolean;
  readonly gone: boolean;
  readonly hasDocument: boolean;
}

export const REVIEW_REASONS = [
  'unknown_machine',
  'no_identity',
  /** A serial that firmware writes where there is none, and nothing else that is sure. */
  'generic_serial',
  /** The number leads to several devices: two issuers used it. */
  'ambiguous_number',
  /** Two names of one machine are codes of two devices. */
  'numbers_differ',
  'number_and_serial_differ',
  'number_and_board_differ',
  'several_devices',
  'other_maker',
  /** The serial is known, of another board: two machines may carry it. */
  'shared_serial',
  /** Only the board's number fits, and whole series share those. */
  'board_alone',
  'not_yours',
  /** The device is on the road, with a person, or gone. */
  'not_now',
] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

export type Decision =
  | { readonly kind: 'attach'; readonly deviceId: string; readonly by: 'number' | 'serial' | 'uuid' }
  | { readonly kind: 'review'; readonly reason: ReviewReason; readonly candidates: readonly string[] };

const review = (reason: ReviewReason, candidates: readonly Candidate[] = []): Decision => ({
  kind: 'review',
  reason,
  candidates: candidates.map((c) => c.id),
});

/** The asset code in a text, or null; `2222222` and a label's address are read as people and scanners write them. */
export function codeIn(text: string): string | null {
  const identifier = readIdentifier(text);
  return identifier.kind === 'code' ? identifier.code : null;
}

export const BOARD = 'board:';

/** The key under which an old inventory number is looked for. */
export const numberKey = (text: string): string | null => serialKey(text, { generic: true });

/**
 * Which device a machine is, or why a person has to say: the number first, then serial and maker, then the board. Two marks
 * that lead to two devices, or one mark that leads to several, merge nothing. Pure: the candidates are all devices that any
 * of the marks leads to.
 */
export function decide(marks: Marks, candidates: readonly Candidate[]): Decision {
  const named = byName(marks, candidates);
  if ('kind' in named) return named;
  const sameSerial = marks.serial ? candidates.filter((c) => c.serial === marks.serial) : [];
  const byMaker = sameSerial.filter((c) => !c.maker || !marks.maker || c.maker === marks.maker);
  const living = byMaker.filter((c) => !c.gone);
  const sameBoard = marks.uuid ? candidates.filter((c) => c.uuids.includes(marks.uuid!) && !c.gone) : [];

  if (named.device) {
    const d = named.device;
    if (marks.serial && d.serial && d.serial !== marks.serial)
      return review('number_and_serial_differ', [d, ...living.filter((c) => c !== d)]);
    const others = living.filter((c) => c !== d);
    if (others.length) return review('number_and_serial_differ', [d, ...others]);
    const known = marks.serial !== null && d.serial === marks.serial;
    const elsewhere = sameBoard.filter((c) => c !== d && !otherSerial(marks, c));
    if (!known && elsewhere.length && sameBoard.length === 1)
      return review('number_and_board_differ', [d, ...elsewhere]);
    return taken(d, 'number');
  }
  if (living.length > 1) return review('several_devices', living);
  if (living[0])
    return looksLikeAnother(marks, living[0], candidates)
      ? review('shared_serial', living)
      : taken(living[0], 'serial');
  if (byMaker.length) return review('not_now', byMaker);
  if (sameSerial.length) return review('other_maker', sameSerial);
  return byBoard(marks, sameBoard);
}

const hasCode = ({ code, otherCodes = [] }: Candidate, text: string | null): boolean =>
  text !== null && (code === text || otherCodes.includes(text));

/** The first name that leads anywhere; a second code that leads elsewhere is a contradiction. */
function byName(marks: Marks, candidates: readonly Candidate[]): Decision | { readonly device: Candidate | null } {
  const coded = marks.names.flatMap((name) => candidates.find((c) => hasCode(c, codeIn(name))) ?? []);
  if (new Set(coded).size > 1) return review('numbers_differ', [...new Set(coded)]);
  for (const name of marks.names) {
    const byCode = candidates.find((c) => hasCode(c, codeIn(name)));
    if (byCode) return { device: byCode };
    const key = numberKey(name);
    const aliased = key ? candidates.filter((c) => c.aliases.includes(key)) : [];
    // Two owners may have used one number: the serial settles it, or a person does.
    const sure = aliased.length > 1 && marks.serial ? aliased.filter((c) => c.serial === marks.serial) : aliased;
    if (aliased.length && sure.length !== 1) return review('ambiguous_number', aliased);
    if (sure[0]) return coded[0] && coded[0] !== sure[0] ? { device: coded[0] } : { device: sure[0] };
  }
  return { device: null };
}

const isBoard = (part: string): boolean => part.startsWith(BOARD);
const boardsOf = (thing: { parts: readonly string[] }): string[] => thing.parts.filter(isBoard);

/**
 * A serial that two machines carry, or a board that was changed: its UUID or its serial is told on both sides and is another. A changed
 * drive alone is no doubt. A UUID that several devices have names a series, not a machine.
 */
function looksLikeAnother(marks: Marks, device: Candidate, candidates: readonly Candidate[]): boolean {
  const { uuid } = marks;
  const shared = uuid !== null && candidates.filter((c) => c.uuids.includes(uuid)).length > 1;
  if (uuid !== null && !shared && device.uuids.length > 0 && !device.uuids.includes(uuid)) return true;
  const [here, there] = [boardsOf(marks), boardsOf(device)];
  return here.length > 0 && there.length > 0 && !here.some((board) => there.includes(board));
}

/** A serial of its own on either side: whatever else they share, they are two machines. */
const otherSerial = (marks: Marks, device: Candidate): boolean =>
  marks.serial !== null && device.serial !== null && marks.serial !== device.serial;

function byBoard(marks: Marks, sameBoard: readonly Candidate[]): Decision {
  const possible = sameBoard.filter((c) => !otherSerial(marks, c));
  if (possible.length > 1) return review('several_devices', possible);
  // Boards of one series share their UUID, and their serial too: a drive seen before makes it sure.
  const shares = (c: Candidate) => marks.parts.some((part) => !isBoard(part) && c.parts.includes(part));
  const [device] = possible;
  if (device) return shares(device) ? taken(device, 'uuid') : review('board_alone', possible);
  const moved = sameBoard.filter(shares);
  if (moved.length) return review('board_alone', moved);
  if (marks.serial) return review('unknown_machine');
  return review(marks.serialIsGeneric ? 'generic_serial' : marks.uuid ? 'unknown_machine' : 'no_identity');
}

function taken(device: Candidate, by: 'number' | 'serial' | 'uuid'): Decision {
  if (!device.visible) return review('not_yours', [device]);
  if (!device.open) return review('not_now', [device]);
  return { kind: 'attach', deviceId: device.id, by };
}
