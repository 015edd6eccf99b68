import type { AccessRecordView } from '#bank/figures';
import { ACCESS_SCREENS, type AccessSubject } from '#bank/people';
import type { Page } from '#platform/kernel';
import { Cell, DoLink, Empty, formatDateTime, formatWho, ListPage, pagesOf, Table } from '#platform/ui';

/** Where the thing stands that was looked at; a paper is not opened from here: that is a look of its own. */
const WHERE: Readonly<Partial<Record<AccessSubject, (id: string) => string>>> = {
  beneficiary: (id) => `/beneficiaires/${id}`,
  sim: (id) => `/sim/${id}`,
  ticket: (id) => `/pannes/${id}`,
  donor: (id) => `/dons/donateurs/${id}`,
};

interface Props {
  page: Page<AccessRecordView>;
  of: string | undefined;
  after: string | undefined;
  timeZone: string;
}

/** The looks of one's own organisation at people's identities. */
export function AccessRecordsPage({ page, of, after, timeZone }: Props) {
  return (
    <ListPage
      title="Identités consultées"
      lead="Qui, dans votre organisation, a lu le nom ou les coordonnées d’une personne. Chaque écran ouvert fait une ligne. Ce journal ne contient aucun nom de personne accompagnée."
      trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'Identités consultées' }]}
      {...pagesOf('/consultations', { de: of, after }, page)}
      rows={page.items}
      empty={
        <Empty icon="eye" title="Aucune consultation">
          Les prochaines seront listées ici.
        </Empty>
      }
    >
      {of ? (
        <p>
          Une seule personne ou fiche est montrée. <a href="/consultations">Voir toutes les consultations</a>
        </p>
      ) : null}
      <Table
        caption="Consultations, de la plus récente à la plus ancienne"
        rows={page.items}
        rowKey={(look) => look.id}
        columns={[
          {
            header: 'Ce qui a été lu',
            row: true,
            cell: (look) => <Cell main={ACCESS_SCREENS[look.screen].label} sub={subjectOf(look)} />,
          },
          {
            header: 'Qui',
            cell: (look) => <Cell main={formatWho(look)} sub={look.channel === 'api' ? 'par un logiciel' : null} />,
          },
          { header: 'Quand', cell: (look) => formatDateTime(look.at, timeZone) },
        ]}
      />
    </ListPage>
  );
}

/** The reference of whom it was, as a link where it leads somewhere. */
function subjectOf(look: AccessRecordView) {
  if (!look.subjectId) return look.screen === 'person_search' ? 'personne de ce nom' : 'plusieurs personnes';
  const words = look.subject ?? 'voir la fiche';
  const { of } = ACCESS_SCREENS[look.screen];
  const href = of && WHERE[of]?.(look.subjectId);
  if (!href) return words;
  return (
    <DoLink href={href} otherwise={words}>
      {words}
    </DoLink>
  );
}
