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
import { READ } from '#platform/kernel';
import {
  addressOf,
  Badge,
  Cell,
  Code,
  Empty,
  formatDate,
  LinkButton,
  type ListAddress,
  ListPage,
  listProps,
  Operator,
  SelectField,
  SortedTable,
  SortField,
  TextField,
} from '#platform/ui';
import { mediumWords } from '../../web/workshop.words.js';

const LIST = '/atelier/supports-retires';

/** What is asked of the list by a program, and in the address of its page. */
export class RemovedQuery extends apiQuery(REMOVED) {}
export class RemovedPageQuery extends pageQuery(REMOVED) {
  /** A code as written on the medium. */
  @IsOptional() @IsString() @MaxLength(40) q?: string;
}

/** What its page's address asks for: without a state, what waits. */
export const removedOnPage = (asked: RemovedAsked): RemovedAsked => ({ state: 'kept', ...asked });

/** The export of its page: nobody is named. */
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
    ['État', (x) => REMOVED_STATES[x.state].label],
    ['Détenu par', (x) => x.holder],
    ['Lieu', (x) => x.place],
    ['Bordereau', (x) => x.slip],
  ],
});

/** The address of one removed medium. */
export const removedAt = (code: string): string => `${LIST}/${showMediumCode(code)}`;

/** Where labels of these are asked for. */
export const labelsAt = (media: readonly { readonly code: string }[]): string =>
  addressOf(`${LIST}/etiquettes`, { medium: media.map((x) => showMediumCode(x.code)).join(',') });

export function RemovedBadge({ state }: { state: RemovedState }) {
  const { label, tone, icon } = REMOVED_STATES[state];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}

interface Props {
  page: CountedPage<RemovedView>;
  query: RemovedPageQuery;
  asked: RemovedAsked;
  bank: boolean;
  timeZone: string;
  /** Nothing has the code that was typed. */
  unknown?: boolean;
}

/** Media that were taken out of their devices: what waits to be erased or destroyed, and what became of the others. */
export function RemovedListPage({ page, query, asked: { state, sort }, bank, timeZone, unknown }: Props) {
  const waiting = !state;
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
          <SelectField
            name="etat"
            label="État"
            required
            empty={REMOVED.filters.state.none}
            value={state ?? ''}
            options={[
              ...REMOVED_STATE_NAMES.filter((s) => s !== 'kept').map((s) => ({
                value: s,
                label: REMOVED_STATES[s].label,
              })),
              { value: 'tous', label: 'Tous' },
            ]}
          />
          <SortField sorts={REMOVED.sorts} value={sort ?? REMOVED.usual} />
        </>
      }
      action={
        waiting && page.items.length ? (
          <LinkButton href={labelsAt(page.items)} icon="printer">
            Imprimer leurs étiquettes
          </LinkButton>
        ) : undefined
      }
      {...(waiting && !query.q ? {} : { clearHref: LIST })}
      {...listProps(list, page, ['support'])}
      empty={
        <Empty icon="circle-check" title={waiting ? 'Aucun support n’attend' : 'Aucun support ici'}>
          {waiting
            ? 'Quand un disque est déclaré « retiré » à l’établi, il vient ici avec son code.'
            : 'Changez de filtre.'}
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
          cell: (x) => (
            <Cell
              short
              main={
                <a href={removedAt(x.code)}>
                  <Code>{showMediumCode(x.code)}</Code>
                </a>
              }
              sub={[mediumWords(x), x.serial].filter(Boolean).join(' · ')}
            />
          ),
        },
        { header: 'Retiré de', cell: (x) => <Code>{showAssetCode(x.deviceCode)}</Code> },
        {
          header: 'Retiré',
          minor: true,
          cell: (x) => (
            <Cell short main={formatDate(x.removedAt, timeZone)} sub={<Operator number={x.operatorNumber} />} />
          ),
        },
        { header: 'État', cell: (x) => <RemovedBadge state={x.state} /> },
        {
          header: 'Où',
          cell: (x) => <Cell main={x.place ?? 'pas rangé'} sub={bank ? x.holder : undefined} />,
        },
      ]}
    />
  );
}
