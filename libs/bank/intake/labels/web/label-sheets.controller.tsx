import { Readable } from 'node:stream';
import { Param, Query } from '@nestjs/common';
import { LabelZpl, ZPL_RESOLUTIONS } from '#bank/documents';
import {
  LabelFormats,
  type LabelFormatView,
  type LabelSheetView,
  LabelsService,
  type OneLabelSheetView,
} from '#bank/intake';
import { Answer, ApiController, Context, Ctx, exportOf, Files, PlainListQuery, Read } from '#platform/http';
import { NotFound, type Page, READ } from '#platform/kernel';
import {
  BadgeOf,
  Card,
  DoLink,
  DownloadLink,
  Empty,
  ErrorSummary,
  Facts,
  type FieldProblem,
  formatDateTime,
  formatNumber,
  HowFar,
  LinkButton,
  ListExports,
  ListPage,
  PostButton,
  pagesOf,
  Section,
  Table,
  ThingPage,
} from '#platform/ui';
import { stateOfPaper } from '../../../documents/web/document.words.js';
import { PaperLink } from '../../../documents/web/paper-link.js';
import { ZplQuery } from './labels.dto.js';

@ApiController('label-sheets')
export class LabelSheetsController {
  constructor(
    private readonly labels: LabelsService,
    private readonly formats: LabelFormats,
    private readonly zpl: LabelZpl,
  ) {}

  /** Sheets the token's organisation asked for, newest first, 50 a page. */
  @Read(READ.labels, { page: 'dons/etiquettes', api: 'label-sheets' })
  async list(@Context() ctx: Ctx, @Query() query: PlainListQuery) {
    const asked = ctx.asked(query);
    const page = await this.labels.list(ctx.actor, asked);
    return ctx.answer(page, () => <LabelSheetsPage page={page} after={asked.cursor} timeZone={ctx.bank.timeZone} />);
  }

