import { categoryOf } from '#bank/devices';
import {
  COLLECTION_MODES,
  CollectionsService,
  isPerson,
  PLANNED,
  type PlannedAsked,
  type PlannedView,
} from '#bank/intake';
import type { CountedPage } from '#platform/database';
import { apiQuery, exportOf, pageQuery } from '#platform/http';
import { clock, READ } from '#platform/kernel';
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
  type ListAddress,
  ListPage,
  listProps,
  optionsOf,
  plural,
  Section,
  SelectField,
  SortField,
  useLeads,
} from '#platform/ui';
import { placeWords, telOf, windowWords } from '../../web/intake.words.js';

export class CollectionQuery extends apiQuery({ ...PLANNED, usualLimit: 200 }) {}
export class CollectionPageQuery extends pageQuery(PLANNED) {}

/** Its export: whom to ring, and where a person lives, is in no file. */
export const CollectionExport = exportOf({
  query: CollectionPageQuery,
  right: READ.donations,
  page: 'collectes',
  api: 'collections',
  tag: 'donations',
  name: 'Collectes prévues',
  filename: 'collectes',
  reads: CollectionsService,
  read: (collections, ctx, asked) => collections.planned(ctx.actor, asked),
  columns: [
    ['Jour', (p) => p.on],
    ['Heures', (p) => windowWords(p)],
    ['Don', (p) => p.number],
    ['Donateur', (p) => p.donorName],
    ['Comment', (p) => COLLECTION_MODES[p.mode].label],
    ['Adresse', (p) => (isPerson(p.donorKind) ? '' : p.address)],
    ['Commune', (p) => (isPerson(p.donorKind) ? '' : p.commune)],
    ['Reçu par', (p) => placeWords(p)],
    ['Annoncés', (p) => p.expected.map((e) => `${categoryOf(e.category).short} : ${e.quantity}`).join(', ')],
    ['Verrous à voir', (p) => p.unreleased],
  ],
});

/** The collections to come, day after day or in another order: what, where, when, whom to ring. Printed, it is the driver's sheet. */
export function CollectionListPage({
  page,
  query,
  asked: { until, when, sort },
  timeZone,
}: {
  page: CountedPage<PlannedView>;
  query: CollectionPageQuery;
  asked: PlannedAsked;
  timeZone: string;
}) {
  const list: ListAddress = { at: '/collectes', query };
  return (
    <ListPage
      title="Collectes prévues"
      lead="Ce qui vient, où, quand, et qui appeler. Cette page s’imprime."
      trail={[{ label: 'Dons', href: '/dons' }, { label: 'Collectes prévues' }]}
      filters={
        <>
          <SelectField
            name="jusque"
            label={PLANNED.filters.until.label!}
            empty="Tout ce qui est prévu"
            value={until}
            options={untils(timeZone)}
          />
          <SelectField
            name="quand"
            label={PLANNED.filters.when.label!}
            empty="Tous les jours"
            value={when}
            options={optionsOf(PLANNED.filters.when.choices!)}
          />
          <SortField sorts={PLANNED.sorts} value={sort ?? PLANNED.usual} />
        </>
      }
      clearHref={until || when ? '/collectes' : null}
      {...listProps(list, page, ['collecte'])}
      empty={
        <Empty
          icon="calendar"
          title={until || when ? 'Aucune collecte prévue ces jours-là' : 'Aucune collecte prévue'}
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
      {parts(page.items, sort === 'place' ? placeWords : dayWords).map(({ title, planned }) => (
        <Section key={title} title={title}>
          {planned.map((p) => (
            <Collection key={p.donationId} planned={p} dated={sort === 'place'} />
          ))}
        </Section>
      ))}
    </ListPage>
  );
}

const dayWords = (p: PlannedView): string => formatLongDate(new Date(`${p.on}T12:00:00Z`), 'UTC');

function parts(planned: readonly PlannedView[], titleOf: (p: PlannedView) => string) {
  const found: { readonly title: string; readonly planned: PlannedView[] }[] = [];
  for (const p of planned) {
    const last = found.at(-1);
    if (last?.title === titleOf(p)) last.planned.push(p);
    else found.push({ title: titleOf(p), planned: [p] });
  }
  return found;
}

function Collection({ planned: p, dated }: { planned: PlannedView; dated: boolean }) {
  const count = p.expected.reduce((sum, e) => sum + e.quantity, 0);
  // Who may not change the plan need not know whom to call for it.
  const calls = useLeads('GET', `/dons/${p.donationId}/collecte`);
  const person = p.contact?.name || (isPerson(p.donorKind) ? '' : p.donorName);
  return (
    <Card
      title={[
        dated ? dayWords(p) : '',
        windowWords(p),
        isPerson(p.donorKind) && p.contact?.name ? p.contact.name : p.donorName,
      ]
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

function untils(timeZone: string): { value: string; label: string }[] {
  const inDays = (n: number) => dateValue(new Date(clock.ms() + n * 86_400_000), timeZone);
  return [
    { value: inDays(0), label: 'Aujourd’hui' },
    { value: inDays(7), label: 'Dans 7 jours' },
    { value: inDays(14), label: 'Dans 14 jours' },
  ];
}

const toSee = (p: PlannedView): string => `${plural(p.unreleased, 'point')} à voir avec le donateur`;
