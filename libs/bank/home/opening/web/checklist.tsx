import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { AllocationToday } from '#bank/allocation';
import { type IntakeSettled, IntakeToday } from '#bank/intake';
import { MailService } from '#bank/mails';
import { OpeningService, type Settled } from '#bank/people';
import { type Reader, readTogether } from '#platform/database';
import { type Actor, may, WRITE } from '#platform/kernel';
import { Badge, Card, Disclosure, type Flash, Table } from '#platform/ui';

interface Known extends Settled, IntakeSettled {
  readonly quotas: boolean;
  readonly mail: boolean;
}

interface Step {
  readonly label: string;
  readonly href: string;
  /** A page further on, where what is known leaves nothing to choose on the one of `href`. */
  readonly straight?: (known: Known) => string | null;
  readonly unlocks: string;
  readonly done: (known: Known) => boolean;
  /** A bank works without: it alone does not keep the list on the page. */
  readonly may?: true;
}

const some = (n: number | undefined): boolean => Boolean(n);
const NEW = '/gestion/organisations/nouvelle?type=';

/** What a new bank settles, in an order that works. */
const STEPS: readonly Step[] = [
  {
    label: 'Son identité : nom légal, SIREN, adresse',
    href: '/gestion/banque',
    unlocks: 'les conventions et tous les documents',
    done: (k) => k.identity,
  },
  {
    label: 'Le téléphone d’aide',
    href: '/gestion/banque',
    unlocks: 'les étiquettes',
    done: (k) => k.helpline,
  },
  {
    label: 'Son logo',
    href: '/gestion/banque/logo',
    unlocks: 'le voir en tête des documents',
    done: (k) => k.logo,
    may: true,
  },
  {
    label: 'Qui signe les documents',
    href: '/gestion/signataires',
    unlocks: 'les conventions et les reçus signés',
    done: (k) => some(k.signatories),
  },
  {
    label: 'Le motif qui permet un reçu fiscal',
    href: '/gestion/banque',
    unlocks: 'les reçus fiscaux des entreprises et des particuliers',
    done: (k) => k.ground,
    may: true,
  },
  {
    label: 'À quel titre elle reçoit d’un organisme public',
    href: '/regles/capacite/nouvelle',
    unlocks: 'les conventions avec les donateurs publics',
    done: (k) => k.capacity,
    may: true,
  },
  {
    label: 'Les pièces et les étagères',
    href: '/gestion/lieux',
    unlocks: 'dire où se trouve un appareil',
    done: (k) => some(k.places),
    may: true,
  },
  {
    label: 'Un point de collecte',
    href: `${NEW}collection_point`,
    unlocks: 'enregistrer des dons et leurs appareils',
    done: (k) => some(k.organisations.collection_point),
  },
  {
    label: 'Un atelier : EA ou ESAT',
    href: `${NEW}esat`,
    unlocks: 'effacer, tester et classer les appareils',
    done: (k) => some(k.organisations.ea) || some(k.organisations.esat),
  },
  {
    label: 'Une structure qui remet les appareils',
    href: `${NEW}structure`,
    unlocks: 'les demandes et les remises',
    done: (k) => some(k.organisations.structure),
  },
  {
    label: 'Les personnes de chaque organisation',
    href: '/gestion/organisations',
    unlocks: 'le travail de chacun, avec son propre compte',
    done: (k) => some(k.others) && !some(k.unstaffed),
  },
  {
    label: 'Les quotas des structures',
    href: '/quotas',
    straight: (k) => k.onlyStructure && `/quotas/${k.onlyStructure}`,
    unlocks: 'accepter des demandes',
    done: (k) => k.quotas,
  },
  {
    label: 'Un mail d’essai',
    href: '/gestion/messages',
    unlocks: 'les messages qui partent seuls ; sans mail, on les copie',
    done: (k) => k.mail,
    may: true,
  },
  { label: 'Le premier don', href: '/dons/nouveau', unlocks: 'tout le reste', done: (k) => k.donations },
];

/** The address of a step for whoever goes from one to the next. */
const leadingOn = (href: string): string => `${href}${href.includes('?') ? '&' : '?'}ouverture=oui`;

/** Where the forms stand that settle a step; the last step leads to none. */
const SETTLED_AT = [
  '/gestion/systeme/cle',
  ...STEPS.slice(0, -1).map(({ href }) => href.replace(/\/nouvelle(\?.*)?$/, '')),
];

export interface ListedStep extends Pick<Step, 'label' | 'href' | 'unlocks' | 'may'> {
  readonly done: boolean;
}

@Injectable()
export class Checklist {
  constructor(
    private readonly opening: OpeningService,
    private readonly intake: IntakeToday,
    private readonly allocation: AllocationToday,
    private readonly mails: MailService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  /** The steps, or none once all that a bank needs are done. */
  async steps(on: Reader): Promise<ListedStep[]> {
    const [settled, intake, quotas] = await Promise.all([
      this.opening.settled(on),
      this.intake.settled(on),
      this.allocation.hasQuotas(on),
    ]);
    const needed: Known = { ...settled, ...intake, quotas, mail: false };
    if (STEPS.every((step) => step.may || step.done(needed))) return [];
    const known = { ...needed, mail: await this.mails.hasSent(on) };
    return STEPS.map(({ done, straight, ...step }) => ({
      ...step,
      href: straight?.(known) ?? step.href,
      done: done(known),
    }));
  }

  /** The step that a bank needs next, for whoever settled another by a form of this address. */
  async after(actor: Actor, address: string): Promise<Flash['link']> {
    if (!may(actor, WRITE.organisations) || !SETTLED_AT.some((at) => `${address}/`.startsWith(`${at}/`)))
      return undefined;
    const steps = await readTogether(this.db, (on) => this.steps(on));
    const next = steps.find((step) => !step.done && !step.may);
    return (
      next && {
        href: leadingOn(next.href),
        label: `Étape suivante : ${next.label[0]!.toLowerCase()}${next.label.slice(1)}`,
      }
    );
  }
}

export function ChecklistCard({ steps }: { steps: readonly ListedStep[] }) {
  const done = steps.filter((step) => step.done);
  return (
    <Card title={`Mettre la banque en route : ${done.length} sur ${steps.length}`}>
      <Steps caption="Ce qui reste à régler" steps={steps.filter((step) => !step.done)} />
      {done.length ? (
        <Disclosure summary="Ce qui est déjà réglé">
          <Steps caption="Déjà réglé" steps={done} />
        </Disclosure>
      ) : null}
    </Card>
  );
}

const Steps = ({ caption, steps }: { caption: string; steps: readonly ListedStep[] }) => (
  <Table
    caption={caption}
    rows={steps}
    rowKey={(step) => step.label}
    stacks
    columns={[
      {
        header: 'Étape',
        row: true,
        cell: (step) => (step.done ? step.label : <a href={leadingOn(step.href)}>{step.label}</a>),
      },
      { header: 'Pour', cell: (step) => step.unlocks },
      { header: 'Où on en est', cell: (step) => <Standing step={step} /> },
    ]}
  />
);

function Standing({ step }: { step: ListedStep }) {
  if (step.done) return <Badge tone="ok">fait</Badge>;
  return step.may ? <Badge tone="neutral">facultatif</Badge> : <Badge tone="attention">à faire</Badge>;
}
