import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { rowOf } from '#platform/database';
import { type Actor, RuleBroken } from '#platform/kernel';
import { visibleTo } from '../list/document-listing.js';
import { type ZplResolution, zplOf } from '../paper/labels/zpl.js';
import { type LabelSheetFacts, labelPaperOf } from '../templates/label-sheet.js';

@Injectable()
export class LabelZpl {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Label by label. @throws NotFound for whoever is not among its readers; RuleBroken documents.zpl_is_for_rolls for an A4 format */
  async open(
    actor: Actor,
    documentId: string,
    resolution: ZplResolution,
  ): Promise<{ filename: string; stream: AsyncIterable<Buffer> }> {
    const seen = visibleTo(actor, 2);
    const row = await rowOf<{ number: string; facts: LabelSheetFacts }>(
      this.db,
      `SELECT d.number, d.facts FROM documents.document d WHERE d.id = $1 AND d.type = 'label_sheet' AND ${seen.where}`,
      [documentId, ...seen.params],
      { document: documentId },
    );
    if (labelPaperOf(row.facts).feed !== 'roll')
      throw new RuleBroken('documents.zpl_is_for_rolls', { number: row.number });
    return { filename: `etiquettes-${row.number}-${resolution}dpi.zpl`, stream: zplOf(row.facts, resolution) };
  }
}
