import type { VNode } from 'preact';
import { CORRECTIONS } from '#bank/corrections';
import { showAssetCode } from '#bank/devices';
import { joined } from '#platform/kernel';
import {
  Actions,
  AskPage,
  Card,
  Code,
  Facts,
  type FieldProblem,
  formatDate,
  formatWho,
  LinkButton,
  Notice,
  Table,
  ThingPage,
  Timeline,
  TimelineItem,
} from '#platform/ui';
import type { HandoverView } from '../../handovers/handover.views.js';
import { ENDED, handedOverOn, WrongPerson } from '../../handovers/web/handover-parts.js';
import { beneficiaryWords, personChangeWords } from '../../web/allocation.words.js';
import type { BeneficiaryView } from '../beneficiary.views.js';
import type { PersonEvent } from '../former-people.js';
import type { PersonIdentity } from '../identity.store.js';

interface ThingProps {
  person: BeneficiaryView;
  identity: PersonIdentity | null;
  former: readonly PersonEvent[];
  handovers: readonly HandoverView[];
  cards: readonly VNode[];
  timeZone: string;
  looksHref: string | null;
}

/** One reference: what it received, and who it is for those who may know. */
export function BeneficiaryPage({ person: b, identity, former, handovers, cards, timeZone, looksHref }: ThingProps) {
  return (
    <ThingPage
      title={`Référence ${b.reference}`}
      heading={<Code big>{b.reference}</Code>}
      lead={
        b.origin === 'declared'
          ? 'Personne non connue : remise déclarée, reprise d’un ancien outil'
          : joined(' · ', identity?.name, beneficiaryWords(b)) || 'Rien de noté'
      }
      trail={[{ label: 'Bénéficiaires', href: '/beneficiaires' }, { label: b.reference }]}
      next={
        <Actions stack>
          <LinkButton href={`/remises?personne=${b.id}`} look="primary" icon="hand-heart" wide>
            Remettre un appareil
          </LinkButton>
          <LinkButton href={`/sim?statut=allotted&personne=${b.id}`} icon="card-sim" wide>
            Remettre une carte SIM
          </LinkButton>
          <LinkButton href={`/pannes/nouvelle?personne=${b.id}`} icon="life-buoy" wide>
            Ouvrir une panne
          </LinkButton>
          <LinkButton href={`/beneficiaires/${b.id}/modifier`} look="quiet" icon="pencil" wide>
            Corriger
          </LinkButton>
          {b.hasIdentity || handovers.length ? (
            <LinkButton href={`/beneficiaires/${b.id}/oublier`} look="quiet" icon="lock" wide>
              Effacer l’identité
            </LinkButton>
          ) : null}
          <LinkButton href={`/beneficiaires/${b.id}/doublon`} look="quiet" icon="link" wide>
            {CORRECTIONS.beneficiary_merged.label}
          </LinkButton>
        </Actions>
      }
      nextTitle="Cette personne"
      aside={
        <Card title="Identité">
          {identity ? (
            <>
              <Facts
                facts={[
                  ['Nom', identity.name],
                  ['Contact', identity.contact],
                ]}
              />
              <p>
                Lue par votre structure seule : chaque consultation est notée. S’efface le{' '}
                {formatDate(b.identityUntil!)}.
              </p>
              {looksHref ? <a href={looksHref}>Qui l’a consultée</a> : null}
            </>
          ) : (
            <p>Non notée. Ce n’est pas nécessaire.</p>
          )}
        </Card>
      }
    >
      {b.merged.length ? <OtherReferences person={b} /> : null}
      <Card title="Appareils reçus">
        {handovers.length ? (
          <Handovers handovers={handovers} timeZone={timeZone} />
        ) : (
          <p>Aucun appareil reçu pour l’instant.</p>
        )}
      </Card>
      {cards}
      <Former former={former} timeZone={timeZone} />
    </ThingPage>
  );
}

function Former({ former, timeZone }: Pick<ThingProps, 'former' | 'timeZone'>) {
  if (!former.length) return null;
  return (
    <Card title="Ce qui a été corrigé">
      <Timeline>
        {former.map((e) => (
          <TimelineItem
            key={e.at.toISOString()}
            icon="pencil"
            title="Fiche corrigée"
            detail={e.changes.flatMap(personChangeWords).join(' · ')}
            at={e.at}
            timeZone={timeZone}
            meta={[formatWho(e)]}
          />
        ))}
      </Timeline>
    </Card>
  );
}

function Handovers({ handovers, timeZone }: Pick<ThingProps, 'handovers' | 'timeZone'>) {
  return (
    <Table
      caption="Remises"
      rows={handovers}
      rowKey={(h) => h.id}
      columns={[
        {
          header: 'Appareil',
          row: true,
          href: (h) => `/remises/${h.id}`,
          cell: (h) => showAssetCode(h.deviceCode),
          sub: (h) => `${h.make} ${h.model}`,
        },
        { header: 'Remis', cell: (h) => handedOverOn(h, timeZone) },
        {
          header: 'Fin',
          cell: (h) =>
            h.endedAt ? (
              `${ENDED[h.endReason!]}, ${formatDate(h.endedAt, timeZone)}`
            ) : (
              <>
                {h.deviceState === 'in_maintenance' ? 'en réparation' : 'chez la personne'}
                <WrongPerson handover={h} />
              </>
            ),
        },
      ]}
    />
  );
}

export function ForgetPage({ person: b, problems }: { person: BeneficiaryView; problems?: FieldProblem[] }) {
  return (
    <AskPage
      title="Effacer l’identité ?"
      lead={`Référence ${b.reference}`}
      trail={[
        { label: 'Bénéficiaires', href: '/beneficiaires' },
        { label: b.reference, href: `/beneficiaires/${b.id}` },
        { label: 'Effacer' },
      ]}
      action={`/beneficiaires/${b.id}/oublier`}
      problems={problems}
      does={{ label: 'Effacer l’identité', look: 'danger', icon: 'trash-2' }}
      back={{ href: `/beneficiaires/${b.id}`, label: 'La garder' }}
    >
      <Notice tone="attention" title="On ne peut pas revenir en arrière.">
        Le nom, le contact, ce qu’ils étaient avant une correction, les signatures et les attestations signées
        disparaissent. La référence, la commune et l’histoire des appareils restent.
      </Notice>
    </AskPage>
  );
}

function OtherReferences({ person: b }: { person: BeneficiaryView }) {
  return (
    <p>
      Aussi sous{' '}
      {b.merged.map((card, i) => (
        <span key={card.id}>
          {i ? ', ' : ''}
          {card.reference}
          {card.fresh ? (
            <>
              {' · '}
              <a href={`/beneficiaires/${card.id}/separation`}>{CORRECTIONS.beneficiary_unmerged.label}</a>
            </>
          ) : null}
        </span>
      ))}
    </p>
  );
}
