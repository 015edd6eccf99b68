import type { ComponentChildren } from 'preact';
import {
  type DeviceListView,
  deviceField,
  deviceWords,
  FILTER_FIELDS,
  type FilterField,
  IN_WORDS,
  LISTED_FIELDS,
  STATE_NAMES,
  STATES,
  showAssetCode,
  wordsOfField,
} from '#devices';
import type { Page } from '#kernel';
import {
  addressOf,
  Badge,
  BulkBar,
  Button,
  Cell,
  Code,
  Empty,
  ExportLinks,
  Form,
  formatAgo,
  LinkButton,
  ListPage,
  Notice,
  SelectField,
  Table,
  TextField,
} from '../../ui/index.js';
import { LOCKED_IN_STOCK, stateBadge } from './device.words.js';
import type { DeviceListQuery } from './devices.dto.js';

const SELECT = {
  name: 'deviceIds',
  value: (d: DeviceListView) => d.id,
  label: (d: DeviceListView) => `Choisir ${showAssetCode(d.code)}`,
};

/** All devices the reader sees: filters in the URL, newest first. */
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
                Voir aussi les <a href="/inventaires">inventaires</a> que les machines envoient.
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
        <Devices devices={page.items} locked={locked} prints={prints ?? false} />
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
        required
      />
      <SelectField
        name="state"
        label="État"
        required
        empty="Tous"
        value={query.state ?? ''}
        options={STATE_NAMES.map((s) => ({ value: s, label: STATES[s].label }))}
      />
      {FILTER_FIELDS.map((name) => (
        <DescribedFilter key={name} name={name} value={query[name] ?? ''} />
      ))}
    </>
  );
}

/** Answers are chosen, a text is written in full. */
function DescribedFilter({ name, value }: { name: FilterField; value: string }) {
  const { label, choices } = deviceField(name);
  if (!choices) return <TextField name={name} label={label} width="medium" required value={value} />;
  const options = choices.map((choice) => ({ value: choice.id, label: choice.label }));
  return <SelectField name={name} label={label} required empty="Tous" value={value} options={options} />;
}

function Devices({
  devices,
  locked,
  prints,
}: {
  devices: readonly DeviceListView[];
  locked: ReadonlySet<string>;
  prints: boolean;
}) {
  return (
    <Table
      caption="Appareils, du plus récent au plus ancien"
      rows={[...devices]}
      rowKey={(d) => d.id}
      select={prints ? SELECT : undefined}
      columns={[
        {
          header: 'Code',
          row: true,
          cell: (d) => (
            <a href={`/appareils/${d.code}`}>
              <Code>{showAssetCode(d.code)}</Code>
            </a>
          ),
        },
        {
          header: 'Appareil',
          cell: (d) => <Cell main={deviceWords(d)} sub={d.serial ? `n° ${d.serial}` : 'sans n° de série'} />,
        },
        ...LISTED_FIELDS.filter((name) => !IN_WORDS.includes(name)).map((name) => ({
          header: deviceField(name).label,
          cell: (d: DeviceListView) => wordsOfField(name, d[name]),
        })),
        { header: 'État', cell: (d) => <StateBadge state={d.state} locked={locked.has(d.id)} /> },
        {
          header: 'Où',
          cell: (d) => (
            <Cell main={d.holder ?? 'chez une personne'} sub={d.place && d.place !== d.holder ? d.place : ''} />
          ),
        },
        { header: 'Dernier changement', cell: (d) => formatAgo(new Date(d.changedAt)) },
      ]}
    />
  );
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

/** `locked`: it is in stock and a lock keeps it from being proposed. */
export function StateBadge({ state, locked }: { state: DeviceListView['state']; locked?: boolean }) {
  const { label, tone, icon } = locked ? LOCKED_IN_STOCK : stateBadge(state);
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}

const WrongCheck = () => (
  <Notice tone="attention" title="Ce code n’est pas juste">
    Un signe a été mal lu ou deux ont été échangés. Relisez l’étiquette : il n’y a jamais de 0, de 1, de I, de L ni de
    O.
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
