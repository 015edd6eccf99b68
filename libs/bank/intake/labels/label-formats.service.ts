import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import {
  type GridProblem,
  gridProblems,
  isLabelFormat,
  LABEL_FORMATS,
  type LabelFormat,
  type LabelGrid,
  type LabelStock,
  offsetRange,
} from '#bank/documents';
import { mapConstraint, rows, run } from '#platform/database';
import {
  type Actor,
  isId,
  isMember,
  mustHave,
  NotFound,
  newId,
  organisationOf,
  READ,
  RuleBroken,
  WRITE,
} from '#platform/kernel';
import { OwnLabelFormat } from './label.entity.js';

mapConstraint('label_format_name', 'intake.format_name_taken', 'name');

export const FORMAT_NAME_LIMIT = 60;

export interface LabelFormatView extends LabelStock {
  /** What to ask for it by: `24`, or the id of a grid. */
  readonly format: string;
  readonly own: boolean;
  /** How this organisation's printer shifts it, to be made good: millimetres to the right and down. */
  readonly offset: { readonly x: number; readonly y: number };
  readonly offsetRange: Readonly<Record<'x' | 'y', readonly [number, number]>>;
}

/** A grid that cannot be printed on: every problem, beside its field. */
export class GridRefused extends RuleBroken {
  constructor(readonly problems: readonly GridProblem[]) {
    const [first] = problems;
    super('intake.grid_wrong', { ...first!.facts, why: first!.why, problems }, first!.field);
  }
}

@Injectable()
export class LabelFormats {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  async list(actor: Actor, on: DataSource | EntityManager = this.db): Promise<LabelFormatView[]> {
    mustHave(actor, READ.labels);
    const organisation = organisationOf(actor);
    const own = await rows<LabelGrid & { id: string; name: string }>(
      on,
      `SELECT id, name, columns, rows, width::float8, height::float8, "left"::float8, top::float8, gap_x::float8 AS "gapX", gap_y::float8 AS "gapY"
       FROM intake.label_format WHERE organisation_id = $1 AND active ORDER BY name`,
      [organisation],
    );
    const offsets = await rows<{ format: string; x: number; y: number }>(
      on,
      'SELECT format, x::float8, y::float8 FROM intake.label_offset WHERE organisation_id = $1',
      [organisation],
    );
    const view = (format: string, own: boolean, stock: LabelStock): LabelFormatView => {
      const { x = 0, y = 0 } = offsets.find((o) => o.format === format) ?? {};
      return { ...stock, format, own, offset: { x, y }, offsetRange: offsetRange(stock) };
    };
    return [
      ...Object.entries(LABEL_FORMATS).map(([format, stock]) => view(format, false, stock)),
      ...own.map(({ id, ...grid }) => view(id, true, { ...grid, feed: 'sheet' })),
    ];
  }

  /** What the organisation printed on last, if it can still be chosen. */
  async usual(actor: Actor): Promise<string> {
    const [last] = isMember(actor)
      ? await rows<{ format: string }>(
          this.db,
          `SELECT s.format FROM intake.label_sheet s WHERE s.organisation_id = $1
             AND (s.format = ANY($2) OR s.format IN (SELECT f.id::text FROM intake.label_format f WHERE f.organisation_id = $1 AND f.active))
           ORDER BY s.id DESC LIMIT 1`,
          [actor.organisationId, Object.keys(LABEL_FORMATS)],
        )
      : [];
    return last?.format ?? '24';
  }

  async get(actor: Actor, format: string, on?: DataSource | EntityManager): Promise<LabelFormatView> {
    const found = (await this.list(actor, on)).find((f) => f.format === format);
    if (!found) throw new NotFound('label format');
    return found;
  }

