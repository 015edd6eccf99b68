import { Param, Query } from '@nestjs/common';
import { DEVICE_LIFECYCLE, deviceWords, showAssetCode } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { OrganisationsService, type PlaceView } from '#bank/people';
import { Act, type ActOn, ApiController, Context, Ctx } from '#platform/http';
import { isMember, NotFound } from '#platform/kernel';
import { AskPage, FieldsOf, type FormState, TextField } from '#platform/ui';
import { awaitedNotice } from '../../../corrections/web/awaited.js';
import { ReasonField } from '../../../corrections/web/reason-field.js';
import { WrongPersonPage } from '../../../corrections/web/wrong-person.page.js';
import { paperNotice } from '../../../documents/web/paper-link.js';
import { type PersonChoice, PersonPick } from '../../beneficiaries/web/person-picker.js';
import { PickQuery } from '../../web/allocation.queries.dto.js';
import { HandoverQueries } from '../handover.queries.js';
import type { HandoverDetail, HandoverView } from '../handover.views.js';
import { HandoverCorrections } from '../handover-corrections.service.js';
import { CorrectReferenceDto, OriginalDto, UndoHandOverDto } from './handovers.dto.js';

const REFERENCE = DEVICE_LIFECYCLE.right('correct_holder');
const UNDO = DEVICE_LIFECYCLE.right('undo_hand_over');
const HAND_OVER = DEVICE_LIFECYCLE.right('hand_over');

/** A hand-over that was noted wrong: its reference, its device, or where its signed paper is. */
@ApiController('handovers')
export class HandoverCorrectionsController {
  constructor(
    private readonly corrections: HandoverCorrections,
    private readonly queries: HandoverQueries,
    private readonly picks: PersonPick,
    private readonly organisations: OrganisationsService,
    private readonly documents: DocumentsService,
  ) {}

  /** The right person has the device, under a wrong reference. Both sheets are made again. */
  @Act(REFERENCE, {
    page: 'remises/:id/reference',
    api: 'handovers/:id/reference',
    takes: CorrectReferenceDto,
    asks: true,
  })
  correctReference(@Context() ctx: Ctx, @Param('id') id: string, @Query() query?: PickQuery) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: CorrectReferenceDto,
      fromForm: ({ reference = '', reason }) => ({ reference, reason }),
      done: async () => {
        const text = 'Référence corrigée. L’attestation se refait.';
        return (
          awaitedNotice(await this.queries.byId(ctx.actor, id), text) ??
          paperNotice(this.documents, ctx.actor, text, { kind: 'handover', id })
        );
      },
      work: (tx, form) => this.corrections.correctReference(tx, ctx.actor, id, form),
      page: async (again) => {
        const pick = await this.picks.asked(ctx.actor, query, again);
        return <WrongReferencePage handover={await this.queries.byId(ctx.actor, id)} pick={pick} {...again} />;
      },
    });
  }

  /** The wrong device is back and was never switched on: the hand-over is undone, until the end of the next working day. */
  @Act(UNDO, { page: 'remises/:id/mauvais-appareil', api: 'handovers/:id/undo', takes: UndoHandOverDto, asks: true })
  undo(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: UndoHandOverDto,
      done: async () => {
        const text = 'Remise annulée. L’appareil est de nouveau à remettre.';
        return awaitedNotice(await this.queries.byId(ctx.actor, id), text) ?? text;
      },
      work: (tx, form) => this.corrections.undo(tx, ctx.actor, id, form),
      page: (again) => this.undoPage(ctx, id, again),
    });
  }

  /** Says where the signed paper of a hand-over is stored now; what was said before stays readable. */
  @Act(HAND_OVER, { page: 'remises/:id/original', api: 'handovers/:id/original', takes: OriginalDto, asks: true })
  say(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: OriginalDto,
      done: 'Lieu de l’original enregistré.',
      work: (tx, { place = '' }) => this.corrections.moveOriginal(tx, ctx.actor, id, place),
      page: async (again) => <OriginalPage handover={await this.queries.byId(ctx.actor, id)} {...again} />,
    });
  }

  private on(ctx: Ctx, id: string): Omit<ActOn<HandoverDetail>, 'page'> {
    return { ref: id, to: () => `/remises/${id}`, view: () => this.queries.byId(ctx.actor, id) };
  }

  private async undoPage(ctx: Ctx, id: string, again: FormState = {}) {
    const handover = await this.queries.byId(ctx.actor, id);
    if (!isMember(ctx.actor)) throw new NotFound('handover');
    const places = await this.organisations.places(ctx.actor.organisationId);
    return <WrongDevicePage handover={handover} places={places} {...again} />;
  }
}

const about = (h: HandoverView, label: string) => ({
  lead: `${showAssetCode(h.deviceCode)} · ${deviceWords(h)} · référence ${h.reference}`,
  trail: [
    { label: 'Remises', href: '/remises?liste=remis' },
    { label: showAssetCode(h.deviceCode), href: `/remises/${h.id}` },
    { label },
  ],
  back: { href: `/remises/${h.id}`, label: 'Revenir' },
});

const WrongReferencePage = ({ handover: h, ...asked }: FormState & { handover: HandoverView; pick: PersonChoice }) => (
  <WrongPersonPage
    title="Qui a cet appareil ?"
    about={about(h, 'Référence')}
    here={`/remises/${h.id}/reference`}
    kind="handover_reference"
    newHref={`/beneficiaires/nouveau?remise=${h.id}`}
    {...asked}
  >
    Dites qui l’a entre les mains : seule la référence notée change, et l’attestation se refait. S’il est revenu pour
    une autre personne, <a href={`/appareils/${h.deviceCode}/retour`}>reprenez-le</a> d’abord.
  </WrongPersonPage>
);

function WrongDevicePage(props: FormState & { handover: HandoverView; places: readonly PlaceView[] }) {
  const { handover: h, places, problems, values = {} } = props;
  return (
    <AskPage
      title="Ce n’était pas le bon appareil"
      {...about(h, 'Mauvais appareil')}
      intro={
        <p class="hint">
          Jusqu’à la fin du jour ouvré suivant, si l’appareil est revenu sans avoir été allumé : la remise est annulée,
          et vous pouvez le remettre à la bonne personne. Sinon,{' '}
          <a href={`/appareils/${h.deviceCode}/retour`}>notez un retour</a>.
        </p>
      }
      action={`/remises/${h.id}/mauvais-appareil`}
      problems={problems}
      values={values}
      does={{ label: 'Annuler cette remise', icon: 'undo-2' }}
    >
      <FieldsOf
        form={UndoHandOverDto}
        but={{
          placeId: {
            ...(places.length === 1 ? { empty: undefined } : {}),
            options: places.map((p) => ({ value: p.id, label: p.name })),
          },
        }}
      />
      <ReasonField kind="handover_undone" />
    </AskPage>
  );
}

const OriginalPage = ({ handover: h, ...again }: FormState & { handover: HandoverDetail }) => (
  <AskPage
    title="Où est l’original signé ?"
    lead={`${showAssetCode(h.deviceCode)} · ${deviceWords(h)}`}
    trail={about(h, 'Original signé').trail}
    action={`/remises/${h.id}/original`}
    {...again}
    does={{ label: 'Enregistrer', icon: 'check' }}
    back={{ href: `/remises/${h.id}` }}
  >
    <TextField
      name="place"
      label="Où le papier est rangé maintenant"
      hint="Classeur, armoire, pièce. Sans nom de personne. Ce qui avait été dit reste lisible."
      maxlength={200}
      required
    />
  </AskPage>
);
