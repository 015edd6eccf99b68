import type { ComponentChildren } from 'preact';
import {
  DEVICE_SORT_NAMES,
  type DeviceListView,
  deviceField,
  deviceSort,
  FILTER_FIELDS,
  type FilterField,
  STATE_NAMES,
  STATES,
  USUAL_SORT,
} from '#devices';
import type { Page } from '#kernel';
import {
  addressOf,
  BulkBar,
  Button,
  Empty,
  ExportLinks,
  Form,
  LinkButton,
  ListPage,
  Notice,
  SelectField,
  TextField,
} from '../../ui/index.js';
import { DeviceTable } from './device-table.js';
import type { DeviceListQuery } from './devices.dto.js';

/** All devices the reader sees: filters and order in the URL. */
export function DeviceListPage({
  page,
  query,
  locked,
  wrongCheck,
  prints,
  takesOver,
}: {
  page: Page<DeviceListView>;
  query: DeviceListQuery;
  /** Those in stock that a lock keeps from everybody. */
  locked: ReadonlySet<string>;
  wrongCheck?: boolean;
  /** The reader prints labels: devices can be chosen for it. */
  prints?: boolean;
  /** The reader may bring devices from another tool. */
  takesOver?: boolean;
}) {
  const filtered = Boolean(
    query.q || query.state || query.place || query.donation || FILTER_FIELDS.some((name) => query[name]),
  );
  return (
    <ListPage
      title="Appareils"
      {...(prints || takesOver
        ? {
            lead: (
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
            ),
          }
        : {})}
      {...(takesOver
        ? {
            action: (
              <LinkButton look="quiet" icon="history" href="/reprise">
                Reprendre d’un ancien outil
              </LinkButton>
            ),
          }
        : {})}
      filters={<Filters query={query} />}
      {...(filtered ? { clearHref: '/appareils' } : {})}
      {...(page.next ? { nextHref: addressOf('/appareils', { ...query, after: page.next }) } : {})}
      {...(query.after ? { firstHref: addressOf('/appareils', { ...query, after: null }) } : {})}
      {...(page.items.length
        ? {
            exports: (
              <ExportLinks
                what="Toute la liste"
                href={(format) => addressOf('/appareils/export', { ...query, after: null, format })}
              />
            ),
          }
        : {})}
      {...(page.items.length ? {} : { empty: wrongCheck ? <WrongCheck /> : <NothingHere filtered={filtered} /> })}
    >
      <Choosing on={prints ?? false}>
        <DeviceTable devices={page.items} query={query} locked={locked} prints={prints ?? false} />
      </Choosing>
    </ListPage>
  );
}

function Filters({ query }: { query: DeviceListQuery }) {
  return (
    <>
      <TextField
        name="q"
        label="Chercher"
        width="medium"
        value={query.q ?? ''}
        placeholder="Code, n° de série, marque…"
        optionalUnsaid
      />
      <SelectField
        name="state"
        label="État"
        optionalUnsaid
        empty="Tous"
        value={query.state ?? ''}
        options={STATE_NAMES.map((s) => ({ value: s, label: STATES[s].label }))}
      />
      {FILTER_FIELDS.map((name) => (
        <DescribedFilter key={name} name={name} value={query[name] ?? ''} />
      ))}
      <SelectField
        name="sort"
        label="Ordre"
        optionalUnsaid
        value={query.sort ?? USUAL_SORT}
        options={DEVICE_SORT_NAMES.map((name) => ({ value: name, label: deviceSort(name).label }))}
      />
    </>
  );
}

/** Answers are chosen, a text is written in full. */
function DescribedFilter({ name, value }: { name: FilterField; value: string }) {
  const { label, choices } = deviceField(name);
  if (!choices) return <TextField name={name} label={label} width="medium" optionalUnsaid value={value} />;
  const options = choices.map((choice) => ({ value: choice.id, label: choice.label }));
  return <SelectField name={name} label={label} optionalUnsaid empty="Tous" value={value} options={options} />;
}

/** The list as a form whose chosen rows have their labels printed; how is asked on the next page. */
function Choosing({ on, children }: { on: boolean; children: ComponentChildren }) {
  if (!on) return <>{children}</>;
  return (
    <Form action="/dons/etiquettes/impression">
      {children}
      <BulkBar hint="Cochez des appareils.">
        <Button name="voir" value="oui" look="secondary" icon="tag">
          Imprimer leurs étiquettes
        </Button>
      </BulkBar>
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
