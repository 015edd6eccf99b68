import type { ComponentChildren } from 'preact';
import { Card, Disclosure } from '../content.js';
import { AppShell } from './app-shell.js';
import { PageHead } from './page-kinds.js';

/** A card of which one line, `brief`, is enough most days; the rest is folded. `open`: it asks for attention now, and is shown whole, as on paper. */
export function FoldedCard(props: {
  title: string;
  brief: ComponentChildren;
  summary: string;
  open?: boolean;
  actions?: ComponentChildren;
  /** The target of links: it stands inside the folded part, which browsers then open by themselves. */
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

export const FoldedPage = (props: {
  title: string;
  lead: string;
  above?: ComponentChildren;
  children: ComponentChildren;
}) => (
  <AppShell title={props.title}>
    <PageHead title={props.title} lead={props.lead} />
    {props.above}
    <div class="folded-page">{props.children}</div>
  </AppShell>
);
