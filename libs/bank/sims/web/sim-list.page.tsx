import type { BulkVerb } from '#bank/bulk';
import {
  SIM_SORTS,
  SIM_STATUS_NAMES,
  SIM_STATUSES,
  type SimBatchView,
  type SimStockView,
  type SimView,
  shownIccid,
} from '#bank/sims';
import type { CountedPage } from '#platform/database';
import {
  Actions,
  addressOf,
  Cell,
  Code,
  countWords,
  DoLink,
  Empty,
  Form,
  formatDate,
  formatPhone,
  LinkButton,
  type ListAddress,
  ListPage,
  listProps,
  plural,
  SelectField,
  SortedTable,
  SortField,
  TextField,
} from '#platform/ui';
import type { PersonChoice } from '../../allocation/beneficiaries/web/person-picker.js';
import { ActsBar } from '../../bulk/web/bulk-bar.js';
import { SimBadge } from './sim.words.js';
import type { SimListQuery } from './sims.dto.js';

interface Props {
  page: CountedPage<SimView>;
  query: SimListQuery;
  bank: boolean;
  stock: readonly SimStockView[];
  batch: SimBatchView | null;
  /** The list that brought the batch. */
  listId: string | null;
  /** For whom a card is looked for. */
  chosen: PersonChoice['chosen'];
  /** What the reader may do with many. */
  verbs: readonly BulkVerb[];
  timeZone: string;
}

/** The cards the reader sees, newest first, of which many may be ticked. */
export function SimListPage({ page, query, bank, stock, batch, listId, chosen, verbs, timeZone }: Props) {
  const filtered = Boolean(query.q || query.statut || query.operateur || query.structure || query.lot);
  const list: ListAddress = { at: '/sim', query };
  return (
    <ListPage
      title="Cartes SIM"
      lead={
        batch
          ? batchWords(batch, timeZone)
          : chosen
            ? `Pour ${[chosen.reference, chosen.name].filter(Boolean).join(' · ')} : choisissez la carte à remettre.`
            : stockWords(stock, bank)
      }
      action={bank ? <MainAction stock={stock} /> : undefined}
      filters={
        <>
          <TextField
            name="q"
            label="Chercher"
            width="medium"
            value={query.q}
            placeholder="Numéro de carte ou de ligne"
          />
          <SelectField
            name="statut"
            label="État"
            empty="Tous"
            value={query.statut}
            options={SIM_STATUS_NAMES.filter((s) => bank || s !== 'in_stock').map((s) => ({
              value: s,
              label: SIM_STATUSES[s].label,
            }))}
          />
          {stock.length > 1 || query.operateur ? (
            <SelectField
              name="operateur"
              label="Opérateur"
              empty="Tous"
              value={query.operateur}
              options={[
                ...new Set([...stock.map((s) => s.carrier), ...(query.operateur ? [query.operateur] : [])]),
              ].map((value) => ({ value, label: value }))}
            />
          ) : null}
          <SortField sorts={SIM_SORTS} value={query.sort ?? 'newest'} />
        </>
      }
      clearHref={filtered ? '/sim' : null}
      {...listProps(list, page, ['carte'])}
      empty={<NothingHere filtered={filtered} bank={bank} />}
    >
      {listId ? (
        <p>
          <a href={`/sim/import/${listId}`}>Revoir cette liste, ses autres feuilles, ou l’annuler</a>
        </p>
      ) : null}
      <Form action="/actions-groupees" list>
        <Cards {...{ list, page, timeZone }} choose={verbs.length > 0} handsOut={!bank} personne={query.personne} />
        {verbs.length ? (
          <ActsBar
            verbs={verbs}
            filter={filterOf(query)}
            all={page.next || query.after ? (countWords(page.total, ['carte']) ?? 'toute la liste') : undefined}
            ticked={['carte cochée', 'cartes cochées']}
          />
        ) : null}
      </Form>
    </ListPage>
  );
}

