import { Param, Query } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { showAssetCode } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { DonationQueries } from '#bank/intake';
import { type CertifiedCause, type CertifiedDeviceRow, DonationCertificates } from '#bank/workshop';
import { Act, ApiController, Context, Ctx, ExportQuery, exportAnswer, type OutColumn, Read } from '#platform/http';
import { ERASURE_CLASSES, proofLabel, READ, SHEET_FORMATS, WRITE } from '#platform/kernel';
import { AskPage } from '#platform/ui';
import { paperNotice } from '../../../documents/web/paper-link.js';

type Row = readonly [device: CertifiedDeviceRow, medium: CertifiedDeviceRow['media'][number] | null];

const COLUMNS: readonly OutColumn<Row>[] = [
  ['N° du donateur', ([d]) => d.assetNumber ?? null],
  ['N° de série', ([d]) => d.serial ?? null],
  ['Code', ([d]) => showAssetCode(d.code)],
  ['Type', ([d]) => d.category],
  ['Marque', ([d]) => d.make ?? null],
  ['Modèle', ([d]) => d.model ?? null],
  ['Support', ([, m]) => m?.kind ?? null],
  ['N° de série du support', ([, m]) => m?.serial ?? null],
  ['Ce qui est su', ([d, m]) => (m ? proofLabel(m.proof) : d.proofs.map(proofLabel).join(', '))],
  ['Classe', ([, m]) => (m?.class ? ERASURE_CLASSES[m.class] : null)],
  ['Le', ([, m]) => (m?.at ? new Date(m.at) : null)],
];

/** One row a medium; a device without any has one. */
const rowsOf = (devices: readonly CertifiedDeviceRow[]) =>
  devices.flatMap((d) => (d.media.length ? d.media : [null]).map((m) => COLUMNS.map(([, value]) => value([d, m]))));

/** What is known of all the media of a donation, on paper and as a sheet. */
@ApiController('donations')
export class DonationCertificatesController {
  constructor(
    private readonly certificates: DonationCertificates,
    private readonly donations: DonationQueries,
    private readonly documents: DocumentsService,
  ) {}

  /** Asks for the certificate of a donation: each medium with what is known of it, those that are not proven first. One of before is replaced. */
  @Act(WRITE.donations, { page: 'dons/:id/certificat', api: 'donations/:id/erasure-certificate', asks: true })
  async make(@Context() ctx: Ctx, @Param('id') id: string) {
    const { number } = await this.donations.byId(ctx.actor, id);
    const cause: CertifiedCause = { kind: 'donation', id };
    return ctx.act({
      status: 201,
      done: () => paperNotice(this.documents, ctx.actor, 'Le certificat du don est en préparation.', cause),
      work: (tx) => this.certificates.make(tx, ctx.actor, cause),
      to: () => `/dons/${id}`,
      view: (paper) => this.documents.byId(ctx.actor, paper),
      page: (again) => (
        <AskPage
          title="Certificat du don"
          lead={number}
          trail={[{ label: 'Dons', href: '/dons' }, { label: number, href: `/dons/${id}` }, { label: 'Certificat' }]}
          action={`/dons/${id}/certificat`}
          does={{ label: 'Faire le certificat', icon: 'file-check' }}
          back={{ href: `/dons/${id}` }}
          {...again}
        >
          <p>
            Il dit de chaque support ce qui en est su, avec le numéro du donateur, et met d’abord ce qui n’est pas
            encore sûr. Il est refait quand un support de plus est traité. Le même en tableur :{' '}
            <a href={`/dons/${id}/certificat/export?format=csv`}>CSV</a>,{' '}
            <a href={`/dons/${id}/certificat/export?format=xlsx`}>XLSX</a>.
          </p>
        </AskPage>
      ),
    });
  }

  /** The same as a CSV or XLSX file, a row each medium. */
  @Read(READ.donations, { page: 'dons/:id/certificat/export', api: 'donations/:id/erasure-certificate/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  async exportMedia(@Context() ctx: Ctx, @Param('id') id: string, @Query() { format = 'csv' }: ExportQuery) {
    const { number } = await this.donations.byId(ctx.actor, id);
    return exportAnswer(ctx, format, `don-${number}-donnees`, {
      name: number,
      header: COLUMNS.map(([title]) => title),
      rows: rowsOf(await this.certificates.devices({ kind: 'donation', id })),
    });
  }
}
