import { Icon } from '../icon.js';
import { cx } from '../text/html-text.js';

export type Trail = { label: string; href?: string }[];

/** Where the page is. The last item is the page itself, without a link. */
export function Breadcrumb({ items }: { items: Trail }) {
  return (
    <nav class="breadcrumb" aria-label="Fil d’Ariane">
      <ol>
        {items.map((item) => (
          <li key={item.label}>
            {item.href ? <a href={item.href}>{item.label}</a> : <span aria-current="page">{item.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Keyset pages: the next ones, and back to the first. Hidden when there is only one page. */
export function Pager(props: { nextHref?: string | null; firstHref?: string | null; shown?: string | undefined }) {
  if (!props.nextHref && !props.firstHref && !props.shown) return null;
  return (
    <nav class="pager" aria-label="Pages de la liste">
      {props.shown ? <p class="meta">{props.shown}</p> : null}
      {props.firstHref ? (
        <a class="button secondary" href={props.firstHref}>
          Revenir au début
        </a>
      ) : null}
      {props.nextHref ? (
        <a class="button secondary" href={props.nextHref} rel="next">
          <span>Suivants</span>
          <Icon name="arrow-right" />
        </a>
      ) : null}
    </nav>
  );
}

/** The steps of a long task; `current` counts from 0. */
export function Steps({ labels, current }: { labels: string[]; current: number }) {
  return (
    <ol class="steps" aria-label="Étapes">
      {labels.map((label, index) => (
        <li
          key={label}
          class={cx(index < current && 'done', index === current && 'now')}
          aria-current={index === current ? 'step' : undefined}
        >
          <span class="step-mark">{index < current ? <Icon name="check" /> : index + 1}</span>
          <span>
            {label}
            {index < current ? <span class="sr"> (fait)</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

export function addressOf(path: string, asked: object): string {
  const params = new URLSearchParams(Object.entries(asked).flatMap(([name, v]) => (v ? [[name, String(v)]] : [])));
  return params.size ? `${path}?${params}` : path;
}

export interface ListAddress {
  readonly at: string;
  readonly query: object;
  /** The name of the cursor in the address; by default `after`. */
  readonly cursor?: string;
}

/** The pages around one page of the list at `path`: the `nextHref` and `firstHref` of a ListPage or a Pager. */
export const pagesOf = (path: string, query: object, page: { readonly next: string | null }, cursor = 'after') => ({
  nextHref: page.next ? addressOf(path, { ...query, [cursor]: page.next }) : null,
  firstHref: (query as Readonly<Record<string, unknown>>)[cursor]
    ? addressOf(path, { ...query, [cursor]: null })
    : null,
});
