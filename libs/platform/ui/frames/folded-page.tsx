import type { ComponentChildren } from 'preact';
import { Card, Disclosure } from '../content.js';
import { AppShell } from './app-shell.js';
import { PageHead } from './page-kinds.js';

/**
 * A card of which one line is enough most days: `brief` is always read, the rest opens with the one disclosure. `open`: what is
 * inside asks for attention now, so it is a card like the others. On paper it is whole.
 */
export function FoldedCard(props: {
  title: string;
  brief: ComponentChildren;
  /** What the closed part holds: « Toute la machine ». */
  summary: string;
  open?: boolean;
  actions?: ComponentChildren;
  /** Where links to it arrive: it stands inside of what is folded, which browsers then open by themselves. */
  id?: string;
  children: ComponentChildren;
}) {
  const { title, actions, id } = props;
  return (
    <Card title={title} actions={actions}>
      {props.open ? (
        <>
          {id ? <span id={id} class="fold-target" /> : null}
          {props.children}
        </>
      ) : (
        <>
          <p>{props.brief}</p>
          <Disclosure summary={props.summary} class="prints">
            {id ? <span id={id} class="fold-target" /> : null}
            {props.children}
          </Disclosure>
        </>
      )}
    </Card>
  );
}

/** A page of many subjects, each a folded card: read from top to bottom in sentences, opened where one wants to know exactly. */
export const FoldedPage = (props: {
  title: string;
  lead: string;
  /** Links and exports, before the subjects. */
  above?: ComponentChildren;
  children: ComponentChildren;
}) => (
  <AppShell title={props.title}>
    <PageHead title={props.title} lead={props.lead} />
    {props.above}
    <div class="folded-page">{props.children}</div>
  </AppShell>
);
