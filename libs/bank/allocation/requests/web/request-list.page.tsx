import type { BulkVerb } from '#bank/bulk';
import type { CountedPage } from '#platform/database';
import { apiQuery, exportOf, pageQuery } from '#platform/http';
import { clock, READ } from '#platform/kernel';
import { Badge, Empty, formatAgo, LinkButton, ListOf, waitingColumn } from '#platform/ui';
import { actsAround } from '../../../bulk/web/bulk-bar.js';
import { askedWords } from '../../web/allocation.words.js';
import { REQUEST_STATE_NAMES, REQUEST_STATES } from '../request.lifecycle.js';
import { RequestQueries, usualRequestSort } from '../request.queries.js';
import type { RequestListView } from '../request.views.js';
import { EXPIRING, IN_PART, REQUESTS, type RequestsAsked, RUNNING } from '../request-listing.js';
import { progressWords, RequestBadge } from './request-parts.js';

export class RequestQuery extends apiQuery(REQUESTS) {}
export class RequestPageQuery extends pageQuery(REQUESTS) {}

export const RequestExport = exportOf({
  query: RequestPageQuery,
  right: READ.requests,
  page: 'demandes',
  api: 'requests',
  name: 'Demandes',
  filename: 'demandes',
  reads: RequestQueries,
  read: (queries, ctx, asked) => queries.list(ctx.actor, asked),
  columns: [
    ['Numéro', (r) => r.number],
    ['Structure', (r) => r.structure],
    ['Commune', (r) => r.commune],
    ['État', (r) => REQUEST_STATES[r.state].label],
    ['Prioritaire', (r) => (r.urgency === 'priority' ? 'oui' : 'non')],
    ['Demandé', (r) => askedWords(r.asked)],
    ['Appareils', (r) => r.units],
    ['Réservés', (r) => r.reserved],
    ['Remis', (r) => r.fulfilled],
    ['Envoyée le', (r) => r.submittedAt],
    ['Attend depuis le', (r) => r.waitingSince],
    ['Expire le', (r) => r.expiresAt],
  ],
});

export function RequestListPage({
  page,
  query,
  asked,
  bank,
  verbs,
  timeZone,
}: {
  page: CountedPage<RequestListView>;
  query: RequestPageQuery;
  asked: RequestsAsked;
  bank: boolean;
  verbs: readonly BulkVerb[];
  timeZone: string;
}) {
  return (
    <ListOf
      title="Demandes"
      list={REQUESTS}
      at="/demandes"
      query={query}
      page={page}
      noun={['demande']}
      usual={{ sort: usualRequestSort(asked.state), label: 'Selon l’état' }}
      offers={bank ? { state: [...REQUEST_STATE_NAMES.filter((s) => s !== 'draft'), RUNNING, IN_PART, EXPIRING] } : {}}
      examples={bank ? {} : { q: 'Numéro' }}
      lead={
        bank ? (
          'Ce que les structures demandent pour les personnes qu’elles accompagnent.'
        ) : (
          <>
            Ce que votre structure demande à la banque. <a href="/quotas">Voir nos quotas</a>
          </>
        )
      }
      action={
        bank ? (
          <LinkButton look="primary" icon="bookmark" href="/attributions">
            Attribuer
          </LinkButton>
        ) : (
          <LinkButton look="primary" icon="plus" href="/demandes/nouvelle">
            Nouvelle demande
          </LinkButton>
        )
      }
      notFound={
        <Empty icon="search" title="Aucune demande ne correspond">
          Enlevez un filtre pour en voir d’autres.
        </Empty>
      }
      none={<NothingYet bank={bank} />}
      select={verbs.length ? SELECT : undefined}
      around={actsAround(verbs, REQUESTS, query, ['demande cochée', 'demandes cochées'])}
      columns={[
        {
          header: 'Demande',
          row: true,
          cell: (r) => (
            <a href={`/demandes/${r.id}`} class="whole">
              {r.number}
            </a>
          ),
          sub: (r) => askedWords(r.asked),
          short: true,
        },
        ...(bank
          ? [
              {
                header: 'Structure',
                cell: (r: RequestListView) => r.structure,
                sub: (r: RequestListView) => r.commune,
                short: true,
              },
            ]
          : []),
        { header: 'État', cell: (r) => <RequestBadge state={r.state} /> },
        { header: 'Priorité', cell: (r) => (r.urgency === 'priority' ? <Priority /> : null) },
        waitingColumn(timeZone),
        { header: 'Avancement', minor: true, cell: progressWords },
        {
          header: 'Envoyée',
          minor: true,
          cell: (r) => (r.submittedAt ? formatAgo(r.submittedAt, clock.now(), timeZone) : 'pas encore'),
        },
      ]}
    />
  );
}

const SELECT = {
  name: 'ids',
  value: (r: RequestListView) => r.id,
  label: (r: RequestListView) => `Choisir ${r.number}`,
};

const Priority = () => (
  <Badge tone="alert" icon="flag">
    Prioritaire
  </Badge>
);

function NothingYet({ bank }: { bank: boolean }) {
  return bank ? (
    <Empty icon="hand-heart" title="Aucune demande pour l’instant">
      Une demande apparaît ici dès qu’une structure l’envoie. Donnez-lui d’abord un <a href="/quotas">quota</a>.
    </Empty>
  ) : (
    <Empty
      icon="hand-heart"
      title="Aucune demande pour l’instant"
      action={
        <LinkButton look="primary" icon="plus" href="/demandes/nouvelle">
          Faire une première demande
        </LinkButton>
      }
    >
      Dites combien d’appareils, et pour quels usages. Aucun nom n’est demandé.
    </Empty>
  );
}
