import { Controller, Param, Query } from '@nestjs/common';
import { donorSheet, SheetsService } from '#bank/documents';
import { DonorCertificates, DonorLinks, DonorOutcomes } from '#bank/figures';
import { OwnValues } from '#bank/receipts';
import { Answer, AskedForm, Context, Ctx, Read } from '#platform/http';
import { clock, NotFound } from '#platform/kernel';
import { OwnValueForm } from './donor-link.dto.js';
import { OwnGiftPage, OwnValuePage, sheetOf } from './own-gift.page.js';

@Controller()
export class OwnGiftController {
  constructor(
    private readonly links: DonorLinks,
    private readonly demos: DonorOutcomes,
    private readonly certificates: DonorCertificates,
    private readonly values: OwnValues,
    private readonly sheets: SheetsService,
  ) {}

  @Read({ public: true }, { page: 'mon-don/:secret' })
  async show(@Context() ctx: Ctx, @Param('secret') secret: string, @Query('suite') suite?: string): Promise<Answer> {
    const scope = await this.links.open(secret);
    const [demo, valued] = await Promise.all([this.demos.of(scope, suite), this.values.open(scope)]);
    return ctx.page(
      <OwnGiftPage demo={demo} valued={valued} secret={secret} from={suite} timeZone={ctx.bank.timeZone} />,
    );
  }

  /** The page as one sheet, to be shown to a council. */
  @Read({ public: true }, { page: 'mon-don/:secret/page.pdf' })
  async sheet(@Param('secret') secret: string): Promise<Answer> {
    const outcome = await this.demos.of(await this.links.open(secret));
    if (!outcome.given) throw new NotFound('donor sheet');
    const now = clock.now();
    const facts = sheetOf(outcome, now);
    return new Answer(200, await this.sheets.draw(donorSheet, facts, now), {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="nos-appareils-donnes.pdf"',
    });
  }

  /** The donor says what its gift is worth, after having read what the law says. */
  @AskedForm({ public: true }, 'mon-don/:secret/valeur/:donation')
  async declareValue(
    @Context() ctx: Ctx,
    @Param('secret') secret: string,
    @Param('donation') id: string,
  ): Promise<Answer> {
    const scope = await this.links.open(secret);
    const gift = await this.values.byId(scope, id);
    return ctx.submit({
      dto: OwnValueForm,
      done: 'Valeur enregistrée, merci. La banque s’en sert pour le reçu.',
      work: async (tx, { value }) => {
        await this.values.declare(tx, scope, id, value);
        return id;
      },
      // The secret of the link is kept nowhere, the memory of what was sent twice included.
      to: () => `/mon-don/${secret}`,
      page: async (again) => {
        const now = again.problems ? await this.values.byId(scope, id) : gift;
        return <OwnValuePage gift={now} secret={secret} {...again} />;
      },
    });
  }

  @Read({ public: true }, { page: 'mon-don/:secret/certificats.zip' })
  async zip(@Param('secret') secret: string): Promise<Answer> {
    const zip = await this.certificates.zip(await this.links.open(secret));
    return new Answer(200, zip, {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="certificats-donnees.zip"',
    });
  }
}
