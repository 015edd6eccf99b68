import { Param } from '@nestjs/common';
import { correctionRight } from '#bank/corrections';
import { OrganisationsService, type OrganisationView } from '#bank/people';
import { Act, ApiController, Context, Ctx } from '#platform/http';
import { isId, joined, NotFound, RuleBroken } from '#platform/kernel';
import { FieldsOf, type FormState } from '#platform/ui';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';
import {
  type EnteredTwice,
  MergePage,
  merging,
  SeparatePage,
  separating,
} from '../../../corrections/web/merge.pages.js';
import { StructureMerges } from '../structure-merges.service.js';
import { MergeStructureDto } from './quotas.dto.js';

const MERGE = correctionRight('structure_merged');
const SEPARATE = correctionRight('structure_unmerged');

const nameOf = (s: OrganisationView): string => joined(' · ', s.name, s.commune);

const TWICE: EnteredTwice<OrganisationView> = {
  thing: 'structure',
  at: '/quotas',
  lead: nameOf,
  trail: (s) => [
    { label: 'Quotas', href: '/quotas' },
    { label: s.name, href: `/quotas/${s.id}` },
  ],
  goes: (s) => `« ${s.name} » sera fermée. L’autre reste.`,
  merge: {
    intro:
      'Il faut que plus rien n’y soit en cours : ni demande, ni appareil, ni personne accompagnée. Ce qui est fini se lira chez celle qui reste. Si c’est l’autre qui doit partir, ouvrez-la. Cela s’annule pendant un jour.',
    does: 'Réunir les deux structures',
    done: 'Structures réunies : celle-ci reste.',
  },
  separate: {
    intro:
      'Pendant un jour seulement. La structure est de nouveau ouverte ; les quotas ajoutés à l’autre sont retirés.',
    does: 'Séparer les deux structures',
    done: 'Structures séparées : celle-ci est de nouveau ouverte.',
  },
};

/** A structure that was entered twice: one stays, the other is closed and leads to it. */
@ApiController('structures')
export class StructureMergesController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly merges: StructureMerges,
  ) {}

  /** The structure is the same as another, `into`, which stays. Gives the one that stays. */
  @Act(MERGE, {
    page: 'quotas/:structure/doublon',
    api: 'structures/:structure/merge',
    takes: MergeStructureDto,
    asks: true,
  })
  mergeStructure(@Context() ctx: Ctx, @Param('structure') id: string) {
    return ctx.act({
      ...merging(TWICE, this.merges, ctx, id),
      dto: MergeStructureDto,
      view: (stays) => this.organisations.get(stays),
      page: (again) => this.choice(id, again),
    });
  }

  /** They are two structures after all: the one that was closed is open again, within a day. */
  @Act(SEPARATE, {
    page: 'quotas/:structure/separation',
    api: 'structures/:structure/unmerge',
    takes: ReasonDto,
    asks: true,
  })
  separateStructure(@Context() ctx: Ctx, @Param('structure') id: string) {
    return ctx.act({
      ...separating(TWICE, this.merges, ctx, id),
      view: (structure) => this.organisations.get(structure),
      page: (again) => this.separation(id, again),
    });
  }

  private async choice(id: string, again: FormState) {
    const structure = await this.structure(id);
    const others = (await this.organisations.list(['structure'])).filter((one) => one.id !== structure.id);
    const options = others.map((one) => ({ value: one.id, label: nameOf(one) }));
    return (
      <MergePage twice={TWICE} of={structure} {...again}>
        <FieldsOf form={MergeStructureDto} but={{ into: { options } }} />
      </MergePage>
    );
  }

  private async separation(id: string, again: FormState) {
    const structure = await this.structure(id);
    if (!structure.standsAs) throw new RuleBroken('corrections.not_merged');
    const lead = nameOf(structure);
    return <SeparatePage twice={TWICE} of={structure} gone={id} back={structure.standsAs} lead={lead} {...again} />;
  }

  private async structure(id: string) {
    const structure = isId(id) ? await this.organisations.get(id) : null;
    if (structure?.kind !== 'structure') throw new NotFound('structure');
    return structure;
  }
}
