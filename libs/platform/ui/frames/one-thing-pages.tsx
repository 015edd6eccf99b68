import type { ComponentChildren } from 'preact';
import { Section } from '../content.js';
import { Icon } from '../icon.js';
import type { IconName } from '../icon-names.js';
import { useView } from '../view-context.js';
import { BenchProgress, BenchShell, ReadAloud } from './bench-shell.js';
import { PhoneShell } from './phone-shell.js';

/** One question on a phone. The children are the Form. */
export function QuestionPage(props: {
  question: string;
  /** Of the tab, when the question is too long for one. */
  title?: string;
  lead?: ComponentChildren;
  bar?: string;
  barIcon?: IconName;
  barHref?: string;
  progress?: string;
  backHref?: string;
  /** A reassuring line under the answer: "Nous ne demandons pas votre nom." */
  promise?: string;
  children: ComponentChildren;
}) {
  return (
    <PhoneShell
      title={props.title ?? props.question}
      bar={props.bar}
      barIcon={props.barIcon}
      barHref={props.barHref}
      progress={props.progress}
    >
      {props.backHref ? (
        <a class="back" href={props.backHref}>
          <Icon name="arrow-left" />
          <span>Retour</span>
        </a>
      ) : null}
      <h1>{props.question}</h1>
      {props.lead ? <div class="lead">{props.lead}</div> : null}
      {props.children}
      {props.promise ? (
        <p class="promise">
          <Icon name="lock" />
          <span>{props.promise}</span>
        </p>
      ) : null}
    </PhoneShell>
  );
}

/** One step at the bench: pictogram, few words, what to do (children), Back and Next at the bottom. */
export function BenchStep(props: {
  title: string;
  icon: IconName;
  text?: ComponentChildren;
  code?: string;
  done: number;
  total: number;
  helpHref: string;
  personHref?: string;
  /** Buttons of the foot: Back on the left (a LinkButton or a Form), the main one on the right. */
  back?: ComponentChildren;
  next?: ComponentChildren;
  /** Rarely used actions below the step, away from the buttons of the foot. */
  apart?: ComponentChildren;
  refreshSeconds?: number;
  children?: ComponentChildren;
}) {
  return (
    <BenchShell
      title={props.title}
      code={props.code}
      helpHref={props.helpHref}
      personHref={props.personHref}
      refreshSeconds={props.refreshSeconds}
    >
      <BenchProgress done={props.done} total={props.total} />
      <div class="bench-step">
        <div class="bench-picto">
          <Icon name={props.icon} />
        </div>
        <div class="bench-body">
          <div id="a-lire">
            <h1>{props.title}</h1>
            {props.text ? <div class="bench-text">{props.text}</div> : null}
          </div>
          {props.children}
          <ReadAloud target="a-lire" />
          {props.apart}
        </div>
      </div>
      <div class="bench-foot">
        {props.back ? <div class="bench-back">{props.back}</div> : null}
        {props.next ? <div class="bench-next">{props.next}</div> : null}
      </div>
    </BenchShell>
  );
}

export function BenchItem(props: {
  badge?: ComponentChildren;
  main: ComponentChildren;
  sub?: ComponentChildren;
  figure?: ComponentChildren;
  active?: boolean;
}) {
  return (
    <div class={props.active ? 'bench-item active' : 'bench-item'}>
      {props.badge}
      <span class="cell">
        <b>{props.main}</b>
        {props.sub ? <small>{props.sub}</small> : null}
      </span>
      {props.figure ? <span class="bench-figure">{props.figure}</span> : null}
    </div>
  );
}

/** The field that opens a device: it reads, so its form is a GET. */
export const BenchScan = ({ action, children }: { action: string; children: ComponentChildren }) => (
  <form method="get" action={action} class="bench-scan">
    {children}
  </form>
);

export const BenchList = ({ title, id, children }: { title: string; id?: string; children: ComponentChildren }) => (
  <section class="bench-list" id={id}>
    <h2>{title}</h2>
    {children}
  </section>
);

export interface Tile {
  readonly href: string;
  readonly label: string;
  readonly hint?: string;
  readonly icon: IconName;
}

/** Big tiles that lead somewhere: names of people, equal choices on a phone. A title is shown only with tiles that this person may open. */
export function Tiles({
  title,
  tiles,
  layout = 'cards',
}: {
  title?: string;
  tiles: readonly Tile[];
  layout?: 'cards' | 'tiles';
}) {
  const { leads = () => true } = useView();
  const open = tiles.filter(({ href }) => leads('GET', href));
  const list = (
    <ul class={`link-tiles ${layout}`}>
      {open.map((tile) => (
        <li key={tile.href}>
          <a class="choice" href={tile.href}>
            <span class="picto">
              <Icon name={tile.icon} />
            </span>
            <span class="choice-text">
              <span class="choice-label">{tile.label}</span>
              {tile.hint ? <span class="choice-hint">{tile.hint}</span> : null}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
  if (!title) return list;
  return open.length > 0 ? <Section title={title}>{list}</Section> : null;
}
