import { categoryOf } from '#devices';
import { COLLECTION_MODES, type PlannedView } from '#intake';
import {
  Badge,
  Card,
  Cell,
  DoLink,
  dateValue,
  Empty,
  Facts,
  formatLongDate,
  LinkButton,
  ListPage,
  plural,
  Section,
  SelectField,
  useLeads,
} from '../../ui/index.js';
import { placeWords, telOf, windowWords } from './intake.words.js';

/** The collections to come, day after day: what, where, when, whom to ring. Printed, it is the driver's sheet. */
export function CollectionListPage({
  planned,
  until,
  timeZone,
}: {
  planned: readonly PlannedView[];
  until: string;
  timeZone: string;
}) {
  const days = [...new Set(planned.map((p) => p.on))];
  return (
    <ListPage
      title="Collectes prévues"
      lead="Ce qui vient, où, quand, et qui appeler. Cette page s’imprime."
      trail={[{ label: 'Dons', href: '/dons' }, { label: 'Collectes prévues' }]}
      filters={
        <SelectField
          name="jusque"
          label="Jusqu’à"
          empty="Tout ce qui est prévu"
          value={until}
          options={untils(timeZone)}
        />
      }
      clearHref={until ? '/collectes' : null}
      rows={planned}
      empty={
        <Empty
          icon="calendar"
          title="Aucune collecte prévue"
          action={
            <LinkButton href="/dons?etat=promised" icon="hourglass">
              Voir les dons promis
            </LinkButton>
          }
        >
          Ouvrez un don promis et choisissez « Prévoir la collecte ».
        </Empty>
      }
    >
      {days.map((day) => (
        <Section key={day} title={formatLongDate(new Date(`${day}T12:00:00Z`), 'UTC')}>
          {planned
            .filter((p) => p.on === day)
            .map((p) => (
              <Collection key={p.donationId} planned={p} />
            ))}
        </Section>
      ))}
    </ListPage>
  );
}

function Collection({ planned: p }: { planned: PlannedView }) {
  const count = p.expected.reduce((sum, e) => sum + e.quantity, 0);
  // Who may not change the plan need not know whom to call for it.
  const calls = useLeads('GET', `/dons/${p.donationId}/collecte`);
  const person = p.contact?.name || (p.donorKind === 'person' ? '' : p.donorName);
  return (
    <Card
      title={[windowWords(p), p.donorKind === 'person' && p.contact?.name ? p.contact.name : p.donorName]
        .filter(Boolean)
        .join(' · ')}
      actions={<a href={`/dons/${p.donationId}`}>{p.number}</a>}
    >
      {p.late ? (
        <p>
          <Badge tone="alert" icon="triangle-alert">
            date passée
          </Badge>
        </p>
      ) : null}
      <Facts
        facts={[
          [
            'Quoi',
            count
              ? p.expected.map((e) => plural(e.quantity, categoryOf(e.category).short.toLowerCase())).join(', ')
              : 'pas annoncé',
          ],
          [
            'Où',
            p.mode === 'pickup' ? (
              <Cell
                main={[p.address, [p.postalCode, p.commune].filter(Boolean).join(' ')].filter(Boolean).join(', ')}
                sub={COLLECTION_MODES.pickup.label}
              />
            ) : (
              <Cell main={placeWords(p)} sub={COLLECTION_MODES.dropoff.label} />
            ),
          ],
          [
            'Qui appeler',
            !calls ? (
              ''
            ) : p.contact?.phone ? (
              <Cell
                main={<a href={telOf(p.contact.phone)}>{p.contact.phone}</a>}
                sub={[person, p.contact.job].filter(Boolean).join(', ')}
              />
            ) : (
              'personne n’est noté'
            ),
          ],
          ['À apporter', p.bring],
          [
            'Verrous',
            p.unreleased ? (
              <DoLink href={`/dons/${p.donationId}/deverrouillage`} otherwise={toSee(p)}>
                {toSee(p)}
              </DoLink>
            ) : (
              'vu avec le donateur'
            ),
          ],
        ]}
      />
    </Card>
  );
}

/** Today, this week, in a fortnight. */
function untils(timeZone: string): { value: string; label: string }[] {
  const inDays = (n: number) => dateValue(new Date(Date.now() + n * 86_400_000), timeZone);
  return [
    { value: inDays(0), label: 'Aujourd’hui' },
    { value: inDays(7), label: 'Dans 7 jours' },
    { value: inDays(14), label: 'Dans 14 jours' },
  ];
}

const toSee = (p: PlannedView): string => `${plural(p.unreleased, 'point')} à voir avec le donateur`;
