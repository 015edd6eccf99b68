import type { ComponentChildren } from 'preact';
import type { StandIn } from '#bank/people';
import { CountCard, formatDate, formatNumber, Notice, TodayPage } from '#platform/ui';
import { MOST_CARDS, type TodayCard } from './cards.js';

export interface TodayProps {
  firstName: string;
  now: Date;
  timeZone: string;
  cards: readonly TodayCard[];
  /** Colleagues whose work the reader has taken over today. */
  standsFor?: readonly StandIn[];
  /** They read what waits for others, and do nothing of it. */
  watches?: boolean;
}

/** The frame of everybody's day: greeting, what waits for them, then what is particular to them. */
export function Today(
  props: TodayProps & { action?: ComponentChildren; first?: ComponentChildren; children?: ComponentChildren },
) {
  const mine = props.cards.filter((card) => card.urgency !== 'news');
  const shown = mine.slice(0, MOST_CARDS);
  const rest = [...mine.slice(MOST_CARDS), ...props.cards.filter((card) => card.urgency === 'news')];
  return (
    <TodayPage
      firstName={props.firstName}
      date={props.now}
      timeZone={props.timeZone}
      action={props.action}
      first={props.first}
      whose={props.watches ? 'ce qui attend les équipes : vous lisez, elles agissent' : undefined}
      counts={shown.length ? shown.map((card) => <Count key={card.what} of={card} />) : undefined}
    >
      {rest.length ? <AndThen cards={rest} /> : null}
      {props.standsFor?.length ? <StandsFor colleagues={props.standsFor} /> : null}
      {props.children}
      {props.standsFor ? (
        <p>
          <a href="/absences">Absences et remplacements</a>
        </p>
      ) : null}
    </TodayPage>
  );
}

const Count = ({ of: c }: { of: TodayCard }) => (
  <CountCard
    count={c.count}
    label={c.label}
    href={c.href}
    hint={c.detail}
    tone={c.urgency === 'late' ? 'alert' : 'attention'}
  />
);

/** That somebody's work is done by the reader for these days. */
const StandsFor = ({ colleagues }: { colleagues: readonly StandIn[] }) => (
  <Notice tone="info" icon="users" title="Vous remplacez">
    {colleagues.map((c) => `${c.name} jusqu’au ${formatDate(`${c.until}T12:00:00Z`, 'UTC')}`).join(', ')}. Ce qui
    l’attend est ici ; ce que vous faites est signé de votre nom.
  </Notice>
);

/** What waits too, in one line of links. */
const AndThen = ({ cards }: { cards: readonly TodayCard[] }) => (
  <p>
    Aussi :{' '}
    {cards.map((card, i) => (
      <>
        {i ? ' · ' : ''}
        <a href={card.href}>
          {formatNumber(card.count)} {card.label}
        </a>
      </>
    ))}
  </p>
);
