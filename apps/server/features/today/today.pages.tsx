import type { ComponentChildren } from 'preact';
import type { HandedOverMonth, HandoverView, ProposalView } from '#allocation';
import type { ReadyStock } from '#devices';
import { categoryOf } from '#devices';
import type { OrganisationView, StandIn } from '#people';
import {
  Button,
  Card,
  CountCard,
  Empty,
  formatDate,
  formatNumber,
  LinkButton,
  Notice,
  plural,
  ScanField,
  Tiles,
  TodayPage,
} from '../../ui/index.js';
import { LastHandovers } from '../allocation/to-hand-over.page.js';
import { ChecklistCard, type ListedStep } from '../opening/checklist.js';
import { MOST_CARDS, type TodayCard } from './cards.js';
import { OwnMonths } from './own-months.js';
import { Proposals } from './proposals.table.js';

export interface TodayProps {
  firstName: string;
  now: Date;
  timeZone: string;
  cards: readonly TodayCard[];
  /** Colleagues whose work the reader has taken over today. */
  standsFor?: readonly StandIn[];
}

/** The frame of everybody's day: greeting, what waits for them, then what is particular to them. */
function Today(props: TodayProps & { action?: ComponentChildren; children?: ComponentChildren }) {
  const mine = props.cards.filter((card) => card.urgency !== 'news');
  const shown = mine.slice(0, MOST_CARDS);
  const rest = [...mine.slice(MOST_CARDS), ...props.cards.filter((card) => card.urgency === 'news')];
  return (
    <TodayPage
      firstName={props.firstName}
      date={props.now}
      timeZone={props.timeZone}
      action={props.action}
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
    {...(c.detail ? { hint: c.detail } : {})}
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

/** « 28 portables, 13 fixes » */
const stockWords = (stock: readonly ReadyStock[]): string =>
  stock.map((s) => plural(s.count, categoryOf(s.category).short.toLowerCase())).join(', ');

/** What is ready, and where: what stands at a workshop is fetched first. */
function Stock({ stock }: { stock: readonly ReadyStock[] }) {
  const here = stock.filter((s) => !s.at);
  const workshops = [...new Set(stock.flatMap((s) => s.at ?? []))];
  return (
    <>
      <li>
        {here.length ? (
          <>
            <a href="/appareils?state=in_stock">Prêts à la banque</a> : {stockWords(here)}.
          </>
        ) : (
          'Rien n’est prêt à la banque.'
        )}
      </li>
      {workshops.map((workshop) => (
        <li key={workshop}>
          Prêts à {workshop} : {stockWords(stock.filter((s) => s.at === workshop))}. À{' '}
          <a href="/lots/nouveau">faire venir</a>.
        </li>
      ))}
    </>
  );
}

const AllDone = () => (
  <Empty icon="circle-check" title="Rien ne vous attend">
    Ce qui arrivera s’affichera ici.
  </Empty>
);

/** The bank: what is late, what waits, and the devices proposed for requests, with the reason of each. */
export function CoordinatorToday(
  props: TodayProps & {
    proposals: readonly ProposalView[];
    shown: number;
    steps: readonly ListedStep[];
    stock: readonly ReadyStock[];
  },
) {
  const { proposals, steps, stock } = props;
  const ready = proposals.filter((p) => p.device).length;
  return (
    <Today {...props}>
      {steps.length ? <ChecklistCard steps={steps} /> : null}
      <Card
        title="Attributions proposées"
        actions={
          proposals.length ? (
            <LinkButton look="primary" icon="check" href="/attributions">
              {ready ? `Voir les ${formatNumber(ready)} propositions` : 'Voir les demandes en attente'}
            </LinkButton>
          ) : undefined
        }
      >
        <ul class="plain">
          <Stock stock={stock} />
          <li>
            <a href="/blocages">Ce qui bloque, et chez qui</a>
          </li>
        </ul>
        {proposals.length ? (
          <Proposals proposals={proposals.slice(0, props.shown)} />
        ) : (
          <Empty icon="hand-heart" title="Aucune demande n’attend d’appareil">
            Quand une demande est acceptée, un appareil est proposé ici, avec la raison du choix.
          </Empty>
        )}
      </Card>
    </Today>
  );
}

/** The desk of a collection point: a donation arrives, and one button. */
export function CollectorToday(props: TodayProps) {
  return (
    <Today
      {...props}
      action={
        <LinkButton look="primary" icon="plus" href="/dons/nouveau">
          Enregistrer un don
        </LinkButton>
      }
    >
      <Card title="Un appareil à retrouver ?">
        <Find action="/appareils" name="q" label="Code, ancien numéro ou numéro de série" />
      </Card>
    </Today>
  );
}

/** The bench: scan, and the one next step is shown. */
export function WorkshopToday(props: TodayProps) {
  return (
    <Today {...props}>
      <Card title="Scanner un appareil">
        <Find action="/atelier/scan" name="code" label="Code de l’étiquette" focus />
      </Card>
      {props.cards.length ? null : <AllDone />}
    </Today>
  );
}

/** The counter of a structure: requests, deliveries, people, faults. */
export function StructureToday(
  props: TodayProps & { last: readonly HandoverView[]; months: readonly HandedOverMonth[] },
) {
  return (
    <Today
      {...props}
      action={
        <LinkButton look="primary" icon="plus" href="/demandes/nouvelle">
          Demander des appareils
        </LinkButton>
      }
    >
      <Card title="Une personne au guichet ?">
        <Find action="/remises" name="q" label="Code de l’appareil, référence, nom entier ou téléphone" />
      </Card>
      {props.last.length ? <LastHandovers last={props.last} timeZone={props.timeZone} /> : null}
      <OwnMonths months={props.months} />
    </Today>
  );
}

function Find({
  action,
  name,
  label,
  focus = false,
}: {
  action: string;
  name: string;
  label: string;
  focus?: boolean;
}) {
  return (
    <form class="form scan-line" method="get" action={action} noValidate>
      <ScanField name={name} label={label} required autofocus={focus} big={focus} />
      <Button look={focus ? 'primary' : 'secondary'} icon="search">
        Ouvrir
      </Button>
    </form>
  );
}

/** Whoever manages the instance: organisations, and no operational data. */
export function InstanceToday(props: Omit<TodayProps, 'cards'> & { organisations: readonly OrganisationView[] }) {
  const active = props.organisations.filter((o) => o.active).length;
  return (
    <Today {...props} cards={[]}>
      <Card title={active > 1 ? `${formatNumber(active)} organisations actives` : '1 organisation active'}>
        <Tiles
          tiles={[
            {
              href: '/gestion',
              label: 'Organisations et personnes',
              hint: `${plural(props.organisations.length, 'organisation')} en tout`,
              icon: 'building-2',
            },
          ]}
        />
      </Card>
    </Today>
  );
}

/** Somebody for whom no room has work, such as a donor's contact. */
export function QuietToday(props: TodayProps) {
  return (
    <Today {...props}>
      <AllDone />
    </Today>
  );
}
