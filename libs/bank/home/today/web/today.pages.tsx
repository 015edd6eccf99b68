import type { ComponentChildren } from 'preact';
import type { AppointmentView, HandoverView } from '#bank/allocation';
import type { NewsView } from '#bank/events';
import { monthLabel } from '#bank/figures';
import type { MonthCount, OrganisationView, StandIn } from '#bank/people';
import {
  Button,
  Card,
  ColumnChart,
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
} from '#platform/ui';
import { Appointments } from '../../../allocation/appointments/web/appointment.pages.js';
import { LastHandovers } from '../../../allocation/handovers/web/handovers-due.page.js';
import { NewsCard } from '../../../events/web/news.js';
import { MOST_CARDS, resetsToConfirm, type TodayCard } from './cards.js';

/** What an organisation did, month by month: its own, so that nothing is hidden from it. */
function OwnMonths({ months, title, what }: { months: readonly MonthCount[]; title: string; what: string }) {
  const total = months.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (
    <ColumnChart
      title={title}
      labelHeader="Mois"
      valueHeader={what}
      source={`Total : ${formatNumber(total)}.`}
      bars={months.map(({ month, count }) => ({
        label: monthLabel(month),
        short: monthLabel(month).slice(0, 1).toUpperCase(),
        value: count,
      }))}
    />
  );
}

const AllDone = () => (
  <Empty icon="circle-check" title="Rien ne vous attend">
    Ce qui arrivera s’affichera ici.
  </Empty>
);

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

/** The bench: scan, and the one next step is shown; then what the workshop has done, all together. */
export function WorkshopToday(props: TodayProps & { months: readonly MonthCount[] }) {
  return (
    <Today
      {...props}
      first={
        <Card title="Scanner un appareil">
          <Find action="/atelier/scan" name="code" label="Code de l’étiquette" focus />
        </Card>
      }
    >
      {props.cards.length ? null : <AllDone />}
      <OwnMonths months={props.months} title="Mis en stock par votre atelier sur douze mois" what="Appareils" />
    </Today>
  );
}

export function StructureToday(
  props: TodayProps & {
    last: readonly HandoverView[];
    months: readonly MonthCount[];
    appointments: readonly AppointmentView[];
  },
) {
  return (
    <Today
      {...props}
      action={
        <LinkButton look="primary" icon="plus" href="/demandes/nouvelle">
          Demander des appareils
        </LinkButton>
      }
      first={
        <Card title="Une personne au guichet ?">
          <Find action="/remises" name="q" label="Code de l’appareil, référence, nom entier ou téléphone" names />
        </Card>
      }
    >
      {props.appointments.length ? <Appointments appointments={props.appointments} /> : null}
      {props.last.length ? <LastHandovers last={props.last} timeZone={props.timeZone} /> : null}
      <OwnMonths months={props.months} title="Vos remises sur douze mois" what="Remises" />
    </Today>
  );
}

function Find({
  action,
  name,
  label,
  focus = false,
  names = false,
}: {
  action: string;
  name: string;
  label: string;
  focus?: boolean;
  names?: boolean;
}) {
  return (
    <form class="form scan-line" method="get" action={action} noValidate>
      <ScanField name={name} label={label} required autofocus={focus} big={focus} names={names} />
      <Button look={focus ? 'primary' : 'secondary'} icon="search">
        Ouvrir
      </Button>
    </form>
  );
}

/** Whoever manages the instance: organisations, who comes in, the machine, and no operational data. */
export function InstanceToday({
  organisations,
  toConfirm,
  ...props
}: Omit<TodayProps, 'cards'> & {
  organisations: readonly OrganisationView[];
  /** People who cannot come in any more, and whom a second administrator lets begin anew. */
  toConfirm: number;
}) {
  const active = organisations.filter((o) => o.active).length;
  return (
    <Today {...props} cards={toConfirm ? [resetsToConfirm(toConfirm)] : []}>
      <Card title={active > 1 ? `${formatNumber(active)} organisations actives` : '1 organisation active'}>
        <Tiles
          tiles={[
            {
              href: '/gestion',
              label: 'Organisations et personnes',
              hint: `${plural(organisations.length, 'organisation')} en tout`,
              icon: 'building-2',
            },
            {
              href: '/gestion/securite',
              label: 'Connexion et sécurité',
              hint: 'Seconde vérification, téléphones perdus',
              icon: 'shield-check',
            },
            {
              href: '/gestion/systeme',
              label: 'État du système',
              hint: 'Sauvegarde, travail de fond, place disponible',
              icon: 'cpu',
            },
          ]}
        />
      </Card>
    </Today>
  );
}

/** Somebody for whom no feature has work, such as a donor's contact. */
export function QuietToday(props: TodayProps) {
  return (
    <Today {...props}>
      <AllDone />
    </Today>
  );
}

export interface TodayProps {
  firstName: string;
  now: Date;
  timeZone: string;
  cards: readonly TodayCard[];
  standsFor?: readonly StandIn[];
  news?: readonly NewsView[];
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
      {props.news ? <NewsCard news={props.news} /> : null}
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

const StandsFor = ({ colleagues }: { colleagues: readonly StandIn[] }) => (
  <Notice tone="info" icon="users" title="Vous remplacez">
    {colleagues.map((c) => `${c.name} jusqu’au ${formatDate(`${c.until}T12:00:00Z`, 'UTC')}`).join(', ')}. Ce qui
    l’attend est ici ; ce que vous faites est signé de votre nom.
  </Notice>
);

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
