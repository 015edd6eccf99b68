import { Query } from '@nestjs/common';
import { ACCESS_RECORDS, AccessRecordsService, type AccessRecordView } from '#bank/figures';
import { ACCESS_SCREENS, type AccessSubject } from '#bank/people';
import { ApiController, Context, Ctx, pageQuery, Read } from '#platform/http';
import { type Page, READ } from '#platform/kernel';
import { DoLink, Empty, formatDateTime, formatWho, ListPage, pagesOf, Table } from '#platform/ui';

export class AccessRecordsQuery extends pageQuery(ACCESS_RECORDS) {}

/** Who read whose identity: each organisation's manager reads its own log. */
@ApiController('looks')
export class AccessRecordsController {
  constructor(private readonly looks: AccessRecordsService) {}

  /** Looks at people's identities by members of the token's organisation, newest first, 50 a page. References, never names of who was looked at. */
  @Read(READ.looks, { page: 'consultations', api: 'identity-looks' })
  async list(@Context() ctx: Ctx, @Query() query: AccessRecordsQuery) {
    const asked = ctx.asked(query);
    const page = await this.looks.list(ctx.actor, asked);
    return ctx.answer(page, () => (
      <AccessRecordsPage page={page} of={asked.subjectId} after={asked.cursor} timeZone={ctx.bank.timeZone} />
    ));
  }
}

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

function AccessRecordsPage({ page, of, after, timeZone }: Props) {
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
            cell: (look) => ACCESS_SCREENS[look.screen].label,
            sub: (look) => subjectOf(look),
          },
          {
            header: 'Qui',
            cell: (look) => formatWho(look),
            sub: (look) => (look.channel === 'api' ? 'par un logiciel' : null),
          },
          { header: 'Quand', cell: (look) => formatDateTime(look.at, timeZone) },
        ]}
      />
    </ListPage>
  );
}

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
