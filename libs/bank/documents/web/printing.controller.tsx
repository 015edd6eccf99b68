import { Readable } from 'node:stream';
import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PAPER_PROMISE } from '#bank/allocation';
import {
  DayPapers,
  type DocumentType,
  FALLBACK_SHEETS,
  type FallbackName,
  HANDOVER_PAPERS,
  isDocumentType,
  SheetsService,
} from '#bank/documents';
import { Answer, Context, Ctx, Read, seeOther } from '#platform/http';
import { clock, NotFound, READ } from '#platform/kernel';
import { addressOf, dateValue } from '#platform/ui';
import { DayPage, FallbackPage } from './printing.pages.js';

/** Papers for the printer: those of a day at once, and sheets for the day the network is down. */
@ApiTags('documents')
@Controller()
export class PrintingController {
  constructor(
    private readonly days: DayPapers,
    private readonly sheets: SheetsService,
  ) {}

  @Read(READ.papers, { page: 'documents/jour' })
  async day(@Context() ctx: Ctx, @Query('le') le?: string, @Query('quoi') what?: string): Promise<Answer> {
    const day = dayOf(ctx, le);
    const found = await this.days.of(ctx.actor, day, typesOf(what));
    return ctx.page(<DayPage day={day} what={what ?? ''} found={found} timeZone={ctx.bank.timeZone} />);
  }

  @Read(READ.papers, { page: 'documents/jour.pdf' })
  async file(
    @Context() ctx: Ctx,
    @Query('le') le?: string,
    @Query('quoi') what?: string,
    @Query('partie') asked?: string,
  ): Promise<Answer> {
    const day = dayOf(ctx, le);
    const { papers, parts } = await this.days.of(ctx.actor, day, typesOf(what));
    if (!parts) return seeOther(addressOf('/documents/jour', { le: day, quoi: what }));
    const part = /^\d{1,2}$/.test(asked ?? '') ? Number(asked) : 1;
    if (part < 1 || part > parts) throw new NotFound('papers of a day');
    return pdf(Readable.from(this.days.print(ctx.actor, day, papers, part)), `documents-${day}-${part}.pdf`);
  }

  @Read({ signedIn: true }, { page: 'secours' })
  fallback(@Context() ctx: Ctx): Answer {
    return ctx.page(<FallbackPage />);
  }

  @Read({ signedIn: true }, { page: 'secours/feuille.pdf' })
  async sheet(@Context() ctx: Ctx, @Query('nom') name = 'don'): Promise<Answer> {
    if (!Object.hasOwn(FALLBACK_SHEETS, name)) throw new NotFound('fallback sheet');
    const facts = {
      organisation: ctx.identity?.organisationName ?? '',
      helpline: ctx.bank.helpline || null,
      promise: PAPER_PROMISE,
    };
    const stream = await this.sheets.draw(FALLBACK_SHEETS[name as FallbackName], facts, clock.now());
    return pdf(stream, `feuille-de-secours-${name}.pdf`);
  }
}

const pdf = (stream: Readable, filename: string): Answer =>
  new Answer(200, stream, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${filename}"`,
  });

const dayOf = (ctx: Ctx, le: string | undefined): string => le || dateValue(clock.now(), ctx.bank.timeZone);

/** All of them, those of hand-overs, or one type. */
const typesOf = (what: string | undefined): readonly DocumentType[] | undefined =>
  what === 'remises' ? HANDOVER_PAPERS : isDocumentType(what) ? [what] : undefined;
