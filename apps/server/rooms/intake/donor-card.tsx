import { DONOR_KINDS, type DonationView, type DonorRule } from '#intake';
import { Badge, Card, Facts, formatDate, Notice } from '../../ui/index.js';
import { groupDigits } from './intake.words.js';

/** Who gave, how to reach them, and what the rule in force says of their gifts. */
export function DonorCard({
  donation: d,
  rule,
  identifier,
}: {
  donation: DonationView;
  rule: DonorRule;
  identifier: string | null;
}) {
  return (
    <Card title="Donateur" actions={<a href={`/dons/donateurs/${d.donorId}`}>Sa fiche</a>}>
      <Facts
        facts={[
          ['Sorte', DONOR_KINDS[d.donorKind].label],
          ['Numéro', identifier ? groupDigits(identifier) : ''],
          ['À joindre', d.contact?.name ?? ''],
          [
            'Téléphone',
            d.contact?.phone ? <a href={`tel:${d.contact.phone.replace(/[^+\d]/g, '')}`}>{d.contact.phone}</a> : '',
          ],
          ['Courriel', d.contact?.email ? <a href={`mailto:${d.contact.email}`}>{d.contact.email}</a> : ''],
        ]}
      />
      {rule.resaleForbidden ? (
        <Notice tone="attention" icon="ban" title="Revente interdite.">
          Matériel d’origine publique ({rule.source}, règle en vigueur depuis le{' '}
          {formatDate(`${rule.validFrom}T12:00:00Z`, 'UTC')}).
        </Notice>
      ) : (
        <p>
          <Badge tone="neutral" icon="scale">
            {rule.source}
          </Badge>
        </p>
      )}
    </Card>
  );
}