  /**
   * How a sheet is printed, as facts that stay true when the grid or the offset is changed later.
   * @throws RuleBroken `intake.format_unknown`
   */
  async factsOf(
    tx: EntityManager,
    actor: Actor,
    format: string,
  ): Promise<{ format?: LabelFormat; grid?: LabelGrid; offset?: { x: number; y: number }; stock: LabelStock }> {
    // A job prints for nobody in particular: the shops' formats, and no printer to make good.
    const found = isMember(actor)
      ? (await this.list(actor, tx)).find((f) => f.format === format)
      : isLabelFormat(format)
        ? { ...(LABEL_FORMATS[format] as LabelStock), own: false, offset: { x: 0, y: 0 } }
        : undefined;
    if (!found) throw new RuleBroken('intake.format_unknown', {}, 'format');
    const { columns, rows, width, height, left, top, gapX, gapY, offset } = found;
    return {
      ...(isLabelFormat(format) ? { format } : { grid: { columns, rows, width, height, left, top, gapX, gapY } }),
      ...(offset.x || offset.y ? { offset } : {}),
      stock: found,
    };
  }

  /**
   * Keeps a grid under a name, for the actor's organisation.
   * @returns its id. @throws RuleBroken `intake.format_name_missing`, `intake.format_name_taken`, `intake.grid_wrong` (GridRefused).
   */
  async add(tx: EntityManager, actor: Actor, { name, ...grid }: LabelGrid & { name: string }): Promise<string> {
    mustHave(actor, WRITE.labels);
    if (!isMember(actor)) throw new NotFound('organisation');
    const called = name.trim().replace(/\s+/g, ' ');
    if (!called || called.length > FORMAT_NAME_LIMIT)
      throw new RuleBroken('intake.format_name_missing', { max: FORMAT_NAME_LIMIT }, 'name');
    const exact = hundredths(grid);
    const problems = gridProblems(exact);
    if (problems.length) throw new GridRefused(problems);
    const id = newId();
    const text = (millimetres: number) => String(millimetres);
    await tx.insert(OwnLabelFormat, {
      id,
      organisationId: actor.organisationId,
      name: called,
      columns: exact.columns,
      rows: exact.rows,
      width: text(exact.width),
      height: text(exact.height),
      left: text(exact.left),
      top: text(exact.top),
      gapX: text(exact.gapX),
      gapY: text(exact.gapY),
    });
    return id;
  }

  /** A grid that is no longer bought leaves the choices; sheets printed with it keep it. @throws NotFound */
  async retire(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    mustHave(actor, WRITE.labels);
    const organisation = organisationOf(actor);
    const { affected } = isId(id)
      ? await tx.update(
          OwnLabelFormat,
          { id, organisationId: organisation ?? IsNull(), active: true },
          { active: false },
        )
      : { affected: 0 };
    if (!affected) throw new NotFound('label format');
  }

  /**
   * How this organisation's printer shifts a format, to be made good on every sheet from now on.
   * @throws NotFound; RuleBroken `intake.offset_too_far` when something printed would leave the paper.
   */
  async setOffset(tx: EntityManager, actor: Actor, format: string, to: { x: number; y: number }): Promise<void> {
    const found = await this.get(actor, format, tx);
    if (!isMember(actor)) throw new NotFound('organisation');
    for (const axis of ['x', 'y'] as const) {
      const [least, most] = found.offsetRange[axis];
      if (!(to[axis] >= least && to[axis] <= most))
        throw new RuleBroken('intake.offset_too_far', { least, most }, axis);
    }
    await run(
      tx,
      `INSERT INTO intake.label_offset (organisation_id, format, x, y) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organisation_id, format) DO UPDATE SET x = excluded.x, y = excluded.y, updated_at = platform.now()`,
      [actor.organisationId, format, to.x, to.y],
    );
  }
}

/** To the hundredth of a millimetre, as the table keeps it. */
const hundredths = (grid: LabelGrid): LabelGrid =>
  Object.fromEntries(
    Object.entries(grid).map(([field, value]) => [field, Math.round(value * 100) / 100]),
  ) as unknown as LabelGrid;
