import type { ComponentChildren } from 'preact';
import type { ProposalView } from '#allocation';
import type { TodayCount } from '#kernel';
import type { OrganisationView } from '#people';
import {
  Button,
  Card,
  CountCard,
  Empty,
  formatNumber,
  LinkButton,
  plural,
  ScanField,
  Tiles,
  TodayPage,
} from '../../ui/index.js';
import { ChecklistCard, type ListedStep } from '../opening/checklist.js';
import { Proposals } from './proposals.table.js';

export interface TodayProps {
  firstName: string;
  now: Date;
  timeZone: string;
  counts: readonly TodayCount[];
}

/** The frame of everybody's day: greeting, counts that lead to lists, then what is particular to them. */
function Today(props: TodayProps & { action?: ComponentChildren; children?: ComponentChildren }) {
  const { counts } = props;
  return (
    <TodayPage
      firstName={props.firstName}
      date={props.now}
      timeZone={props.timeZone}
      action={props.action}
      counts={counts.length ? counts.map((c) => <Count key={c.href + c.label} of={c} />) : undefined}
    >
      {props.children}
    </TodayPage>
  );
}

const Count = ({ of: c }: { of: TodayCount }) => (
  <CountCard
    count={c.count}
    label={c.label}
    href={c.href}
    {...(c.detail ? { hint: c.detail } : {})}
    {...(c.tone ? { tone: c.tone } : {})}
  />
);

const AllDone = () => (
  <Empty icon="circle-check" title="Rien ne vous attend">
    Ce qui arrivera s’affichera ici.
  </Empty>
);

/** The bank: what is late, what waits, and the devices proposed for requests, with the reason of each. */
export function CoordinatorToday(
  props: TodayProps & { proposals: readonly ProposalView[]; shown: number; steps: readonly ListedStep[] },
) {
  const { proposals, steps } = props;
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
      {props.counts.length ? null : <AllDone />}
    </Today>
  );
}

/** The counter of a structure: requests, deliveries, people, faults. */
export function StructureToday(props: TodayProps) {
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
        <Find action="/appareils" name="q" label="Code de l’appareil, ou numéro de l’étiquette" />
      </Card>
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
    <form class="form" method="get" action={action} noValidate>
      <ScanField name={name} label={label} required autofocus={focus} big={focus} />
      <Button look={focus ? 'primary' : 'secondary'} icon="search">
        Ouvrir
      </Button>
    </form>
  );
}

/** Whoever manages the instance: organisations, and no operational data. */
export function InstanceToday(props: Omit<TodayProps, 'counts'> & { organisations: readonly OrganisationView[] }) {
  const active = props.organisations.filter((o) => o.active).length;
  const counts: TodayCount[] = [
    {
      count: active,
      label: active > 1 ? 'organisations actives' : 'organisation active',
      href: '/gestion',
      icon: 'building-2',
    },
  ];
  return (
    <Today {...props} counts={counts}>
      <Card title="Gérer">
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
