import { Query } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { type Answer, ApiController, Context, Ctx, ExportQuery, exportAnswer, Read } from '#platform/http';
import {
  basisOf,
  type OutCell,
  PROCESSINGS,
  type Processing,
  READ,
  reviewedColumns,
  SHEET_FORMATS,
} from '#platform/kernel';
import { ExportLinks, Facts, FoldedCard, FoldedPage, formatNumber, plural, Table } from '#platform/ui';
import { PersonalDataService, type RegisterLine } from '../personal-data.service.js';

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
@ApiController('rules')
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

  private async basis(ctx: Ctx): Promise<(of: Processing) => string> {
    const sources = await this.personalData.sources();
    return (of) => basisOf(of, ctx.bank.bodyKind, sources);
  }
}

function RegisterPage({ lines, basis }: { lines: readonly RegisterLine[]; basis: (of: Processing) => string }) {
  return (
    <FoldedPage
      title="Registre des données personnelles"
      lead="Ce que le programme garde des personnes, pourquoi, combien de temps. Les durées viennent des règles en vigueur."
      above={
        <>
          <p>
            <a href="/regles#conservation">Changer une durée</a> ·{' '}
            <a href="/donnees-personnelles">Ce que le public peut lire</a>
          </p>
          <ExportLinks what="le registre" href={(format) => `/registre/export?format=${format}`} />
        </>
      }
    >
      {(Object.keys(PROCESSINGS) as Processing[]).map((id) => (
        <Processed key={id} id={id} lines={lines.filter((l) => l.processing === id)} basis={basis(id)} />
      ))}
      <Reviewed />
    </FoldedPage>
  );
}

function Reviewed() {
  const byWhy = new Map<string, string[]>();
  for (const { table, column, why } of reviewedColumns)
    byWhy.set(why, [...(byWhy.get(why) ?? []), `${table}.${column}`]);
  return (
    <FoldedCard
      id="sans-personne"
      title="Ce qui ne parle de personne"
      brief="Chaque autre colonne qui peut contenir des mots a été regardée une par une, ou n’accepte que des codes : la base refuse le reste."
      summary={`Les ${formatNumber(reviewedColumns.length)} colonnes regardées, et pourquoi`}
    >
      {[...byWhy].map(([why, of]) => (
        <p key={why}>
          {`${plural(of.length, 'colonne')} : ${why}. `}
          <span class="code long">{of.join(', ')}</span>
        </p>
      ))}
    </FoldedCard>
  );
}

function Processed({ id, lines, basis }: { id: Processing; lines: readonly RegisterLine[]; basis: string }) {
  const { title, people, purpose, readers } = PROCESSINGS[id];
  return (
    <FoldedCard
      id={id}
      title={title}
      brief={
        <>
          {`${people}, pour ${purpose.charAt(0).toLowerCase()}${purpose.slice(1)}. `}
          <span class="hint">{`Qui le lit ? ${readers}.`}</span>
        </>
      }
      summary={`${plural(lines.length, 'donnée')}, ${plural(new Set(lines.map((l) => l.kept)).size, 'durée')}, et leurs sources`}
    >
      <Facts
        facts={[
          ['Finalité', purpose],
          ['Base', basis],
          ['Personnes', people],
          ['Lu par', readers],
        ]}
      />
      <Table
        caption={`Données : ${title}`}
        rows={lines}
        rowKey={(l) => `${l.table}.${l.column}`}
        columns={[
          { header: 'Donnée', row: true, cell: (l) => l.what, sub: (l) => `${l.table}.${l.column}` },
          { header: 'Gardée', cell: (l) => l.kept, sub: (l) => l.source ?? '' },
        ]}
      />
    </FoldedCard>
  );
}
