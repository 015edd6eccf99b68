import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PersonalDataService, type RegisterLine } from '#bank/rules';
import { type Answer, Context, Ctx, ExportQuery, exportAnswer, Read } from '#platform/http';
import { basisOf, type OutCell, PROCESSINGS, type Processing, READ, SHEET_FORMATS } from '#platform/kernel';
import { RegisterPage } from './personal-data.page.js';

/** A column of the register's export; the basis depends on what kind of bank this is. */
type Column = readonly [title: string, value: (line: RegisterLine, basis: (of: Processing) => string) => OutCell];

const COLUMNS: readonly Column[] = [
  ['Traitement', (l) => PROCESSINGS[l.processing].title],
  ['Finalité', (l) => PROCESSINGS[l.processing].purpose],
  ['Base', (l, basis) => basis(l.processing)],
  ['Personnes concernées', (l) => PROCESSINGS[l.processing].people],
  ['Donnée', (l) => l.what],
  ['Destinataires', (l) => PROCESSINGS[l.processing].readers],
  ['Conservation', (l) => l.kept],
  ['Source de la durée', (l) => l.source],
  ['Table', (l) => l.table],
  ['Colonne', (l) => l.column],
];

/** The register of processings (GDPR, art. 30), as the program itself declares it: nothing is typed twice. */
@ApiTags('rules')
@ApiBearerAuth()
@Controller()
export class PersonalDataController {
  constructor(private readonly personalData: PersonalDataService) {}

  /** Every column that holds people's data: why, on which basis, who reads it, how long it is kept. */
  @Read(READ.rules, { page: 'registre', api: 'personal-data' })
  async register(@Context() ctx: Ctx) {
    const items = await this.personalData.register(ctx.actor);
    const basis = await this.basis(ctx);
    return ctx.answer({ items }, () => <RegisterPage lines={items} basis={basis} />);
  }

  /** The same as a CSV or XLSX file: the facts of the register, and of an impact assessment. */
  @Read(READ.rules, { page: 'registre/export', api: 'personal-data/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  async export(@Context() ctx: Ctx, @Query() { format = 'csv' }: ExportQuery): Promise<Answer> {
    const lines = await this.personalData.register(ctx.actor);
    const basis = await this.basis(ctx);
    return exportAnswer(ctx, format, 'registre', {
      name: 'Registre',
      header: COLUMNS.map(([title]) => title),
      rows: (async function* () {
        for (const line of lines) yield COLUMNS.map(([, value]) => value(line, basis));
      })(),
    });
  }

  /** On what each processing rests, for the bank as it is. */
  private async basis(ctx: Ctx): Promise<(of: Processing) => string> {
    const sources = await this.personalData.sources();
    return (of) => basisOf(of, ctx.bank.bodyKind, sources);
  }
}
