import {
  EXPIRING,
  REQUEST_SORTS,
  REQUEST_STATE_NAMES,
  REQUEST_STATES,
  REQUESTABLE,
  type RequestListView,
  usualRequestSort,
} from '#bank/allocation';
import type { BulkVerb } from '#bank/bulk';
import { categoryOf } from '#bank/devices';
import type { CountedPage } from '#platform/database';
import {
  Badge,
  Cell,
  countWords,
  Empty,
  Form,
  formatAgo,
  LinkButton,
  type ListAddress,
  ListPage,
  listProps,
  SelectField,
  SortedTable,
  SortField,
  TextField,
} from '#platform/ui';
import { ActsBar } from '../../../bulk/web/bulk-bar.js';
import type { RequestListQuery } from '../../web/allocation.queries.dto.js';
import { askedWords } from '../../web/allocation.words.js';
import { progressWords, RequestBadge } from './request-parts.js';

/** Requests: the bank's all, a structure's own. */
export function RequestListPage({
  page,
  query,
  bank,
  verbs,
}: {
  page: CountedPage<RequestListView>;
  query: RequestListQuery;
  bank: boolean;
  /** What the reader may do with many at once. */
  verbs: readonly BulkVerb[];
}) {
  const filtered = Boolean(query.etat || query.type || query.q);
  const list: ListAddress = { at: '/demandes', query, cursor: 'apres' };

  return (
    <ListPage
      title="Demandes"
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
      filters={<Filters query={query} bank={bank} />}
      clearHref={filtered ? '/demandes' : null}
      {...listProps(list, page, ['demande'])}
      empty={<NothingHere filtered={filtered} bank={bank} />}
    >
      <Form action="/actions-groupees" list>
        <Requests requests={page.items} bank={bank} select={verbs.length > 0} list={list} />
        {verbs.length ? (
          <ActsBar
            verbs={verbs}
            filter={new URLSearchParams(
              Object.entries({ etat: query.etat, type: query.type, q: query.q }).filter(([, v]) => v) as [
                string,
                string,
              ][],
            ).toString()}
            all={page.next || query.apres ? (countWords(page.total, ['demande']) ?? 'toute la liste') : undefined}
            ticked={['demande cochée', 'demandes cochées']}
          />
        ) : null}
      </Form>
    </ListPage>
  );
}

function Filters({ query, bank }: { query: RequestListQuery; bank: boolean }) {
  const states = REQUEST_STATE_NAMES.filter((s) => !bank || s !== 'draft');
  return (
    <>
      <TextField
        name="q"
        label="Chercher"
        width="medium"
        value={query.q}
        placeholder={bank ? 'Numéro ou structure' : 'Numéro'}
      />
      <SelectField
        name="etat"
        label="État"
        empty="Tous"
        value={query.etat}
        options={[
          ...states.map((s) => ({ value: s as string, label: REQUEST_STATES[s].label })),
          { value: EXPIRING, label: 'Expire bientôt' },
        ]}
      />
      <SelectField
        name="type"
        label="Type"
        empty="Tous"
        value={query.type}
        options={REQUESTABLE.map((c) => ({ value: c, label: categoryOf(c).label }))}
      />
      <SortField sorts={REQUEST_SORTS} value={query.sort ?? ''} empty="Selon l’état" />
    </>
  );
}

const SELECT = {
  name: 'ids',
  value: (r: RequestListView) => r.id,
  label: (r: RequestListView) => `Choisir ${r.number}`,
};

function Requests({
  requests,
  bank,
  select,
  list,
}: {
  requests: readonly RequestListView[];
  bank: boolean;
  select: boolean;
  list: ListAddress;
}) {
  return (
    <SortedTable
      caption="Demandes"
      sorts={REQUEST_SORTS}
      list={list}
      usual={usualRequestSort((list.query as RequestListQuery).etat)}
      rows={requests}
      rowKey={(r) => r.id}
      select={select ? SELECT : undefined}
      columns={[
        {
          header: 'Demande',
          row: true,
          cell: (r) => (
            <Cell
              short
              main={
                <a href={`/demandes/${r.id}`} class="whole">
                  {r.number}
                </a>
              }
              sub={askedWords(r.asked)}
            />
          ),
        },
        ...(bank
          ? [{ header: 'Structure', cell: (r: RequestListView) => <Cell short main={r.structure} sub={r.commune} /> }]
          : []),
        { header: 'État', cell: (r) => <RequestBadge state={r.state} /> },
        { header: 'Priorité', cell: (r) => (r.urgency === 'priority' ? <Priority /> : null) },
        { header: 'Avancement', minor: true, cell: progressWords },
        { header: 'Envoyée', minor: true, cell: (r) => (r.submittedAt ? formatAgo(r.submittedAt) : 'pas encore') },
      ]}
    />
  );
}

const Priority = () => (
  <Badge tone="alert" icon="flag">
    Prioritaire
  </Badge>
);

function NothingHere({ filtered, bank }: { filtered: boolean; bank: boolean }) {
  if (filtered) {
    return (
      <Empty icon="search" title="Aucune demande ne correspond">
        Enlevez un filtre pour en voir d’autres.
      </Empty>
    );
  }
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
