import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { VerificationService } from '#documents';
import { NotFound } from '#kernel';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';

/** Is a paper genuine? For programs of whoever holds it. */
@ApiTags('documents')
@Controller('api/v1/verifications')
export class VerificationApi {
  constructor(private readonly verification: VerificationService) {}

  /** What the QR of a paper leads to, as data: its kind, number, dates and hash, whether it still counts. Nobody's data. */
  @Get(':ref')
  @Policy({ public: true })
  async show(@Context() ctx: Ctx, @Param('ref') ref: string) {
    const paper = await this.verification.look(ref, ctx.req.ip);
    if (!paper) throw new NotFound('document');
    return json(200, paper);
  }
}
