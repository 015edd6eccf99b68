import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { readVerification, VerificationService } from '#bank/documents';
import { type Answer, Context, Ctx, countedBy, json, Policy, PostedForm, Read, seeOther } from '#platform/http';
import { NotFound } from '#platform/kernel';
import { type Compared, GenuinePaperPage, UnknownPaperPage } from './verification.page.js';

/** What the QR of every paper opens: is it genuine? For whoever holds the paper, signed in or not. */
@ApiTags('documents')
@Controller()
export class VerificationController {
  constructor(private readonly verification: VerificationService) {}

  @Read({ public: true }, { page: 'V' })
  ask(@Context() ctx: Ctx, @Query('numero') number?: string, @Query('code') code?: string): Answer {
    if (typeof number !== 'string' || typeof code !== 'string') return ctx.page(<UnknownPaperPage />);
    const read = readVerification(`${number.slice(0, 40)}-${code.slice(0, 60)}`);
    if (read) return seeOther(`/V/${read.number}-${read.secret}`);
    return ctx.page(<UnknownPaperPage asked={{ number: number.slice(0, 40), code: code.slice(0, 60) }} />, 404);
  }

  /** What the QR of a paper leads to, as data: its kind, number, dates and hash, whether it still counts. Nobody's data. */
  @Read({ public: true }, { api: 'verifications/:ref' })
  async verify(@Context() ctx: Ctx, @Param('ref') ref: string) {
    const paper = await this.verification.find(ref, countedBy(ctx));
    if (!paper) throw new NotFound('document');
    return json(200, paper);
  }

  @Get(['V/:ref', 'v/:ref'])
  @Policy({ public: true })
  async verifyPage(@Context() ctx: Ctx, @Param('ref') ref: string): Promise<Answer> {
    return this.answer(ctx, ref, null);
  }

  /** Compares a file with the one that was made: its bytes are hashed as they come, and kept nowhere. */
  @PostedForm({ public: true }, 'V/:ref')
  async compare(@Context() ctx: Ctx, @Param('ref') ref: string): Promise<Answer> {
    const file = ctx.files.find((f) => f.field === 'fichier');
    return this.answer(ctx, ref, file ? { sha256: file.sha256, filename: file.filename } : 'nothing');
  }

  private async answer(ctx: Ctx, ref: string, compared: Compared): Promise<Answer> {
    const paper = await this.verification.find(ref, countedBy(ctx));
    if (paper && compared && compared !== 'nothing') await this.verification.countComparison(paper, countedBy(ctx));
    if (!paper) return ctx.page(<UnknownPaperPage asked={{ number: '', code: '' }} />, 404);
    return ctx.page(
      <GenuinePaperPage paper={paper} compared={compared} address={`/V/${ref}`} timeZone={ctx.bank.timeZone} />,
      compared === 'nothing' ? 422 : 200,
    );
  }
}
