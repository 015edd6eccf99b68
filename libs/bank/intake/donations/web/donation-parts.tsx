import { CORRECTION_REASONS } from '#bank/corrections';
import type { FieldChange } from '#bank/devices';
import type { DocumentView } from '#bank/documents';
import { CANCEL_REASONS, type DonationEventView, type DonationView } from '#bank/intake';
import { joined } from '#platform/kernel';
import { AskPage, formatDate, plural } from '#platform/ui';
import { PaperLink } from '../../../documents/web/paper-link.js';
import { donorChangeWords, placeWords, windowWords } from '../../web/intake.words.js';

export const donationTrail = (d: Pick<DonationView, 'id' | 'number'>, label: string) => [
  { label: 'Dons', href: '/dons' },
  { label: d.number, href: `/dons/${d.id}` },
  { label },
];

/** A page that asks one thing of a donation, and goes back to it. @param props.under where below the donation's address it is sent */
export function DonationAskPage({
  donation: d,
  crumb,
  under,
  ...ask
}: Omit<Parameters<typeof AskPage>[0], 'trail' | 'action' | 'back'> & {
  donation: Pick<DonationView, 'id' | 'number'>;
  crumb: string;
  under: string;
}) {
  return (
    <AskPage
      {...ask}
      trail={donationTrail(d, crumb)}
      action={`/dons/${d.id}/${under}`}
      back={{ href: `/dons/${d.id}`, label: 'Revenir au don' }}
    />
  );
}

export function donationMeta(d: DonationView, timeZone: string): string {
  const day =
    d.state === 'promised' || d.state === 'planned'
      ? d.expectedOn
        ? `${d.state === 'planned' ? 'collecte' : 'attendu'} le ${formatDate(`${d.expectedOn}T12:00:00Z`, 'UTC')}`
        : 'sans date prévue'
      : d.state === 'cancelled'
        ? CANCEL_REASONS[d.cancelReason ?? 'donor_withdrew']
        : `reçu le ${formatDate(d.receivedAt ?? d.createdAt, timeZone)}`;
  return [d.number, placeWords(d), day].join(' · ');
}

/** What a line of the history adds: the day a collection was planned for, why a promise came to nothing. */
export const eventDetail = (e: DonationEventView): string =>
  joined(' · ', factsDetail(e), ...e.changes.filter(isOverwritten).map(donorChangeWords));

const isOverwritten = ({ before }: FieldChange): boolean => before !== null;

function factsDetail({ facts, reason }: DonationEventView): string {
  const why = reason ? { ...CANCEL_REASONS, ...CORRECTION_REASONS }[reason] : '';
  const { devices, donation } = facts;
  if (devices)
    return [
      devices < 0
        ? `${plural(-devices, 'appareil')} vers ${donation}`
        : `${plural(devices, 'appareil')} de ${donation}`,
      why,
    ].join(' · ');
  if (why) return why;
  if (!facts.on) return '';
  const hours = windowWords({ from: facts.from ?? null, to: facts.to ?? null });
  return joined(' ', 'le', formatDate(`${facts.on}T12:00:00Z`, 'UTC'), hours);
}

export function Papers({ papers }: { papers: readonly DocumentView[] }) {
  if (!papers.length)
    return <p class="hint">Le bon de collecte se fait à l’arrivée d’un don annoncé, et à la fin du don.</p>;
  return (
    <>
      {papers.map((p) => (
        <p key={p.id}>
          <PaperLink paper={p} label={`${p.title}, ${p.number}`} />
        </p>
      ))}
    </>
  );
}
