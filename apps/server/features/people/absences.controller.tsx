import { Controller, Get, Param, Post } from '@nestjs/common';
import { isId, type Member, NotFound } from '#kernel';
import { AbsencesService, mayNoteForOthers, UsersService } from '#people';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { Again } from '../../ui/index.js';
import { AbsenceDto } from './absences.dto.js';
import { AbsencesPage } from './absences.page.js';
import { memberOf } from './member.js';

const PAGE = '/absences';

/** Who is away, and who takes over their work meanwhile, in one's own organisation. */
@Controller()
export class AbsencesController {
  constructor(
    private readonly absences: AbsencesService,
    private readonly users: UsersService,
  ) {}

  @Get('absences')
  @Policy({ signedIn: true })
  async show(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(await this.page(memberOf(ctx)));
  }

  @Post('absences')
  @Policy({ signedIn: true })
  async note(@Context() ctx: Ctx): Promise<Answer> {
    const member = memberOf(ctx);
    return ctx.submit({
      dto: AbsenceDto,
      body: ctx.posted,
      rules: (tx, given) => this.absences.judge(tx, member, given),
      done: 'Absence enregistrée.',
      work: async (tx, form) => {
        await this.absences.note(tx, member, { ...form, membershipId: form.membershipId || member.membershipId });
        return PAGE;
      },
      again: (problems, values) => this.page(member, { problems, values }),
    });
  }

  @Post('absences/:id/fin')
  @Policy({ signedIn: true })
  async end(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const member = memberOf(ctx);
    if (!isId(id)) throw new NotFound('absence');
    return ctx.submit({
      body: ctx.posted,
      done: 'Absence finie : chacun reprend son travail.',
      work: async (tx) => {
        await this.absences.end(tx, member, id);
        return PAGE;
      },
      again: (problems) => this.page(member, { problems }),
    });
  }

  private async page(member: Member, again: Again = {}) {
    const [absences, members] = await Promise.all([
      this.absences.list(member),
      this.users.members(member.organisationId),
    ]);
    const colleagues = members.filter((m) => m.active);
    return (
      <AbsencesPage
        absences={absences}
        colleagues={colleagues}
        me={member.membershipId}
        everybody={mayNoteForOthers(member)}
        {...again}
      />
    );
  }
}
