import { IsOptional, IsUUID } from 'class-validator';
import type { BulkVerb } from '#bank/bulk';
import {
  SIM_FIELD_NAMES,
  SIM_STATUS_NAMES,
  SIM_STATUSES,
  SIMS,
  type SimBatchView,
  SimQueries,
  type SimStockView,
  type SimView,
  shownIccid,
  simField,
} from '#bank/sims';
import type { CountedPage } from '#platform/database';
import { apiQuery, exportOf, pageQuery } from '#platform/http';
import { joined, READ } from '#platform/kernel';
import {
  Actions,
  addressOf,
  Code,
  DoLink,
  Empty,
  formatDate,
  formatPhone,
  LinkButton,
  ListOf,
  plural,
  waitingColumn,
} from '#platform/ui';
import type { PersonChoice } from '../../allocation/beneficiaries/web/person-picker.js';
import { actsAround } from '../../bulk/web/bulk-bar.js';
import { listedField, SimBadge } from './sim.words.js';

export class SimQuery extends apiQuery(SIMS) {}
export class SimPageQuery extends pageQuery(SIMS) {
  /** For whom a card is looked for. */
  @IsOptional() @IsUUID() personne?: string;
}

export const SimExport = exportOf({
  query: SimPageQuery,
  right: READ.sims,
  page: 'sim',
  api: 'sims',
  name: 'Cartes SIM',
  filename: 'cartes-sim',
  reads: SimQueries,
  read: (queries, ctx, asked) => queries.list(ctx.actor, asked),
  columns: [
    ['Carte', (s) => s.iccid],
    ...SIM_FIELD_NAMES.map((name) => [simField(name).label, (s: SimView) => s[name]] as const),
    ['État', (s) => SIM_STATUSES[s.status].label],
    ['Chez', (s) => s.structure ?? 'la banque'],
    ['Depuis', (s) => s.changedAt],
    ['Attend depuis le', (s) => s.waitingSince],
  ],
});

const LISTED = SIM_FIELD_NAMES.filter((name) => simField(name).listed);

interface Props {
  page: CountedPage<SimView>;
  query: SimPageQuery;
  bank: boolean;
  stock: readonly SimStockView[];
  carrier: string | undefined;
  batch: SimBatchView | null;
  listId: string | null;
  chosen: PersonChoice['chosen'];
  verbs: readonly BulkVerb[];
  timeZone: string;
}

export function SimListPage({ page, query, carrier, bank, stock, batch, listId, chosen, verbs, timeZone }: Props) {
  const [choose, handsOut] = [verbs.length > 0, !bank];
  const carriers = [...new Set([...stock.map((s) => s.carrier), ...(carrier ? [carrier] : [])])];
  const around = actsAround(verbs, SIMS, query, ['carte cochée', 'cartes cochées']);
  return (
    <ListOf
      title="Cartes SIM"
      list={SIMS}
      at="/sim"
      query={query}
      page={page}
      noun={['carte']}
      offers={{
        status: SIM_STATUS_NAMES.filter((s) => bank || s !== 'in_stock'),
        carrier: stock.length > 1 || carrier ? carriers : [],
      }}
      lead={
        batch
          ? batchWords(batch, timeZone)
          : chosen
            ? `Pour ${joined(' · ', chosen.reference, chosen.name)} : choisissez la carte à remettre.`
            : stockWords(stock, bank)
      }
      action={bank ? <MainAction stock={stock} /> : undefined}
      notFound={
        <Empty icon="search" title="Aucune carte ne correspond">
          Essayez les derniers chiffres de la carte, ou enlevez un filtre.
        </Empty>
      }
      none={
        <Empty icon="card-sim" title="Aucune carte SIM">
          {bank ? 'Importez la liste de votre fournisseur.' : 'La banque vous en attribue ; elles seront listées ici.'}
        </Empty>
      }
      select={choose ? SELECT : undefined}
      around={(table, all) => (
        <>
          {listId ? (
            <p>
              <a href={`/sim/import/${listId}`}>Revoir cette liste, ses autres feuilles, ou l’annuler</a>
            </p>
          ) : null}
          {around(table, all)}
        </>
      )}
      columns={[
        {
          header: 'Carte',
          row: true,
          href: (s) => `/sim/${s.id}`,
          cell: (s) => <Code>{shownIccid(s.iccid)}</Code>,
          sub: (s) =>
            LISTED.map((name) => listedField(s, name))
              .filter(Boolean)
              .join(' · '),
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
                    <DoLink href={addressOf(`/sim/${s.id}/remise`, { personne: query.personne })} otherwise="—">
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
                cell: (s: SimView) => s.structure ?? 'la banque',
                sub: (s: SimView) => (s.reference ? <>remise à {s.reference}</> : undefined),
              },
            ]),
        waitingColumn(timeZone),
      ]}
    />
  );
}

const SELECT = {
  name: 'ids',
  value: (s: SimView) => s.id,
  label: (s: SimView) => `Choisir la carte ${shownIccid(s.iccid)}`,
};

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

const batchWords = (b: SimBatchView, timeZone: string): string =>
  `${b.name}, importée le ${formatDate(b.importedAt, timeZone)} : ${plural(b.made, 'carte')}${b.known ? `, ${plural(b.known, 'était déjà connue', 'étaient déjà connues')}` : ''}.`;

function stockWords(stock: readonly SimStockView[], bank: boolean): string | undefined {
  if (!stock.length) return undefined;
  const parts = stock.map((s) => `${s.carrier} ${s.count}`).join(', ');
  return `${bank ? 'En stock' : 'À remettre'} : ${parts}.`;
}
