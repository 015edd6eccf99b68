import { Controller, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { type HandoverDetail, HandoverOriginals, HandoverQueries } from '#bank/allocation';
import { DEVICE_LIFECYCLE, deviceWords, showAssetCode } from '#bank/devices';
import { Act, Context, Ctx } from '#platform/http';
import { type Again, AskPage, TextField } from '#platform/ui';
import { OriginalDto } from './handovers.dto.js';

const HAND_OVER = DEVICE_LIFECYCLE.right('hand_over');

/** Where the paper that a person signed is stored. */
@ApiTags('handovers')
@ApiBearerAuth()
@Controller()
export class HandoverOriginalsController {
  constructor(
    private readonly originals: HandoverOriginals,
    private readonly queries: HandoverQueries,
  ) {}

  /** Says where the signed paper of a hand-over is stored now; what was said before stays readable. */
  @Act(HAND_OVER, { page: 'remises/:id/original', api: 'handovers/:id/original', takes: OriginalDto, asks: true })
  say(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ref: id,
      dto: OriginalDto,
      done: 'Lieu de l’original enregistré.',
      work: (tx, { place = '' }) => this.originals.say(tx, ctx.actor, id, place),
      to: () => `/remises/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      page: async (again) => <OriginalPage handover={await this.queries.byId(ctx.actor, id)} {...again} />,
    });
  }
}

/** The paper that a person signed lies somewhere else, or nobody had said where. */
const OriginalPage = ({ handover: h, problems, values = {} }: Again & { handover: HandoverDetail }) => (
  <AskPage
    title="Où est l’original signé ?"
    lead={`${showAssetCode(h.deviceCode)} · ${deviceWords(h)}`}
    trail={[
      { label: 'Remises', href: '/remises?liste=remis' },
      { label: showAssetCode(h.deviceCode), href: `/remises/${h.id}` },
      { label: 'Original signé' },
    ]}
    action={`/remises/${h.id}/original`}
    problems={problems}
    values={values}
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
