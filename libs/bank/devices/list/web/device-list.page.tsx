import type { ComponentChildren } from 'preact';
import type { BulkVerb } from '#bank/bulk';
import {
  asksFor,
  DEVICE_FILTER_NAMES,
  DEVICE_SORTS,
  type DeviceFilter,
  type DevicePage,
  deviceFilter,
  STATE_NAMES,
  STATES,
  USUAL_SORT,
} from '#bank/devices';
import { isId } from '#platform/kernel';
import {
  addressOf,
  countWords,
  DoLink,
  Empty,
  Form,
  LinkButton,
  ListExports,
  ListPage,
  Notice,
  pagesOf,
  SelectField,
  SortField,
  TextField,
} from '#platform/ui';
import { ActsBar } from '../../../bulk/web/bulk-bar.js';
import type { DeviceListQuery } from '../../web/devices.dto.js';
import { DeviceTable } from './device-table.js';

interface Props {
  page: DevicePage;
  query: DeviceListQuery;
  /** Those in stock that a lock keeps from everybody. */
  locked: ReadonlySet<string>;
  timeZone: string;
  wrongCheck?: boolean;
  verbs: readonly BulkVerb[];
  prints?: boolean;
  takesOver?: boolean;
}

export function DeviceListPage({ page, query, locked, timeZone, wrongCheck, verbs, prints, takesOver }: Props) {
  const filtered = Boolean(query.q || query.state || DEVICE_FILTER_NAMES.some((name) => query[name]));
  return (
    <ListPage
      title="Appareils"
      lead={
        prints || takesOver ? (
          <>
            Voir aussi : <a href="/inventaires">inventaires</a>
            {takesOver ? (
              <>
                , <a href="/atelier/supports-retires">supports retirés</a>,{' '}
                <a href="/atelier/a-contresigner">retraits sans témoin</a>,{' '}
                <a href="/atelier/sorties">sorties sans preuve</a>
              </>
            ) : null}
          </>
        ) : undefined
      }
      action={
        takesOver ? (
          <LinkButton look="quiet" icon="history" href="/reprise">
            Reprendre d’un ancien outil
          </LinkButton>
        ) : undefined
      }
      filters={<DeviceFilters query={query} page={page} />}
      more={<MoreDeviceFilters query={query} />}
      moreOn={asksMore(query)}
      {...pagesOf('/appareils', query, page)}
      shown={countWords(page.total, ['appareil'])}
      filterAction="/appareils"
      clearHref={filtered ? '/appareils' : null}
      exports={
        <>
          <ListExports at="/appareils/export" query={query} />
          <p class="export-links">
            <DoLink href="/actions-groupees">Actions groupées déjà lancées</DoLink>
          </p>
        </>
      }
      rows={page.items}
      empty={wrongCheck ? <WrongCheck /> : <NothingHere filtered={filtered} />}
    >
      <Choosing verbs={verbs} query={query} page={page}>
        <DeviceTable devices={page.items} query={query} locked={locked} timeZone={timeZone} />
      </Choosing>
    </ListPage>
  );
}

/** The list as a form, for what is done with many of its rows at once. */
function Choosing({
  verbs,
  query,
  page,
  children,
}: Pick<Props, 'verbs' | 'query' | 'page'> & { children: ComponentChildren }) {
  return (
    <Form action="/actions-groupees" list>
      {children}
      <ActsBar
        verbs={verbs}
        filter={addressOf('', { ...query, sort: null, after: null }).replace(/^\?/, '')}
        all={page.next || query.after ? (countWords(page.total, ['appareil']) ?? 'toute la liste') : undefined}
        ticked={['appareil coché', 'appareils cochés']}
        exports
      />
    </Form>
  );
}

const WrongCheck = () => (
  <Notice tone="attention" title="Ce code n’est pas juste">
    Un caractère a été mal lu ou deux ont été échangés. Relisez l’étiquette : il n’y a jamais de 0, de 1, de I, de L ni
    de O.
  </Notice>
);

function NothingHere({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Empty icon="search" title="Aucun appareil ne correspond">
      Essayez une partie du code ou du numéro de série, ou enlevez un filtre.
    </Empty>
  ) : (
    <Empty icon="laptop" title="Aucun appareil pour l’instant">
      Les appareils arrivent avec un don ou avec un lot : ils seront listés ici.
    </Empty>
  );
}

/** Asked for every day, and those that are folded away. */
const FIRST = ['category'] as const satisfies readonly DeviceFilter[];
const MORE = DEVICE_FILTER_NAMES.filter(
  (name) => !(FIRST as readonly DeviceFilter[]).includes(name) && !deviceFilter(name).linked,
);

function DeviceFilters({ query, page }: { query: DeviceListQuery; page: DevicePage }) {
  return (
    <>
      <TextField name="q" label="Chercher" value={query.q ?? ''} placeholder="Code, n° de série, marque…" />
      <SelectField
        name="state"
        label="État"
        empty="Tous"
        value={query.state ?? ''}
        options={stateOptions(query.state)}
      />
      {FIRST.map((name) => (
        <FilterField key={name} name={name} value={query[name] ?? ''} />
      ))}
      <SortField sorts={DEVICE_SORTS} value={query.sort ?? USUAL_SORT} />
      <LedTo query={query} page={page} />
    </>
  );
}

const MoreDeviceFilters = ({ query }: { query: DeviceListQuery }) => (
  <>
    {MORE.map((name) => (
      <FilterField key={name} name={name} value={query[name] ?? ''} />
    ))}
  </>
);

const asksMore = (query: DeviceListQuery): boolean => MORE.some((name) => query[name] && !isId(query[name]));

function stateOptions(asked = '') {
  const each = STATE_NAMES.map((s) => ({ value: s as string, label: STATES[s].label as string }));
  if (!asked.includes(',')) return each;
  const words = asked.split(',').flatMap((s) => each.filter((o) => o.value === s).map((o) => o.label));
  return [{ value: asked, label: words.join(', ') }, ...each];
}

function FilterField({ name, value }: { name: DeviceFilter; value: string }) {
  const { label, choices } = deviceFilter(name);
  if (!choices) return isId(value) ? null : <TextField name={name} label={label} value={value} />;
  const options = choices.map((choice) => ({ value: choice.id, label: choice.label }));
  return <SelectField name={name} label={label} empty="Tous" value={value} options={options} />;
}

function LedTo({ query, page }: { query: DeviceListQuery; page: DevicePage }) {
  const some = DEVICE_FILTER_NAMES.filter((name) => asksFor(name, query[name]) && isId(query[name]));
  return (
    <>
      {some.map((name) => (
        <p class="led-to" key={name}>
          <input type="hidden" name={name} value={query[name]} />
          {ledToWords(name, query[name]!, page)}{' '}
          <a href={addressOf('/appareils', { ...query, [name]: null, after: null })}>
            Enlever<span class="sr"> ce filtre : {deviceFilter(name).label}</span>
          </a>
        </p>
      ))}
    </>
  );
}

function ledToWords(name: DeviceFilter, id: string, { items }: DevicePage) {
  if (name === 'donation') return <a href={`/dons/${id}`}>Appareils d’un don</a>;
  if (name === 'donor') return <a href={`/dons/donateurs/${id}`}>Appareils d’un donateur</a>;
  const [first] = items;
  if (name === 'holder') return `Détenus par ${first?.holder ?? 'une organisation'}`;
  return `Lieu : ${first?.place ?? 'un lieu'}`;
}
