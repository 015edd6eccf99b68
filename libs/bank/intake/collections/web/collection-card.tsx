import { COLLECTION_MODES, type DonationView } from '#bank/intake';
import { Card, DoLink, Facts, formatLongDate } from '#platform/ui';
import { placeWords, telOf, windowWords } from '../../web/intake.words.js';

/** On a donation's page: the planned collection, for whoever goes there. */
export function CollectionCard({ donation: d }: { donation: DonationView }) {
  const c = d.collection;
  if (!c || !d.expectedOn) return null;
  const town = [c.postalCode, c.commune].filter(Boolean).join(' ');
  return (
    <Card
      title="La collecte"
      {...(d.state === 'planned' ? { actions: <DoLink href={`/dons/${d.id}/collecte`}>Changer</DoLink> } : {})}
    >
      <Facts
        facts={[
          [
            'Quand',
            [formatLongDate(new Date(`${d.expectedOn}T12:00:00Z`), 'UTC'), windowWords(c)].filter(Boolean).join(', '),
          ],
          ['Comment', COLLECTION_MODES[c.mode].label],
          ['Où', c.mode === 'pickup' ? [c.address, town].filter(Boolean).join(', ') : placeWords(d)],
          ['Qui appeler', [c.contact?.name, c.contact?.job].filter(Boolean).join(', ')],
          ['Téléphone', c.contact?.phone ? <a href={telOf(c.contact.phone)}>{c.contact.phone}</a> : ''],
          ['À apporter', c.bring],
        ]}
      />
    </Card>
  );
}
