import { IsOptional, IsString, MaxLength } from 'class-validator';
import { showAssetCode } from '#bank/devices';
import {
  REMOVED,
  REMOVED_STATE_NAMES,
  REMOVED_STATES,
  type RemovedAsked,
  RemovedMediaQueries,
  type RemovedState,
  type RemovedView,
  showMediumCode,
} from '#bank/workshop';
import type { CountedPage } from '#platform/database';
import { apiQuery, exportOf, pageQuery, sentenceOf } from '#platform/http';
import { joined, READ } from '#platform/kernel';
import {
  addressOf,
  BadgeOf,
  Code,
  Empty,
  FilterFields,
  formatDate,
  isNarrowed,
  LinkButton,
  type ListAddress,
  ListPage,
  listProps,
  Operator,
  SortedTable,
  TextField,
  waitingColumn,
} from '#platform/ui';
import { mediumWords } from '../../web/workshop.words.js';

const LIST = '/atelier/supports-retires';

export class RemovedQuery extends apiQuery(REMOVED) {}
export class RemovedPageQuery extends pageQuery(REMOVED) {
  @IsOptional() @IsString() @MaxLength(40) q?: string;
}

/** What its page's address asks for: without a state, what waits. */
export const removedOnPage = (asked: RemovedAsked): RemovedAsked => ({ state: 'kept', ...asked });

export const RemovedMediaExport = exportOf({
  query: RemovedPageQuery,
  right: READ.workshop,
  page: 'atelier/supports-retires',
  api: 'removed-media',
  tag: 'refurbishment',
  name: 'Supports retirés',
  filename: 'supports-retires',
  reads: RemovedMediaQueries,
  read: (queries, ctx, asked) => queries.list(ctx.actor, removedOnPage(asked)),
  columns: [
    ['Support', (x) => showMediumCode(x.code)],
    ['Ce que c’est', (x) => mediumWords(x)],
    ['N° de série', (x) => x.serial],
    ['Retiré de', (x) => showAssetCode(x.deviceCode)],
    ['Retiré le', (x) => x.removedAt],
    ['Attend depuis le', (x) => x.waitingSince],
    ['État', (x) => REMOVED_STATES[x.state].label],
    ['Détenu par', (x) => x.holder],
    ['Lieu', (x) => x.place],
    ['Bordereau', (x) => x.slip],
  ],
});

export const removedAt = (code: string): string => `${LIST}/${showMediumCode(code)}`;

export const labelsAt = (media: readonly { readonly code: string }[]): string =>
  addressOf(`${LIST}/etiquettes`, { medium: media.map((x) => showMediumCode(x.code)).join(',') });

export const RemovedBadge = ({ state }: { state: RemovedState }) => <BadgeOf {...REMOVED_STATES[state]} />;

/** What the list shows of itself is no answer to choose. */
const OTHERS = [...REMOVED_STATE_NAMES.filter((state) => state !== 'kept'), 'tous'];

interface Props {
  page: CountedPage<RemovedView>;
  query: RemovedPageQuery;
  asked: RemovedAsked;
  bank: boolean;
  timeZone: string;
  unknown?: boolean;
}

export function RemovedListPage({ page, query, asked: { state }, bank, timeZone, unknown }: Props) {
  const narrowed = isNarrowed(REMOVED, query);
  const list: ListAddress = { at: LIST, query };
  return (
    <ListPage
      title="Supports retirés"
      lead="Un disque sorti de son appareil garde ses données : il est suivi ici jusqu’à ce qu’il soit effacé ou détruit."
      trail={
        bank ? [{ label: 'Supports retirés' }] : [{ label: 'Atelier', href: '/atelier' }, { label: 'Supports retirés' }]
      }
      filters={
        <>
          <TextField
            name="q"
            label="Code écrit dessus"
            width="medium"
            value={query.q ?? ''}
            placeholder="SUP-…"
            required
            problems={
              unknown
                ? [
                    {
                      field: 'q',
                      code: 'refurbishment.removed_unknown',
                      message: sentenceOf('refurbishment.removed_unknown', {}),
                    },
                  ]
                : undefined
            }
          />
          <FilterFields list={REMOVED} query={query} offers={{ state: OTHERS }} />
        </>
      }
      action={
        !state && page.items.length ? (
          <LinkButton href={labelsAt(page.items)} icon="printer">
            Imprimer leurs étiquettes
          </LinkButton>
        ) : undefined
      }
      filterAction={LIST}
      clearHref={narrowed || query.q ? LIST : null}
      {...listProps(list, page, ['support'])}
      empty={
        <Empty icon="circle-check" title={narrowed ? 'Aucun support ici' : 'Aucun support n’attend'}>
          {narrowed
            ? 'Changez de filtre.'
            : 'Quand un disque est déclaré « retiré » à l’établi, il vient ici avec son code.'}
        </Empty>
      }
    >
      <Media items={page.items} bank={bank} timeZone={timeZone} list={list} />
    </ListPage>
  );
}

function Media({
  items,
  bank,
  timeZone,
  list,
}: {
  items: readonly RemovedView[];
  bank: boolean;
  timeZone: string;
  list: ListAddress;
}) {
  return (
    <SortedTable
      caption="Supports retirés"
      sorts={REMOVED.sorts}
      list={list}
      rows={items}
      rowKey={(x) => x.id}
      columns={[
        {
          header: 'Support',
          row: true,
          href: (x) => removedAt(x.code),
          cell: (x) => <Code>{showMediumCode(x.code)}</Code>,
          sub: (x) => joined(' · ', mediumWords(x), x.serial),
          short: true,
        },
        { header: 'Retiré de', cell: (x) => <Code>{showAssetCode(x.deviceCode)}</Code> },
        {
          header: 'Retiré',
          minor: true,
          cell: (x) => formatDate(x.removedAt, timeZone),
          sub: (x) => <Operator number={x.operatorNumber} />,
          short: true,
        },
        waitingColumn(timeZone),
        { header: 'État', cell: (x) => <RemovedBadge state={x.state} /> },
        {
          header: 'Où',
          cell: (x) => x.place ?? 'pas rangé',
          sub: (x) => (bank ? x.holder : undefined),
        },
      ]}
    />
  );
}
