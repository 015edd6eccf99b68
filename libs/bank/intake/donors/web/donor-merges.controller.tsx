import { Param, Query } from '@nestjs/common';
import { correctionRight } from '#bank/corrections';
import { DonorMerges, DonorsService, type DonorView } from '#bank/intake';
import { Act, ApiController, Context, Ctx } from '#platform/http';
import { joined, RuleBroken } from '#platform/kernel';
import { FieldsOf, type FormState } from '#platform/ui';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';
import {
  type EnteredTwice,
  MergePage,
  merging,
  SeparatePage,
  separating,
} from '../../../corrections/web/merge.pages.js';
import { FindDonor } from '../../donations/web/corrections/donation-correction.pages.js';
import { AfterQuery } from '../../web/intake.dto.js';
import { donorWords, groupDigits, identifierOf } from '../../web/intake.words.js';
import { MergeDonorDto } from './donor.dto.js';

const MERGE = correctionRight('donor_merged');
const SEPARATE = correctionRight('donor_unmerged');
const SHOWN = 20;

const TWICE: EnteredTwice<DonorView> = {
  thing: 'donor',
  at: '/dons/donateurs',
  lead: donorWords,
  trail: (d) => [
    { label: 'Dons', href: '/dons' },
    { label: 'Donateurs', href: '/dons/donateurs' },
    { label: donorWords(d), href: `/dons/donateurs/${d.id}` },
  ],
  goes: (d) => `La fiche « ${donorWords(d)} » sortira des listes. L’autre reste.`,
  merge: {
    intro:
      'Les dons des deux seront ensemble sur la fiche qui reste ; les documents déjà faits ne changent pas. Si c’est l’autre fiche qui doit partir, ouvrez-la. Les liens privés déjà donnés cessent : faites-en un nouveau. Cela s’annule pendant un jour.',
    does: 'Réunir les deux fiches',
    done: 'Fiches réunies : celle-ci reste.',
  },
  separate: {
    intro:
      'Pendant un jour seulement. Chaque fiche retrouve ses dons : aucun n’avait changé de fiche. Les deux corrections restent dans la liste.',
    does: 'Séparer les deux fiches',
    done: 'Fiches séparées : ce sont de nouveau deux donateurs.',
  },
};

@ApiController('donors')
export class DonorMergesController {
  constructor(
    private readonly donors: DonorsService,
    private readonly merges: DonorMerges,
  ) {}

  /** The donor is the same as another, `into`, which stays and stands for both. Gives the one that stays. */
  @Act(MERGE, { page: 'dons/donateurs/:id/doublon', api: 'donors/:id/merge', takes: MergeDonorDto, asks: true })
  mergeDonor(@Context() ctx: Ctx, @Param('id') id: string, @Query() query?: AfterQuery) {
    return ctx.act({
      ...merging(TWICE, this.merges, ctx, id),
      dto: MergeDonorDto,
      view: (stays) => this.donors.byId(ctx.actor, stays),
      page: (again) => this.choice(ctx, id, query?.q ?? '', again),
    });
  }

  /** They are two donors after all: the card that went stands for itself again, within a day. */
  @Act(SEPARATE, { page: 'dons/donateurs/:id/separation', api: 'donors/:id/unmerge', takes: ReasonDto, asks: true })
  separateDonor(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...separating(TWICE, this.merges, ctx, id),
      view: (card) => this.donors.byId(ctx.actor, card),
      page: (again) => this.separation(ctx, id, again),
    });
  }

  private async choice(ctx: Ctx, id: string, q: string, again: FormState) {
    const donor = await this.donors.byId(ctx.actor, id);
    // One more: the card itself may be among them.
    const { items } = await this.donors.list(ctx.actor, { limit: SHOWN + 1, kind: donor.kind, q: q || undefined });
    const others = items.filter((one) => one.id !== donor.id).slice(0, SHOWN);
    const options = others.map((one) => ({
      value: one.id,
      label: donorWords(one),
      hint: joined(' · ', groupDigits(identifierOf(one)), one.commune),
    }));
    const find = (
      <>
        <FindDonor q={q} />
        {others.length ? null : <p class="hint">Aucun autre donateur du même type ne correspond.</p>}
      </>
    );
    return (
      <MergePage twice={TWICE} of={donor} find={find} {...again}>
        <FieldsOf form={MergeDonorDto} but={{ into: { options } }} />
      </MergePage>
    );
  }

  private async separation(ctx: Ctx, id: string, again: FormState) {
    const donor = await this.donors.byId(ctx.actor, id);
    const card = donor.merged.find((one) => one.id === id);
    if (!card) throw new RuleBroken('corrections.not_merged');
    const lead = `${card.name} · ${donorWords(donor)}`;
    return <SeparatePage twice={TWICE} of={donor} gone={id} back={donor.id} lead={lead} {...again} />;
  }
}
