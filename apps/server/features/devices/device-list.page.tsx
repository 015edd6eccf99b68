import type { ComponentChildren } from 'preact';
import { COUNTED, DEVICE_FILTER_NAMES, type DevicePage } from '#devices';
import {
  addressOf,
  BulkBar,
  Button,
  Empty,
  ExportLinks,
  Form,
  formatNumber,
  LinkButton,
  ListPage,
  Notice,
  plural,
} from '../../ui/index.js';
import { asksMore, DeviceFilters, MoreDeviceFilters } from './device-filters.js';
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
  page: DevicePage;
  query: DeviceListQuery;
  /** Those in stock that a lock keeps from everybody. */
  locked: ReadonlySet<string>;
  wrongCheck?: boolean;
  /** The reader prints labels: devices can be chosen for it. */
  prints?: boolean;
  /** The reader may bring devices from another tool. */
  takesOver?: boolean;
}) {
  const filtered = Boolean(query.q || query.state || DEVICE_FILTER_NAMES.some((name) => query[name]));
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
      filters={<DeviceFilters query={query} page={page} />}
      more={<MoreDeviceFilters query={query} />}
      moreOn={asksMore(query)}
      shown={countWords(page.total)}
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

/** « 312 appareils », « plus de 10 000 appareils ». */
const countWords = (total: number | null): string | undefined => {
  if (total === null) return undefined;
  return total > COUNTED ? `plus de ${formatNumber(COUNTED)} appareils` : plural(total, 'appareil');
};

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
