import { DONOR_KINDS, type DonationView } from '#bank/intake';
import { Card, Facts } from '#platform/ui';
import { groupDigits, telOf } from '../../web/intake.words.js';

/** Who gave, and how to reach them. */
export function DonorCard({ donation: d, identifier }: { donation: DonationView; identifier: string | null }) {
  return (
    <Card title="Donateur" actions={<a href={`/dons/donateurs/${d.donorId}`}>Sa fiche</a>}>
      <Facts
        facts={[
          ['Type', DONOR_KINDS[d.donorKind].label],
          ['Numéro', identifier ? groupDigits(identifier) : ''],
          ['À joindre', d.contact?.name ?? ''],
          ['Téléphone', d.contact?.phone ? <a href={telOf(d.contact.phone)}>{d.contact.phone}</a> : ''],
          ['Adresse mail', d.contact?.email ? <a href={`mailto:${d.contact.email}`}>{d.contact.email}</a> : ''],
        ]}
      />
    </Card>
  );
}
