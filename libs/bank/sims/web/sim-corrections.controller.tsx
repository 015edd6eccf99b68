import { Param, Query } from '@nestjs/common';
import { DocumentsService } from '#bank/documents';
import { SIM_LIFECYCLE, SimCorrections, type SimDetail, SimQueries, type SimVerb, shownIccid } from '#bank/sims';
import { Act, type ActOn, ApiController, Context, Ctx } from '#platform/http';
import { RuleBroken } from '#platform/kernel';
import { AskPage, FieldsOf, type FormState } from '#platform/ui';
import { type PersonChoice, PersonPick } from '../../allocation/beneficiaries/web/person-picker.js';
import { PickQuery } from '../../allocation/web/allocation.queries.dto.js';
import { awaitedNotice } from '../../corrections/web/awaited.js';
import { ReasonField } from '../../corrections/web/reason-field.js';
import { WrongPersonPage } from '../../corrections/web/wrong-person.page.js';
import { paperNotice } from '../../documents/web/paper-link.js';
import { endOfIccid } from './sim.words.js';
import { CorrectSimReferenceDto, UndoHandOutDto } from './sims.dto.js';

const REFERENCE = SIM_LIFECYCLE.right('correct_holder');
const UNDO = SIM_LIFECYCLE.right('undo_hand_out');

/** A card that was handed out wrong: its reference, or the card itself. */
@ApiController('sims')
export class SimCorrectionsController {
  constructor(
    private readonly corrections: SimCorrections,
    private readonly queries: SimQueries,
    private readonly picks: PersonPick,
    private readonly documents: DocumentsService,
  ) {}

  /** The right person has the card, under a wrong reference. Its slip is made again. */
  @Act(REFERENCE, { page: 'sim/:id/reference', api: 'sims/:id/reference', takes: CorrectSimReferenceDto, asks: true })
  correctSimReference(@Context() ctx: Ctx, @Param('id') id: string, @Query() query?: PickQuery) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: CorrectSimReferenceDto,
      done: async () => {
        const text = 'Référence corrigée. Le bon de remise se refait.';
        return (
          awaitedNotice(await this.queries.byId(ctx.actor, id), text) ??
          paperNotice(this.documents, ctx.actor, text, { kind: 'sim', id })
        );
      },
      work: (tx, form) => this.corrections.correctReference(tx, ctx.actor, id, form),
      page: async (again) => (
        <WrongSimReferencePage
          sim={await this.may(ctx, id, 'correct_holder', again)}
          pick={await this.picks.asked(ctx.actor, query, again)}
          {...again}
        />
      ),
    });
  }

  /** The wrong card is back and was not used: the hand-out is undone, until the end of the next working day. */
  @Act(UNDO, { page: 'sim/:id/mauvaise-carte', api: 'sims/:id/undo-hand-out', takes: UndoHandOutDto, asks: true })
  undoHandOut(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: UndoHandOutDto,
      done: async () => {
        const text = 'Remise annulée. La carte est de nouveau à remettre.';
        return awaitedNotice(await this.queries.byId(ctx.actor, id), text) ?? text;
      },
      work: (tx, form) => this.corrections.undo(tx, ctx.actor, id, form),
      page: async (again) => <WrongSimPage sim={await this.may(ctx, id, 'undo_hand_out', again)} {...again} />,
    });
  }

  private async may(ctx: Ctx, id: string, verb: SimVerb, { problems }: FormState): Promise<SimDetail> {
    const sim = await this.queries.byId(ctx.actor, id);
    if (!problems && !sim.allowed.includes(verb)) throw new RuleBroken('sims.not_now', { status: sim.status });
    return sim;
  }

  private on(ctx: Ctx, id: string): Omit<ActOn<SimDetail>, 'page'> {
    return { ref: id, to: () => `/sim/${id}`, view: () => this.queries.byId(ctx.actor, id) };
  }
}

const about = (sim: SimDetail, label: string) => ({
  lead: `${shownIccid(sim.iccid)} · ${sim.carrier} · référence ${sim.reference ?? ''}`,
  trail: [
    { label: 'Cartes SIM', href: '/sim' },
    { label: `Carte ${endOfIccid(sim.iccid)}`, href: `/sim/${sim.id}` },
    { label },
  ],
  back: { href: `/sim/${sim.id}`, label: 'Revenir' },
});

const WrongSimReferencePage = ({ sim, ...asked }: FormState & { sim: SimDetail; pick: PersonChoice }) => (
  <WrongPersonPage
    title="Qui a cette carte ?"
    about={about(sim, 'Référence')}
    here={`/sim/${sim.id}/reference`}
    kind="sim_reference"
    newHref={`/beneficiaires/nouveau?carte=${sim.id}`}
    {...asked}
  >
    La bonne personne l’a bien reçue : seule la référence notée change. Le bon se refait.
  </WrongPersonPage>
);

function WrongSimPage({ sim, ...again }: FormState & { sim: SimDetail }) {
  return (
    <AskPage
      title="Ce n’était pas la bonne carte"
      {...about(sim, 'Mauvaise carte')}
      intro={
        <p class="hint">
          Jusqu’à la fin du jour ouvré suivant, si la carte est revenue sans avoir servi et que personne n’a lu ses
          codes : la remise est annulée, et vous pouvez remettre la carte à la bonne personne. Sinon,{' '}
          <a href={`/sim/${sim.id}/fin`}>terminez la carte</a>.
        </p>
      }
      action={`/sim/${sim.id}/mauvaise-carte`}
      {...again}
      does={{ label: 'Annuler cette remise', icon: 'undo-2' }}
    >
      <FieldsOf form={UndoHandOutDto} />
      <ReasonField kind="sim_undone" />
    </AskPage>
  );
}
