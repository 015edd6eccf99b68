import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import yazl from 'yazl';
import { categoryLabel, isCategory, showAssetCode } from '#bank/devices';
import { BlobStore } from '#bank/documents';
import { rows } from '#platform/database';
import { evidenceRow, type Proof, spreadsheetOut } from '#platform/kernel';
import type { DonorScope } from './donor-links.service.js';
import { CERTIFICATES_OF_DONOR, DEVICES_OF_DONOR } from './donor-outcome.service.js';

interface Certificate {
  readonly code: string;
  readonly category: string;
  readonly make: string;
  readonly model: string;
  readonly serial: string | null;
  readonly ownNumber: string | null;
  readonly number: string;
  readonly proofs: readonly Proof[];
  readonly readyAt: Date;
  readonly sha256: string;
  readonly withdrawnAt: Date | null;
  readonly blobId: string;
}

/** The proofs of erasure that a donor takes home. */
@Injectable()
export class DonorCertificates {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly blobs: BlobStore,
  ) {}

  /**
   * A ZIP of the certificates of erasure of a donor's devices, and their list. It is made as it is read: one certificate at a time
   * is in memory. A certificate that was withdrawn is in the list, which says so, and not among the files.
   */
  async zip(scope: DonorScope): Promise<Readable> {
    const certificates = await rows<Certificate>(this.db, LIST, [scope.donorId, scope.organisationId]);
    const [bank] = await rows<{ timeZone: string }>(this.db, 'SELECT time_zone AS "timeZone" FROM people.bank');
    const zip = new yazl.ZipFile();
    const list = {
      name: 'Certificats',
      header: HEADER,
      rows: certificates.map(rowOf),
      timeZone: bank!.timeZone,
    };
    zip.addReadStream(spreadsheetOut('csv', list), 'liste-des-certificats.csv');
    for (const { number, blobId, readyAt, withdrawnAt } of certificates) {
      if (withdrawnAt) continue;
      // A PDF is packed already.
      zip.addReadStreamLazy(`certificats/${number}.pdf`, { mtime: readyAt, compress: false }, (give) => {
        this.blobs.read(blobId).then(
          ({ stream }) => give(null, Readable.from(stream)),
          (error: unknown) => give(error, Readable.from([])),
        );
      });
    }
    zip.end();
    const out = zip.outputStream as Readable;
    zip.on('error', (error: Error) => out.destroy(error));
    return out;
  }
}

const HEADER = [
  'Votre numéro d’inventaire',
  'Code',
  'Type',
  'Marque',
  'Modèle',
  'N° de série',
  'Certificat',
  'Ce qu’il dit des données',
  'Fait le',
  'Empreinte SHA-256 du certificat',
  'Remarque',
];

const rowOf = (c: Certificate) => [
  c.ownNumber,
  showAssetCode(c.code),
  isCategory(c.category) ? categoryLabel(c.category) : c.category,
  c.make,
  c.model,
  c.serial,
  c.number,
  evidenceRow(c.proofs),
  c.readyAt,
  c.sha256,
  c.withdrawnAt ? 'Retiré : ce certificat ne vaut plus' : '',
];

const LIST = `
  WITH device AS (${DEVICES_OF_DONOR})
  SELECT device.code, device.category, device.make, device.model, device.serial, p.number, ARRAY(SELECT m->>'result' FROM jsonb_array_elements(p.facts->'media') m) AS proofs, p.ready_at AS "readyAt", p.pdf_sha256 AS sha256, p.blob_id AS "blobId",
    (SELECT x.withdrawn_at FROM documents.withdrawal x WHERE x.document_id = p.id) AS "withdrawnAt",
    (SELECT a.number FROM devices.alias a JOIN intake.donor o ON o.id = ANY (intake.donors_of($1)) AND lower(a.issuer) = lower(o.name) WHERE a.device_id = device.id LIMIT 1) AS "ownNumber"
  ${CERTIFICATES_OF_DONOR} ORDER BY p.id`;
