import { deviceWords, showAssetCode } from '#bank/devices';
import { joined, type Page } from '#platform/kernel';
import {
  Actions,
  addressOf,
  Button,
  Card,
  Code,
  DoLink,
  Empty,
  formatDate,
  formatHour,
  HiddenField,
  LinkButton,
  ListPage,
  pagesOf,
  ScanField,
  Table,
} from '#platform/ui';
import { KindIcon } from '../../../devices/device/web/kind-icon.js';
import { Found, type PersonChoice } from '../../beneficiaries/web/person-picker.js';
import type { ReservationView } from '../../matching/reservation.queries.js';
import { WithheldMark } from '../../matching/web/delivery.js';
import type { HandoverView } from '../handover.views.js';
import { deviceCell, handedOverOn } from './handover-parts.js';

interface ToHandOverProps {
  ready: Page<ReservationView>;
  query: object;
  onTheRoad: boolean;
  pick: PersonChoice;
  last: readonly HandoverView[];
  timeZone: string;
}

/** What lies on the structure's shelf for somebody; a device or a person is named first, as they come. */
export function ToHandOverPage({ ready, query, onTheRoad, pick, last, timeZone }: ToHandOverProps) {
  const { chosen, found } = pick;
  return (
    <ListPage
      title="À remettre"
      lead={
        chosen ? (
          <>
            Pour {joined(' · ', chosen.reference, chosen.name)} : choisissez l’appareil, ou scannez-le.{' '}
            <a href={`/beneficiaires/${chosen.id}`}>Une panne, un retour ? Voir sa page</a>
          </>
        ) : (
          'Les appareils livrés chez vous, qui attendent leur personne.'
        )
      }
      above={<WhoOrWhat pick={pick} />}
      action={
        <LinkButton icon="list" href="/remises?liste=remis">
          Déjà remis
        </LinkButton>
      }
      below={last.length ? <LastHandovers last={last} timeZone={timeZone} /> : null}
      empty={
        found ? (
          <>
            <Found found={found} to={(id) => `/remises?personne=${id}`} />
            <Actions>
              <LinkButton icon="plus" href="/beneficiaires/nouveau">
                Nouvelle personne
              </LinkButton>
            </Actions>
          </>
        ) : undefined
      }
      {...pagesOf('/remises', query, ready, 'suite')}
      {...(ready.items.length || found
        ? {}
        : {
            empty: <NothingToHandOver onTheRoad={onTheRoad} />,
          })}
    >
      <Table
        caption="Appareils à remettre"
        rows={ready.items}
        rowKey={(r) => r.id}
        columns={[
          {
            header: 'Appareil',
            row: true,
            cell: (r) =>
              deviceCell(
                r.code,
                `/appareils/${r.code}`,
                <>
                  <KindIcon category={r.category} />
                  {deviceWords(r)}
                </>,
              ),
          },
          { header: 'Pour', cell: (r) => (r.reference ? <Code>{r.reference}</Code> : 'à choisir') },
          {
            header: 'Rendez-vous',
            cell: (r) => (
              <a href={`/appareils/${r.code}/rendez-vous`}>
                {r.comesOn && r.comesAt
                  ? `${formatDate(r.comesOn)}, ${formatHour(r.comesAt)}`
                  : 'donner un rendez-vous'}
                <span class="sr">{` pour ${showAssetCode(r.code)}`}</span>
              </a>
            ),
          },
          { header: 'Demande', href: (r) => `/demandes/${r.requestId}`, cell: (r) => r.number },
          {
            header: 'Ensuite',
            cell: (r) =>
              r.lacking.length ? (
                <WithheldMark code={r.code} />
              ) : (
                <LinkButton
                  look="primary"
                  icon="hand-heart"
                  href={addressOf(`/appareils/${r.code}/remise`, { personne: chosen?.id })}
                >
                  Remettre
                </LinkButton>
              ),
          },
        ]}
      />
    </ListPage>
  );
}

function NothingToHandOver({ onTheRoad }: Pick<ToHandOverProps, 'onTheRoad'>) {
  return (
    <Empty icon="hand-heart" title="Rien à remettre pour l’instant">
      {onTheRoad ? (
        <>
          Des appareils sont en route : confirmez leur arrivée dans <a href="/lots">Lots</a>.
        </>
      ) : (
        <>
          Faites une{' '}
          <DoLink href="/demandes/nouvelle" otherwise="demande">
            demande
          </DoLink>{' '}
          à la banque.
        </>
      )}
    </Empty>
  );
}

function WhoOrWhat({ pick: { chosen, found, q } }: { pick: PersonChoice }) {
  return (
    <form class="form scan-line" method="get" action="/remises" noValidate>
      <ScanField
        name="q"
        label={chosen ? 'Code de l’appareil' : 'Un appareil ou une personne'}
        hint={chosen ? undefined : 'Le code d’une étiquette, une référence, un nom entier ou un téléphone.'}
        optionalUnsaid
        names={!chosen}
        value={found ? q : ''}
      />
      {chosen ? <HiddenField name="personne" value={chosen.id} /> : null}
      <Actions>
        <Button icon="search" look="secondary">
          Chercher
        </Button>
        {chosen || found ? (
          <LinkButton look="quiet" href="/remises">
            Recommencer
          </LinkButton>
        ) : null}
      </Actions>
    </form>
  );
}

/** What this desk handed over last: the answer to « did I give it already? ». */
export function LastHandovers({ last, timeZone }: { last: readonly HandoverView[]; timeZone: string }) {
  return (
    <Card title="Dernières remises">
      <ul class="plain fact-rows">
        {last.map((h) => (
          <li key={h.id}>
            {deviceCell(
              h.deviceCode,
              `/remises/${h.id}`,
              <>
                <KindIcon category={h.category} />
                {deviceWords(h)}, <span class="whole">{h.reference}</span>
              </>,
            )}
            <span>{handedOverOn(h, timeZone)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
