import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BeneficiariesService, HandoverQueries, type HandoverView } from '#bank/allocation';
import { deviceWords, showAssetCode } from '#bank/devices';
import { ACTS_ON_TICKETS, FaultsService, TicketQueries } from '#bank/faults';
import { type Answer, Context, Ctx, type FlashNotice, PostedForm, Read } from '#platform/http';
import { isId, may, NotFound, newId, READ } from '#platform/kernel';
import { AskPage, CheckField, ChoiceField, type FieldProblem, FieldsOf, type FormState } from '#platform/ui';
import { DeskFaultForm, FaultDto, NewTicketQuery } from './faults.dto.js';

const MOST = 20;

/** Faults as those who take care of them open them, for somebody at the desk. A program reports like everybody: `POST /api/v1/faults`. */
@ApiTags('tickets')
@Controller()
export class DeskFaultsController {
  constructor(
    private readonly faults: FaultsService,
    private readonly tickets: TicketQueries,
    private readonly people: BeneficiariesService,
    private readonly handovers: HandoverQueries,
  ) {}

  @Read(ACTS_ON_TICKETS, { page: 'pannes/nouvelle' })
  async ask(@Context() ctx: Ctx, @Query() query: NewTicketQuery): Promise<Answer> {
    return ctx.page(await this.page(ctx, query));
  }

  @PostedForm(ACTS_ON_TICKETS, 'pannes/nouvelle')
  async open(@Context() ctx: Ctx, @Query() query: NewTicketQuery): Promise<Answer> {
    const id = newId();
    return ctx.submit({
      dto: DeskFaultForm,
      ref: id,
      fromForm: (posted) => ({ ...posted, label: posted['label'] || posted['code'] || '' }),
      done: (report) => this.notice(ctx, report),
      rules: (_, given) => this.faults.judge(given),
      work: async (tx, { second, ...form }: DeskFaultForm) => {
        const sure = { asWritten: Boolean(form.asWritten), second: Boolean(second) };
        await this.faults.askAgain(tx, ctx.actor, form.label, sure);
        return this.faults.report(tx, ctx.actor, { ...form, countedBy: null }, id);
      },
      to: async (report) => {
        const ticket = await this.faults.ticketOf(report);
        return ticket && (await this.isTheirs(ctx, ticket)) ? `/pannes/${ticket}` : '/pannes';
      },
      page: ({ problems = [], values = {} }) => this.page(ctx, query, problems, values),
    });
  }

  /** Of a device that another structure handed over, or that nobody knows, only its follow-up is theirs to see. */
  private async isTheirs(ctx: Ctx, ticket: string): Promise<boolean> {
    try {
      return Boolean(await this.tickets.byId(ctx.actor, ticket));
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }

  private async notice(ctx: Ctx, report: string): Promise<FlashNotice> {
    const { number, secret } = await this.faults.followUpKey(report);
    const ticket = await this.faults.ticketOf(report);
    if (ticket && (await this.isTheirs(ctx, ticket)))
      return {
        text: ticket === report ? 'Panne ouverte.' : 'Ajouté à la panne ouverte de cet appareil.',
        link: { href: `/suivi/${secret}`, label: 'La page où la personne la suit' },
      };
    return {
      text: `Panne ${number} ouverte. Elle n’est pas dans votre liste : la banque, ou la structure de l’appareil, la lit.`,
      link: { href: `/suivi/${secret}`, label: 'La suivre' },
    };
  }

  /** @throws NotFound for another structure's person. */
  private async page(
    ctx: Ctx,
    { appareil = '', personne }: NewTicketQuery,
    problems?: FieldProblem[],
    values?: Record<string, string>,
  ) {
    const known = isId(personne) && may(ctx.actor, READ.beneficiaries);
    const person = known ? await this.people.byId(ctx.actor, personne!) : null;
    const had = person ? await this.handovers.list(ctx.actor, { limit: MOST, open: '1' }, person.id) : null;
    return <DeskFaultPage {...{ person, problems, values }} label={appareil} devices={had?.items ?? []} />;
  }
}

interface Props extends FormState {
  label: string;
  person: { readonly id: string; readonly reference: string } | null;
  devices: readonly HandoverView[];
}

function DeskFaultPage({ label, person, devices, problems, values = {} }: Props) {
  const back = person ? `/beneficiaires/${person.id}` : label ? `/appareils/${label}` : '/pannes';
  const isAsked = (code: string): boolean => Boolean(problems?.some((p) => p.code === code));
  return (
    <AskPage
      title="Ouvrir une panne"
      lead={person ? `Pour ${person.reference}` : 'Pour quelqu’un au guichet ou au téléphone.'}
      trail={[{ label: 'Pannes', href: '/pannes' }, { label: 'Ouvrir' }]}
      action={person ? `/pannes/nouvelle?personne=${person.id}` : '/pannes/nouvelle'}
      problems={problems}
      values={{ label, ...values }}
      does={{ label: 'Ouvrir la panne', icon: 'life-buoy' }}
      back={{ href: back }}
    >
      {devices.length ? (
        <ChoiceField
          name="code"
          label="Quel appareil de cette personne ?"
          options={devices.map((h) => ({
            value: h.deviceCode,
            label: `${showAssetCode(h.deviceCode)} · ${deviceWords(h)}`,
          }))}
        />
      ) : null}
      <FieldsOf
        form={FaultDto}
        only={['label']}
        but={{
          label: {
            label: devices.length ? 'Ou un autre appareil' : 'Appareil',
            required: !devices.length,
            autofocus: !label && !devices.length,
          },
        }}
      />
      {isAsked('maintenance.label_of_no_device') || isAsked('maintenance.label_wrong_check') || values['asWritten'] ? (
        <CheckField name="asWritten" label="C’est bien ce qui est écrit : ouvrir la panne quand même." />
      ) : null}
      {isAsked('maintenance.fault_open') || values['second'] ? (
        <CheckField name="second" label="Ajouter ce que dit la personne à cette panne." />
      ) : null}
      <FieldsOf form={FaultDto} but={{ label: null, phone: { label: 'Un téléphone où rappeler la personne' } }} />
    </AskPage>
  );
}
