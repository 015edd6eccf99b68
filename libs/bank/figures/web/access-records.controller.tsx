import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ACCESS_RECORDS, AccessRecordsService } from '#bank/figures';
import { Context, Ctx, pageQuery, Read } from '#platform/http';
import { READ } from '#platform/kernel';
import { AccessRecordsPage } from './access-records.page.js';

export class AccessRecordsQuery extends pageQuery(ACCESS_RECORDS) {}

/** Who read whose identity: each organisation's manager reads its own log. */
@ApiTags('looks')
@ApiBearerAuth()
@Controller()
export class AccessRecordsController {
  constructor(private readonly looks: AccessRecordsService) {}

  /** Looks at people's identities by members of the token's organisation, newest first, 50 a page. References, never names of who was looked at. */
  @Read(READ.looks, { page: 'consultations', api: 'identity-looks' })
  async list(@Context() ctx: Ctx, @Query() query: AccessRecordsQuery) {
    const asked = ctx.asked(query);
    const page = await this.looks.list(ctx.actor, asked);
    return ctx.answer(page, () => (
      <AccessRecordsPage page={page} of={asked.subjectId} after={asked.cursor} timeZone={ctx.bank.timeZone} />
    ));
  }
}
