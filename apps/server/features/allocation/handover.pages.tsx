import type { ComponentChildren } from 'preact';
import { FORGOTTEN, type HandoverView, type ReservationView } from '#allocation';
import { deviceWords, showAssetCode } from '#devices';
import type { DocumentView } from '#documents';
import type { Page } from '#kernel';
import {
  Actions,
  addressOf,
  Badge,
  Button,
  Card,
  Cell,
  Code,
  Disclosure,
  DoLink,
  Empty,
  Facts,
  formatDateTime,
  formatEuros,
  formatWho,
  HiddenField,
  LinkButton,
  ListPage,
  Notice,
  ScanField,
  Table,
  ThingPage,
} from '../../ui/index.js';
import { PapersCard } from '../documents/documents.page.js';
import { ENDED } from './beneficiary.page.js';
import { handedOverOn } from './handover-dates.js';
import { Found, type PersonChoice } from './person-picker.js';

const deviceCell = (code: string, href: string, about: ComponentChildren) => (
  <Cell
    main={
      <a href={href}>
        <Code>{showAssetCode(code)}</Code>
      </a>
    }
    sub={about}
  />
);

interface ToHandOverProps {
  ready: readonly ReservationView[];
  onTheRoad: number;
  /** The person who was named, or those who were found. */
  pick: PersonChoice;
  /** The desk's latest hand-overs. */
  last: readonly HandoverView[];
  timeZone: string;
}

