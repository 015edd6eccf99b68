import type { ComponentChildren } from 'preact';
import { Card, Disclosure } from '../content.js';

/**
 * A card of which one line is enough most days: `brief` is always read, the rest opens with the one disclosure. `open`: what is
 * inside asks for attention now, so it is a card like the others.
 */
export function FoldedCard(props: {
  title: string;
  brief: ComponentChildren;
  /** What the closed part holds: « Toute la machine ». */
  summary: string;
  open?: boolean;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { title, actions } = props;
  return (
    <Card title={title} {...(actions ? { actions } : {})}>
      {props.open ? (
        props.children
      ) : (
        <>
          <p>{props.brief}</p>
          <Disclosure summary={props.summary}>{props.children}</Disclosure>
        </>
      )}
    </Card>
  );
}
