import { Controller, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { StructureMerges } from '#bank/allocation';
import { correctionRight } from '#bank/corrections';
import { OrganisationsService } from '#bank/people';
import { Act, Context, Ctx } from '#platform/http';
import { isId, NotFound, RuleBroken } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { mergeNotice } from '../../../corrections/web/awaited.js';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';
import { MergeStructurePage, SeparateStructurePage } from './structure-merge.pages.js';
import { MergeStructureDto } from './structure-merges.dto.js';

const MERGE = correctionRight('structure_merged');
const SEPARATE = correctionRight('structure_unmerged');

/** A structure that was entered twice: one stays, the other is closed and leads to it. */
@ApiTags('structures')
@ApiBearerAuth()
@Controller()
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
      dto: MergeStructureDto,
      done: mergeNotice('Structures réunies : celle-ci reste.'),
      work: (tx, form) => this.merges.merge(tx, ctx.actor, id, form),
      to: (stays) => `/quotas/${stays}`,
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
      dto: ReasonDto,
      done: mergeNotice('Structures séparées : celle-ci est de nouveau ouverte.'),
      work: (tx, { reason }) => this.merges.separate(tx, ctx.actor, id, reason),
      to: (structure) => `/quotas/${structure}`,
      view: (structure) => this.organisations.get(structure),
      page: (again) => this.separation(id, again),
    });
  }

  private async choice(id: string, again: Again = {}) {
    const structure = await this.structure(id);
    const others = (await this.organisations.list(['structure'])).filter((one) => one.id !== structure.id);
    return <MergeStructurePage structure={structure} others={others} {...again} />;
  }

  private async separation(id: string, again: Again = {}) {
    const structure = await this.structure(id);
    if (!structure.standsAs) throw new RuleBroken('corrections.not_merged');
    return <SeparateStructurePage structure={structure} stays={structure.standsAs} {...again} />;
  }

  private async structure(id: string) {
    const structure = isId(id) ? await this.organisations.get(id) : null;
    if (structure?.kind !== 'structure') throw new NotFound('structure');
    return structure;
  }
}
