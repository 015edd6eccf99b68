import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { LooksService } from '#bank/figures';
import { Context, Ctx, Read } from '#platform/http';
import { READ } from '#platform/kernel';
import { LooksPage } from './looks.page.js';

export class LooksQuery {
  /** Whose identity was looked at: the id of a beneficiary, a SIM card, a ticket, a donor or a paper. */
  @IsOptional() @IsUUID(undefined, { message: 'Ce n’est pas un identifiant.' }) de?: string;
  /** Where the previous page ended: its `next`. */
  @IsOptional() @IsString() @MaxLength(300) after?: string;
}

/** Who read whose identity: each organisation's manager reads its own log. */
@ApiTags('looks')
@ApiBearerAuth()
@Controller()
export class LooksController {
  constructor(private readonly looks: LooksService) {}

  /** Looks at people's identities by members of the token's organisation, newest first, 50 a page. References, never names of who was looked at. */
  @Read(READ.looks, { page: 'consultations', api: 'identity-looks' })
  async list(@Context() ctx: Ctx, @Query() { de, after }: LooksQuery) {
    const page = await this.looks.list(ctx.actor, { subjectId: de, cursor: after });
    return ctx.answer(page, () => <LooksPage page={page} of={de} after={after} timeZone={ctx.bank.timeZone} />);
  }
}
