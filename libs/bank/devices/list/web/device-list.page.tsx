import type { ComponentChildren } from 'preact';
import type { BulkVerb } from '#bank/bulk';
import { DEVICE_FILTER_NAMES, type DevicePage } from '#bank/devices';
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
} from '#platform/ui';
import { ActsBar } from '../../../bulk/web/bulk-bar.js';
import type { DeviceListQuery } from '../../web/devices.dto.js';
import { asksMore, DeviceFilters, MoreDeviceFilters } from './device-filters.js';
import { DeviceTable } from './device-table.js';

interface Props {
  page: DevicePage;
  query: DeviceListQuery;
  /** Those in stock that a lock keeps from everybody. */
  locked: ReadonlySet<string>;
  wrongCheck?: boolean;
  /** What the reader may do with many at once. */
  verbs: readonly BulkVerb[];
  /** The reader prints labels. */
  prints?: boolean;
  /** The reader may bring devices from another tool. */
  takesOver?: boolean;
}

/** All devices the reader sees: filters and order in the URL. */
export function DeviceListPage({ page, query, locked, wrongCheck, verbs, prints, takesOver }: Props) {
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
        <DeviceTable devices={page.items} query={query} locked={locked} />
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
