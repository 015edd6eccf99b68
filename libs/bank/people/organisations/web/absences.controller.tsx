import { Controller, Param } from '@nestjs/common';
import { AbsencesService, mayNoteForOthers, UsersService } from '#bank/people';
import { type Answer, AskedForm, Context, Ctx, PostedForm } from '#platform/http';
import { isId, type Member, NotFound } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { AbsenceDto } from './absences.dto.js';
import { AbsencesPage } from './absences.page.js';

const PAGE = '/absences';

/** Who is away, and who takes over their work meanwhile, in one's own organisation. */
@Controller()
export class AbsencesController {
  constructor(
    private readonly absences: AbsencesService,
    private readonly users: UsersService,
  ) {}

  @AskedForm({ signedIn: true }, 'absences')
  async note(@Context() ctx: Ctx): Promise<Answer> {
    const member = ctx.member;
    return ctx.submit({
      dto: AbsenceDto,
      rules: (tx, given) => this.absences.judge(tx, member, given),
      done: 'Absence enregistrée.',
      ref: PAGE,
      work: async (tx, form) =>
        void (await this.absences.note(tx, member, {
          ...form,
          membershipId: form.membershipId || member.membershipId,
        })),
      page: (again) => this.page(member, again),
    });
  }

  @PostedForm({ signedIn: true }, 'absences/:id/fin')
  async end(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const member = ctx.member;
    if (!isId(id)) throw new NotFound('absence');
    return ctx.submit({
      done: 'Absence finie : chacun reprend son travail.',
      ref: PAGE,
      work: (tx) => this.absences.end(tx, member, id),
      page: ({ problems }) => this.page(member, { problems }),
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
