import type { ComponentChildren } from 'preact';
import { Disclosure } from '../content.js';
import { ErrorSummary } from '../forms/form.js';
import { AppShell } from '../frames/app-shell.js';
import { PageHead } from '../frames/page-kinds.js';
import { addressOf, Pager, type Trail } from '../frames/wayfinding.js';
import { FormContext, useView } from '../view-context.js';

export interface ListPageProps {
  title: string;
  lead?: ComponentChildren;
  trail?: Trail;
  /** While something is being made that it shows. */
  refreshSeconds?: number | undefined;
  action?: ComponentChildren;
  filters?: ComponentChildren;
  /** Seldom used filters, folded until one of them is on. */
  more?: ComponentChildren;
  moreOn?: boolean;
  filterAction?: string;
  /** Shown when a filter is on: leads to the list without any. */
  clearHref?: string | null;
  /** Links such as CSV and XLSX exports; hidden where `rows` is empty. */
  exports?: ComponentChildren;
  /** The rows: `empty` takes the place of the children when there are none. Left out, `empty` is shown whenever it is given. */
  rows?: readonly unknown[];
  empty?: ComponentChildren;
  above?: ComponentChildren;
  below?: ComponentChildren;
  nextHref?: string | null;
  firstHref?: string | null;
  /** The total, in words: « 312 appareils ». */
  shown?: string | undefined;
  children?: ComponentChildren;
}

/** A list: filters in the URL, then the Table (children), or the empty state. */
export function ListPage(props: ListPageProps) {
  const nothing = !props.rows?.length;
  const { refused } = useView();
  if (refused) return <WrongList {...props} />;
  return (
    <AppShell title={props.title} trail={props.trail} refreshSeconds={props.refreshSeconds}>
      <PageHead title={props.title} lead={props.lead} action={props.action} />
      {props.above}
      {props.filters ? <ListFilters {...props} /> : null}
      <section class="card list">
        {(nothing && props.empty) || props.children}
        <Pager nextHref={props.nextHref} firstHref={props.firstHref} shown={props.shown} />
      </section>
      {props.exports && !(props.rows && nothing) ? <div class="exports">{props.exports}</div> : null}
      {props.below}
    </AppShell>
  );
}

/** A list with a wrong query: the problems and the filters; all rows would be another answer than asked. */
function WrongList(props: ListPageProps) {
  const { refused = [] } = useView();
  return (
    <AppShell title={props.title} trail={props.trail}>
      <PageHead title={props.title} lead={props.lead} action={props.action} />
      <ErrorSummary problems={[...refused]} />
      {props.filters ? <ListFilters {...props} /> : null}
      <Pager firstHref={useView().path.split('?')[0]} />
    </AppShell>
  );
}

function SavedFilters({ list }: { list: string | undefined }) {
  const { filters, filterToSave } = useView();
  const saved = filters?.filter((one) => one.list === list);
  if (!list || !saved || !(saved.length || filterToSave)) return null;
  return (
    <p class="filter-names">
      {saved.map((one) => (
        <a key={one.name} href={`${list}?${one.query}`}>
          {one.name}
        </a>
      ))}
      <a href={addressOf('/filtres', { liste: list, filtre: filterToSave })}>
        {filterToSave ? 'Enregistrer ce filtre' : 'Gérer mes filtres'}
      </a>
    </p>
  );
}

/** The filters of a list. None is required: a required field would be read out as wrong while it is empty. */
export function ListFilters({
  filters,
  more,
  moreOn,
  filterAction,
  clearHref,
}: Pick<ListPageProps, 'filters' | 'more' | 'moreOn' | 'filterAction' | 'clearHref'>) {
  const { refused, asked } = useView();
  return (
    <form class="filters" method="get" action={filterAction} aria-label="Filtrer la liste" noValidate>
      <FormContext.Provider value={{ asks: true, problems: refused && [...refused], values: asked }}>
        <div class="filter-fields">{filters}</div>
        <div class="filter-actions">
          <button type="submit" class="button secondary">
            Filtrer
          </button>
          {clearHref ? <a href={clearHref}>Tout afficher</a> : null}
        </div>
        <SavedFilters list={filterAction} />
        {more ? (
          <div class="filter-more">
            <Disclosure summary="Plus de filtres" open={moreOn ?? false}>
              <div class="filter-fields">{more}</div>
            </Disclosure>
          </div>
        ) : null}
      </FormContext.Provider>
    </form>
  );
}
