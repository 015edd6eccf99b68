import { Injectable } from '@nestjs/common';
import { DonationQueries, FileQueries, type FileRowView } from '#bank/intake';
import type { Ctx } from '#platform/http';
import type { Page } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { saysByForm } from '../../../files/engine/web/form-marks.js';
import { FilePage } from './file.page.js';
import { fileOfDonation } from './file-of-donation.js';

/** Where its lists of rows begin, and what is wrong with what was sent. */
export interface FilePageAt {
  readonly told?: string | undefined;
  readonly good?: string | undefined;
  readonly left?: string | undefined;
  readonly problems?: FieldProblem[];
  /** The problems are about the columns. */
  readonly choosing?: boolean;
}

const NO_ROWS: Page<FileRowView> = { items: [], next: null };

/** The page of one of a donor's files, for whoever shows it. */
@Injectable()
export class FilePages {
  constructor(
    private readonly donations: DonationQueries,
    private readonly queries: FileQueries,
  ) {}

  async page(ctx: Ctx, id: string, fileId: string, at: FilePageAt = {}) {
    const file = await fileOfDonation(this.queries, ctx.actor, id, fileId);
    const rows = (only: 'told' | 'good' | 'left', cursor: string | undefined) =>
      this.queries.rows(ctx.actor, fileId, { only, limit: 25, ...(cursor ? { cursor } : {}) });
    const [donation, told, good, left, book] = await Promise.all([
      this.donations.byId(ctx.actor, id),
      rows('told', at.told),
      rows('good', at.good),
      file.rowsLeft > 0 ? rows('left', at.left) : NO_ROWS,
      file.sheets.length > 1 ? this.queries.sheets(ctx.actor, fileId) : null,
    ]);
    const here = `/dons/${id}/fichiers/${fileId}`;
    return (
      <FilePage
        donation={donation}
        file={file}
        book={book}
        told={told}
        good={good}
        left={left}
        leftHref={left.next ? `${here}?laissees=${left.next}#laissees` : null}
        timeZone={ctx.bank.timeZone}
        toldHref={told.next ? `${here}?signalees=${told.next}#signalees` : null}
        goodHref={good.next ? `${here}?bonnes=${good.next}#bonnes` : null}
        recorded={file.state === 'applied'}
        guessed={file.wordsAsked > 0}
        byForm={saysByForm(file)}
        devicesHref={`/dons/${id}/appareils`}
        choosing={at.choosing ?? false}
        {...(at.problems ? { problems: at.problems } : {})}
      />
    );
  }
}
