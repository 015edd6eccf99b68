import type { DeliveryView, WebhookView } from '#bank/events';
import {
  Actions,
  Badge,
  Card,
  Cell,
  Empty,
  EndingAct,
  ErrorSummary,
  Facts,
  FormPage,
  type FormState,
  formatDateTime,
  LinkButton,
  Notice,
  PostButton,
  Table,
} from '#platform/ui';
import { nameOf, trailTo, WebhookState } from './webhooks.page.js';
import { kindWords, outcomeWords } from './webhooks.words.js';

/** One program that is told what happens: how it does, what was sent, and what can be done. */
export function WebhookPage({
  webhook: w,
  deliveries,
  problems,
}: Pick<FormState, 'problems'> & { webhook: WebhookView; deliveries: readonly DeliveryView[] }) {
  const page = `/gestion/webhooks/${w.id}`;
  return (
    <FormPage
      title={nameOf(w)}
      trail={trailTo(w).map((step, i, all) => (i === all.length - 1 ? { label: step.label } : step))}
    >
      <ErrorSummary problems={problems ?? []} />
      <Notices of={w} />
      <Facts
        facts={[
          ['Adresse', w.address],
          ['Prévenu de', kindWords(w.kinds)],
          ['État', <WebhookState key="state" of={w} />],
          ['Ajouté', formatDateTime(w.createdAt)],
        ]}
      />
      <Actions>
        <PostButton action={`${page}/essai`} label="Envoyer un essai" icon="send" />
        {w.offSince ? <PostButton action={`${page}/remise`} label="Remettre en marche" icon="check" /> : null}
        <LinkButton href={`${page}/reprise`} icon="rotate-ccw">
          Reprendre depuis un jour
        </LinkButton>
        <LinkButton href={`${page}/modification`} icon="pencil">
          Modifier
        </LinkButton>
      </Actions>
      <Deliveries of={deliveries} page={page} />
      <Card title="Le secret et la fin">
        <EndingAct
          of={{ label: 'Faire un autre secret', icon: 'refresh-cw', ends: 'until_reopened' }}
          action={`${page}/secret`}
          lines={['L’ancien signe encore un jour à côté du nouveau. Donnez le nouveau au logiciel d’ici là.']}
        />
        {w.offSince ? null : (
          <EndingAct
            of={{ label: 'Arrêter les envois', icon: 'ban', ends: 'until_reopened' }}
            action={`${page}/arret`}
            lines={[
              'Plus rien ne part. Remis en marche avant 90 jours, il apprend tout ce qui est arrivé entre-temps.',
            ]}
          />
        )}
        <EndingAct
          of={{ label: 'Retirer ce logiciel', icon: 'trash-2', ends: 'for_good' }}
          action={`${page}/retrait`}
          lines={['Son secret et la liste de ses envois disparaissent avec lui.']}
        />
      </Card>
    </FormPage>
  );
}

function Notices({ of: w }: { of: WebhookView }) {
  return (
    <>
      {w.offSince && w.offBecause !== 'by_hand' ? (
        <Notice tone="attention" title={`Arrêté le ${formatDateTime(w.offSince)}.`}>
          {w.offBecause === 'gone'
            ? 'Le logiciel a répondu qu’il n’existe plus à cette adresse.'
            : 'Pendant trois jours, aucun envoi n’a été reçu.'}{' '}
          Corrigez, envoyez un essai, puis remettez en marche : les envois reprennent où ils en étaient.
        </Notice>
      ) : null}
      {!w.offSince && w.failingSince ? (
        <Notice tone="attention" title={`Échoue depuis le ${formatDateTime(w.failingSince)}.`}>
          Prochain essai le {formatDateTime(w.nextAt)}. Après trois jours sans succès, les envois s’arrêtent.
        </Notice>
      ) : null}
      {w.missedAt ? (
        <Notice tone="attention" title="Des événements ont été manqués.">
          Ceux qui attendaient ne sont plus là (plus de 90 jours, ou banque rétablie d’une sauvegarde). Les envois ont
          repris le {formatDateTime(w.missedAt)} avec ce qui arrivait alors : le logiciel doit relire les listes.
        </Notice>
      ) : null}
      {w.bothUntil ? (
        <Notice tone="info" title="L’ancien secret signe encore.">
          Jusqu’au {formatDateTime(w.bothUntil)}, à côté du nouveau.
        </Notice>
      ) : null}
    </>
  );
}

const tookIt = ({ status }: DeliveryView): boolean => status !== null && status >= 200 && status < 300;

function Deliveries({ of: deliveries, page }: { of: readonly DeliveryView[]; page: string }) {
  if (!deliveries.length)
    return (
      <Empty icon="send" title="Aucun envoi">
        Les cent derniers sont ici, trente jours.
      </Empty>
    );
  return (
    <Card title="Derniers envois">
      <Table
        caption="Derniers envois"
        rows={deliveries}
        rowKey={(d) => d.messageId}
        columns={[
          {
            header: 'Envoi',
            row: true,
            cell: (d) => <Cell main={d.kind} sub={formatDateTime(d.lastAt ?? d.askedAt)} />,
          },
          {
            header: 'Réponse',
            cell: (d) => (
              <>
                <Badge tone={d.waits ? 'neutral' : tookIt(d) ? 'ok' : 'attention'} icon={tookIt(d) ? 'check' : 'clock'}>
                  {outcomeWords(d)}
                </Badge>{' '}
                {d.answer}
              </>
            ),
          },
          { header: 'Durée', cell: (d) => (d.milliseconds === null ? '' : `${d.milliseconds} ms`) },
          { header: 'Essais', numeric: true, cell: (d) => d.tries },
          {
            header: 'Renvoyer',
            cell: (d) => (
              <PostButton action={`${page}/envois/${d.messageId}`} label="Renvoyer" look="quiet" icon="send" />
            ),
          },
        ]}
      />
    </Card>
  );
}
