import { CORRECTIONS, type CorrectionView } from '#bank/corrections';
import { STATES, showAssetCode } from '#bank/devices';
import { TICKET_STATES } from '#bank/faults';
import { DONATION_STATES, DONOR_KINDS } from '#bank/intake';
import { joined } from '#platform/kernel';
import { formatDate } from '#platform/ui';

export function subjectHref({ kind, subjectId }: CorrectionView): string {
  return `${WHERE[CORRECTIONS[kind].subject]}/${subjectId}`;
}

const WHERE: Readonly<Record<(typeof CORRECTIONS)[CorrectionView['kind']]['subject'], string>> = {
  donation: '/dons',
  donor: '/dons/donateurs',
  handover: '/remises',
  quota: '/quotas/corriger',
  beneficiary: '/beneficiaires',
  organisation: '/quotas',
  // Opening a double leads to the device that stays.
  device: '/appareils',
  ticket: '/pannes',
  sim: '/sim',
};

/** The donors before and after, where that is what was put right: their cards, since no name is kept here. Two that were merged have one card. */
export function donorsOf({ kind, from, to }: CorrectionView): readonly [string, string] | null {
  const [before, after] = [from['donor'], to['donor']];
  return kind !== 'donor_merged' && typeof before === 'string' && typeof after === 'string' && before !== after
    ? [`/dons/donateurs/${before}`, `/dons/donateurs/${after}`]
    : null;
}

export function changeWords({ from, to }: CorrectionView): string {
  const [before, after] = [factsWords(from), factsWords(to)];
  return before === after ? before : joined(' → ', before, after);
}

function factsWords(facts: Readonly<Record<string, unknown>>): string {
  const { donorKind, state, donation: number, codes, reference, device, ticket, structure, donorNumber } = facts;
  const said = [
    Array.isArray(codes) ? codes.map((code) => showAssetCode(String(code))).join(', ') : null,
    wordOf(DONOR_KINDS, donorKind),
    wordOf(DONATION_STATES, state),
    donorNumber ? `fiche ${donorNumber}` : null,
    number && 'donorNumber' in facts ? `don ${number}` : number,
    reference,
    structure,
    quotaWords(facts),
    wordOf(STATES, device),
    wordOf(TICKET_STATES, ticket),
  ];
  return said.filter(Boolean).join(' · ');
}

/** « 12, du 1er janv. 2026 au 31 déc. 2026 » */
function quotaWords({ allowed, startsOn, endsOn }: Readonly<Record<string, unknown>>): string | null {
  if (typeof allowed !== 'number') return null;
  return `${allowed}, du ${formatDate(String(startsOn))} au ${formatDate(String(endsOn))}`;
}

const wordOf = (words: Readonly<Record<string, { readonly label: string }>>, key: unknown): string | null =>
  typeof key === 'string' ? (words[key]?.label ?? null) : null;