/** What lies on the structure's shelf for somebody; a device or a person is named first, as they come. */
export function ToHandOverPage({ ready, onTheRoad, pick, last, timeZone }: ToHandOverProps) {
  const { chosen, found } = pick;
  return (
    <ListPage
      title="À remettre"
      lead={
        chosen
          ? `Pour ${[chosen.reference, chosen.name].filter(Boolean).join(' · ')} : choisissez l’appareil, ou scannez-le.`
          : 'Les appareils livrés chez vous, qui attendent leur personne.'
      }
      above={<WhoOrWhat pick={pick} />}
      action={
        <LinkButton icon="list" href="/remises?liste=remis">
          Déjà remis
        </LinkButton>
      }
      below={last.length ? <LastHandovers last={last} timeZone={timeZone} /> : null}
      {...(found
        ? {
            empty: (
              <>
                <Found found={found} to={(id) => `/remises?personne=${id}`} />
                <Actions>
                  <LinkButton icon="plus" href="/beneficiaires/nouveau">
                    Nouvelle personne
                  </LinkButton>
                </Actions>
              </>
            ),
          }
        : {})}
      {...(ready.length || found
        ? {}
        : {
            empty: (
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
            ),
          })}
    >
      <Table
        caption="Appareils à remettre"
        rows={ready}
        rowKey={(r) => r.id}
        columns={[
          {
            header: 'Appareil',
            row: true,
            cell: (r) => deviceCell(r.code, `/appareils/${r.code}`, deviceWords(r)),
          },
          { header: 'Pour', cell: (r) => (r.reference ? <Code>{r.reference}</Code> : 'à choisir') },
          { header: 'Demande', cell: (r) => <a href={`/demandes/${r.requestId}`}>{r.number}</a> },
          {
            header: 'Ensuite',
            cell: (r) => (
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

/** The device or the person, whichever is scanned or named first. */
function WhoOrWhat({ pick: { chosen, found, q } }: { pick: PersonChoice }) {
  return (
    <form class="form scan-line" method="get" action="/remises" noValidate>
      <ScanField
        name="q"
        label={chosen ? 'Code de l’appareil' : 'Un appareil ou une personne'}
        hint={chosen ? undefined : 'Le code d’une étiquette, une référence, un nom entier ou un téléphone.'}
        optionalUnsaid
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

/** What people have, and had. */
export function HandoverListPage({ page, bank, after }: { page: Page<HandoverView>; bank: boolean; after: string }) {
  return (
    <ListPage
      title="Appareils remis"
      lead="Des références et des codes : jamais un nom."
      {...(bank
        ? {}
        : {
            action: (
              <LinkButton look="primary" icon="hand-heart" href="/remises">
                À remettre
              </LinkButton>
            ),
          })}
      {...(page.next ? { nextHref: `/remises?liste=remis&apres=${page.next}` } : {})}
      {...(after ? { firstHref: '/remises?liste=remis' } : {})}
      {...(page.items.length
        ? {}
        : {
            empty: (
              <Empty icon="hand-heart" title="Aucun appareil remis">
                Une ligne apparaît ici à chaque remise.
              </Empty>
            ),
          })}
    >
      <Table
        caption="Remises, de la plus récente à la plus ancienne"
        rows={page.items}
        rowKey={(h) => h.id}
        columns={[
          {
            header: 'Appareil',
            row: true,
            cell: (h) => deviceCell(h.deviceCode, `/remises/${h.id}`, deviceWords(h)),
          },
          { header: 'Référence', cell: (h) => <Code>{h.reference}</Code> },
          ...(bank ? [{ header: 'Structure', cell: (h: HandoverView) => h.structure }] : []),
          { header: 'Remis', cell: (h) => handedOverOn(h) },
          { header: 'État', cell: (h) => <HandoverBadge handover={h} /> },
        ]}
      />
    </ListPage>
  );
}

function HandoverBadge({ handover: h }: { handover: HandoverView }) {
  return h.endedAt ? (
    <Badge tone="neutral" icon="undo-2">
      {ENDED[h.endReason!]}
    </Badge>
  ) : (
    <Badge tone="ok" icon="hand-heart">
      chez la personne
    </Badge>
  );
}

/** One hand-over, with its sheet: the structure's for the structure, the bank's for the bank. */
export function HandoverPage(props: {
  handover: HandoverView;
  papers: readonly DocumentView[];
  bank: boolean;
  timeZone: string;
}) {
  const { handover: h, papers, bank, timeZone } = props;
  const mayReturn = !bank && h.deviceState === 'handed_over' && !h.endedAt;
  const pending = papers.some((d) => d.state === 'requested' || d.state === 'rendering');
  return (
    <ThingPage
      title={`Remise ${showAssetCode(h.deviceCode)}`}
      heading={<Code big>{showAssetCode(h.deviceCode)}</Code>}
      lead={deviceWords(h)}
      trail={[{ label: 'Remises', href: '/remises?liste=remis' }, { label: showAssetCode(h.deviceCode) }]}
      state={<HandoverBadge handover={h} />}
      {...(pending ? { refreshSeconds: 5 } : {})}
      {...(mayReturn
        ? {
            nextTitle: 'Si la personne n’en a plus besoin',
            next: (
              <>
                <LinkButton icon="undo-2" wide href={`/appareils/${h.deviceCode}/retour`}>
                  Reprendre l’appareil
                </LinkButton>
                <Disclosure summary="Corriger une erreur">
                  <LinkButton icon="pencil" wide href={`/remises/${h.id}/reference`}>
                    Ce n’est pas la bonne référence
                  </LinkButton>
                  <LinkButton icon="undo-2" wide href={`/remises/${h.id}/mauvais-appareil`}>
                    Ce n’était pas le bon appareil
                  </LinkButton>
                </Disclosure>
              </>
            ),
          }
        : {})}
      aside={<PapersCard papers={papers} title={bank ? 'Exemplaire de la banque' : 'Exemplaire de votre structure'} />}
    >
      {h.origin === 'declared' ? (
        <Notice tone="info" icon="history" title="Déclaré, repris d’un ancien outil.">
          Personne ici n’a vu cette remise : elle est notée sans attestation, sans signature et sans demande.
        </Notice>
      ) : bank ? null : (
        <Notice tone="info" icon="printer">
          L’attestation a deux pages : votre exemplaire, et celui que vous remettez à la personne. Votre exemplaire
          s’efface à sa date ; la banque n’a que la référence.
        </Notice>
      )}
      <Card title="La remise">
        <Facts
          facts={[
            ['Appareil', <a href={`/appareils/${h.deviceCode}`}>{showAssetCode(h.deviceCode)}</a>],
            [
              'Référence',
              bank || h.reference === FORGOTTEN ? (
                <Code>{h.reference}</Code>
              ) : (
                <a href={`/beneficiaires/${h.beneficiaryId}`}>{h.reference}</a>
              ),
            ],
            ['Structure', h.structure],
            ['Remis', h.origin === 'declared' ? handedOverOn(h, timeZone) : formatDateTime(h.handedOverAt, timeZone)],
            [h.origin === 'declared' ? 'Déclaré par' : 'Par', formatWho(h)],
            [
              'Comment',
              h.origin === 'declared'
                ? 'non connu'
                : h.mode === 'gift'
                  ? 'donné'
                  : `vendu ${formatEuros(h.priceCents ?? 0)}`,
            ],
            ['Remplace', h.replaces ? <a href={`/remises/${h.replaces}`}>la remise d’avant</a> : ''],
            ['Fin', h.endedAt ? `${ENDED[h.endReason!]}, ${formatDateTime(h.endedAt, timeZone)}` : ''],
          ]}
        />
      </Card>
    </ThingPage>
  );
}