  /** One sheet, with the state and the id of its PDF (`/documents/:id`), and how many labels of it are drawn. */
  @Read(READ.labels, { page: 'dons/etiquettes/planches/:id', api: 'label-sheets/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const sheet = await this.labels.byId(ctx.actor, id);
    return ctx.answer(sheet, async () => {
      const format = (await this.formats.list(ctx.actor)).find((f) => f.format === sheet.format) ?? null;
      return <LabelSheetPage sheet={sheet} format={format} timeZone={ctx.bank.timeZone} />;
    });
  }

  @Read(READ.labels, { page: 'dons/etiquettes/planches/:id/:file' })
  fileByName(@Context() ctx: Ctx, @Param('id') id: string, @Param('file') file: string): Promise<Answer> {
    return this.zplOf(ctx, id, Number(/^(\d{3})\.zpl$/.exec(file)?.[1]));
  }

  /** The labels of a roll format as ZPL II for a printer of `dpi` dots an inch: 203, or 300. */
  @Read(READ.labels, { api: 'label-sheets/:id/zpl' })
  @Files('text/plain')
  file(@Context() ctx: Ctx, @Param('id') id: string, @Query() query: ZplQuery): Promise<Answer> {
    return this.zplOf(ctx, id, query.dpi ?? 203);
  }

  private async zplOf(ctx: Ctx, id: string, dpi: number): Promise<Answer> {
    const { documentId } = await this.labels.byId(ctx.actor, id);
    const resolution = ZPL_RESOLUTIONS.find((r) => r === dpi);
    if (!resolution) throw new NotFound('resolution');
    const { filename, stream } = await this.zpl.open(ctx.actor, documentId, resolution);
    return new Answer(200, Readable.from(stream), {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${filename}"`,
    });
  }
}

const LABEL_SHEET_KINDS = {
  blank: 'Rouleau de codes libres',
  roll: 'Étiquettes d’un rouleau',
  donation: 'Étiquettes d’un don',
  devices: 'Étiquettes choisies',
} as const;

const isWaiting = (s: LabelSheetView): boolean => s.documentState === 'requested' || s.documentState === 'rendering';
const nameOf = (s: LabelSheetView): string =>
  s.donation ? `Don ${s.donation}` : (s.roll ?? LABEL_SHEET_KINDS[s.kind]);

interface LabelSheetsProps {
  page: Page<LabelSheetView>;
  after: string | undefined;
  timeZone: string;
  problems?: FieldProblem[];
}

export const LabelSheetExport = exportOf({
  query: PlainListQuery,
  right: READ.labels,
  page: 'dons/etiquettes',
  api: 'label-sheets',
  name: 'Étiquettes',
  filename: 'etiquettes',
  reads: LabelsService,
  read: (labels, ctx, asked) => labels.list(ctx.actor, asked),
  columns: [
    ['Numéro', (s) => s.documentNumber],
    ['Planche', (s) => LABEL_SHEET_KINDS[s.kind]],
    ['Demandée par', (s) => s.organisation],
    ['Don', (s) => s.donation],
    ['Rouleau', (s) => s.roll],
    ['Format', (s) => s.format],
    ['Étiquettes', (s) => s.labels],
    ['Posées', (s) => (s.rollId ? s.used : null)],
    ['Demandée le', (s) => s.createdAt],
  ],
});

export function LabelSheetsPage({ page, after, timeZone, problems }: LabelSheetsProps) {
  return (
    <ListPage
      title="Étiquettes"
      lead="Chaque appareil a la sienne. On peut imprimer de nouveau sans rien changer."
      trail={[{ label: 'Dons', href: '/dons' }, { label: 'Étiquettes' }]}
      action={
        <LinkButton look="primary" icon="tag" href="/dons/etiquettes/nouvelles">
          Imprimer des codes libres
        </LinkButton>
      }
      exports={
        <>
          <ListExports at="/dons/etiquettes/export" query={{}} />
          <LinkButton look="quiet" icon="scan-line" href="/dons/etiquettes/codes">
            Décrire un appareil étiqueté
          </LinkButton>
          <LinkButton look="quiet" icon="boxes" href="/dons/etiquettes/rouleaux">
            Rouleaux de codes
          </LinkButton>
          <LinkButton look="quiet" icon="settings" href="/dons/etiquettes/formats">
            Formats et calibrage
          </LinkButton>
        </>
      }
      {...pagesOf('/dons/etiquettes', { after }, page)}
      empty={
        page.items.length ? null : (
          <Empty icon="tag" title="Aucune planche pour l’instant">
            Imprimez des codes libres à coller d’abord, ou les étiquettes d’un don depuis sa page.
          </Empty>
        )
      }
    >
      <ErrorSummary problems={problems} />
      <Table
        caption="Planches d’étiquettes, de la plus récente à la plus ancienne"
        rows={page.items}
        rowKey={(s) => s.id}
        columns={[
          {
            header: 'Planche',
            row: true,
            href: (s) => `/dons/etiquettes/planches/${s.id}`,
            cell: (s) => nameOf(s),
            sub: (s) => `${s.donation ? '' : `${LABEL_SHEET_KINDS[s.kind]}, `}${formatDateTime(s.createdAt, timeZone)}`,
          },
          { header: 'Pour', cell: (s) => s.organisation },
          { header: 'Étiquettes', numeric: true, cell: (s) => formatNumber(s.labels) },
          {
            header: 'Fichier',
            cell: (s) => <PaperLink paper={{ id: s.documentId, state: s.documentState }} label={s.documentNumber} />,
          },
        ]}
      />
    </ListPage>
  );
}

interface LabelSheetProps {
  sheet: OneLabelSheetView;
  /** What it is printed on; null when that grid is no longer kept. */
  format: LabelFormatView | null;
  timeZone: string;
}

function LabelSheetPage({ sheet: s, format, timeZone }: LabelSheetProps) {
  return (
    <ThingPage
      title={`Étiquettes ${s.documentNumber}`}
      lead={nameOf(s)}
      trail={[
        { label: 'Dons', href: '/dons' },
        { label: 'Étiquettes', href: '/dons/etiquettes' },
        { label: s.documentNumber },
      ]}
      state={<BadgeOf {...stateOfPaper(s.documentState)} />}
      refreshSeconds={isWaiting(s) ? 2 : undefined}
      nextTitle={isWaiting(s) ? 'En préparation' : 'Imprimer'}
      next={<SheetFiles sheet={s} roll={format?.feed === 'roll'} />}
    >
      <Section title="Cette planche">
        <Facts
          facts={[
            [
              'Quoi',
              s.donationId ? (
                <a href={`/dons/${s.donationId}`}>{nameOf(s)}</a>
              ) : s.rollId ? (
                <a href={`/dons/etiquettes/rouleaux/${s.rollId}`}>{nameOf(s)}</a>
              ) : (
                LABEL_SHEET_KINDS[s.kind]
              ),
            ],
            ['Pour', s.organisation],
            ['Étiquettes', formatNumber(s.labels)],
            ['Commence', s.start > 1 ? `à la place ${formatNumber(s.start)} de la première planche` : ''],
            ['Format', format?.name ?? 'une planche qui n’est plus gardée'],
            ['Demandée', formatDateTime(s.createdAt, timeZone)],
          ]}
        />
      </Section>
      {isWaiting(s) ? null : (
        <Card title="À l’impression">
          <p>
            Choisissez « taille réelle » (100 %), jamais « ajuster à la page ». Les étiquettes tombent à côté ?{' '}
            <DoLink href={`/dons/etiquettes/formats/${s.format}/calibrage`} otherwise="Calibrez l’imprimante">
              Calibrez l’imprimante
            </DoLink>
            .
          </p>
        </Card>
      )}
    </ThingPage>
  );
}

function SheetFiles({ sheet: s, roll }: { sheet: LabelSheetView; roll: boolean }) {
  if (s.documentState === 'failed')
    return (
      <>
        <p>Le fichier n’a pas pu être préparé.</p>
        <PostButton action={`/documents/${s.documentId}/nouvel-essai`} label="Réessayer" icon="refresh-cw" wide />
      </>
    );
  return (
    <>
      {isWaiting(s) ? (
        <>
          <HowFar label="Étiquettes dessinées" done={s.drawn ?? 0} total={s.labels} />
          <p>
            La page se met à jour seule. <a href={`/dons/etiquettes/planches/${s.id}`}>Voir où elle en est</a>
          </p>
        </>
      ) : (
        <DownloadLink
          state="ready"
          href={`/documents/${s.documentId}.pdf`}
          label={`${s.documentNumber} en PDF`}
          about={roll ? 'une étiquette par page' : 'une planche par page'}
        />
      )}
      {roll
        ? ZPL_RESOLUTIONS.map((dpi) => (
            <DownloadLink
              key={dpi}
              state="ready"
              href={`/dons/etiquettes/planches/${s.id}/${dpi}.zpl`}
              label={`ZPL pour Zebra, ${dpi} points par pouce`}
              about={dpi === 203 ? 'le plus courant' : 'imprimantes fines'}
            />
          ))
        : null}
    </>
  );
}