/** What the list is narrowed to, as its address has it. */
const filterOf = ({ q, statut, operateur, structure, lot }: SimListQuery): string =>
  addressOf('', { q, statut, operateur, structure, lot }).replace(/^\?/, '');

function MainAction({ stock }: { stock: readonly SimStockView[] }) {
  const some = stock.some((s) => s.count > 0);
  return (
    <Actions>
      {some ? (
        <LinkButton look="primary" icon="building-2" href="/sim/attribution">
          Attribuer
        </LinkButton>
      ) : null}
      <LinkButton look={some ? 'secondary' : 'primary'} icon="upload" href="/sim/import">
        Importer une liste
      </LinkButton>
    </Actions>
  );
}

function Cards(props: {
  list: ListAddress;
  page: CountedPage<SimView>;
  timeZone: string;
  choose?: boolean;
  handsOut?: boolean;
  personne?: string | undefined;
}) {
  const { list, page, timeZone, choose, handsOut, personne } = props;
  return (
    <SortedTable
      caption="Cartes SIM"
      sorts={SIM_SORTS}
      list={list}
      rows={page.items}
      rowKey={(s) => s.id}
      {...(choose
        ? {
            select: {
              name: 'ids',
              value: (s: SimView) => s.id,
              label: (s: SimView) => `Choisir la carte ${shownIccid(s.iccid)}`,
            },
          }
        : {})}
      columns={[
        {
          header: 'Carte',
          row: true,
          cell: (s) => (
            <Cell
              main={
                <a href={`/sim/${s.id}`}>
                  <Code>{shownIccid(s.iccid)}</Code>
                </a>
              }
              sub={s.carrier}
            />
          ),
        },
        { header: 'Ligne', minor: true, cell: (s) => (s.msisdn ? formatPhone(s.msisdn) : 'inconnue') },
        { header: 'État', cell: (s) => <SimBadge status={s.status} reason={s.endedReason} /> },
        ...(handsOut
          ? [
              // Its own cards alone: where they are needs no word.
              {
                header: 'Remise à',
                cell: (s: SimView) =>
                  s.reference ? (
                    <DoLink href={`/beneficiaires/${s.beneficiaryId}`} otherwise={s.reference}>
                      {s.reference}
                    </DoLink>
                  ) : s.status === 'allotted' ? (
                    <DoLink href={addressOf(`/sim/${s.id}/remise`, { personne })} otherwise="—">
                      Remettre
                    </DoLink>
                  ) : (
                    '—'
                  ),
              },
            ]
          : [
              {
                header: 'Chez',
                cell: (s: SimView) => (
                  <Cell main={s.structure ?? 'la banque'} sub={s.reference ? <>remise à {s.reference}</> : undefined} />
                ),
              },
            ]),
        { header: 'Depuis', minor: true, cell: (s) => formatDate(s.changedAt, timeZone) },
      ]}
    />
  );
}

const batchWords = (b: SimBatchView, timeZone: string): string =>
  `${b.name}, importée le ${formatDate(b.importedAt, timeZone)} : ${plural(b.made, 'carte')}${b.known ? `, ${plural(b.known, 'était déjà connue', 'étaient déjà connues')}` : ''}.`;

function stockWords(stock: readonly SimStockView[], bank: boolean): string | undefined {
  if (!stock.length) return undefined;
  const parts = stock.map((s) => `${s.carrier} ${s.count}`).join(', ');
  return `${bank ? 'En stock' : 'À remettre'} : ${parts}.`;
}

function NothingHere({ filtered, bank }: { filtered: boolean; bank: boolean }) {
  if (filtered) {
    return (
      <Empty icon="search" title="Aucune carte ne correspond">
        Essayez les derniers chiffres de la carte, ou enlevez un filtre.
      </Empty>
    );
  }
  return (
    <Empty icon="card-sim" title="Aucune carte SIM">
      {bank ? 'Importez la liste de votre fournisseur.' : 'La banque vous en attribue ; elles seront listées ici.'}
    </Empty>
  );
}
