import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { DeclaredHandovers } from '#allocation';
import { rows, run } from '#database';
import { declareDevices } from '#devices';
import type { Actor } from '#kernel';
import { importer, OrganisationsService } from '#people';
import { checkAgainstDevices } from './checking.js';
import { DataImportFile, DataImportProgress } from './data-import-file.entity.js';
import { type FileRow, neededThings, type Row, type Things } from './needed-things.js';
import type { DataImportResult } from './views.js';

const BATCH = 1_000;
const LOCK = 0x424e13;

/** Makes devices of a file's good rows: all of them or none. */
@Injectable()
export class DataImportApplying {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly handovers: DeclaredHandovers,
    private readonly organisations: OrganisationsService,
  ) {}

  /**
   * Declares the devices of the good rows in the caller's transaction, and marks the file applied. What became a duplicate
   * since the preview is found again and left out. Does nothing when the file is not waiting for it.
   */
  async apply(tx: EntityManager, fileId: string): Promise<void> {
    // One file at a time: two that name the same machines must see each other.
    await run(tx, 'SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const [file] = await rows<FileRow>(
      tx,
      `SELECT id, issuer, membership_id, default_place_id FROM data_import.file WHERE id = $1 AND state = 'applying' FOR NO KEY UPDATE SKIP LOCKED`,
      [fileId],
    );
    if (!file) return;
    const actor = await importer(tx, file.membership_id);
    await checkAgainstDevices(tx, fileId);
    const things = await neededThings(tx, actor, file, this.organisations);
    let made = 0;
    for (let after = 0; ; ) {
      const batch = await rows<Row>(
        tx,
        `SELECT r.line, r.state, r.category, r.make, r.model, r.serial, r.number, r.place, r.structure, r.day::text AS day, r.origin,
           coalesce(r.cells[1 + (f.columns ->> 'state')::int], '') AS said
         FROM data_import.file_row r JOIN data_import.file f ON f.id = r.file_id
         WHERE r.file_id = $1 AND NOT r.wrong AND NOT r.skipped AND r.line > $2 ORDER BY r.line LIMIT ${BATCH}`,
        [fileId, after],
      );
      if (!batch.length) break;
      await this.declare(tx, actor, file, batch, things);
      made += batch.length;
      after = batch.at(-1)!.line;
      if (batch.length === BATCH) await this.tell(fileId, made);
    }
    await this.end(tx, fileId, made, things);
  }

  private async declare(
    tx: EntityManager,
    actor: Actor,
    file: FileRow,
    batch: readonly Row[],
    t: Things,
  ): Promise<void> {
    const given = batch.filter((r) => r.state === 'handed_over');
    const before = given.map((r) => ({ structureId: t.structures.get(r.structure!)!, on: noon(r.day) }));
    const references = await this.handovers.references(tx, actor, before);
    const referenceOf = new Map(given.map((r, i) => [r.line, references[i]!]));
    const devices = batch.map((r) => {
      const reference = referenceOf.get(r.line);
      const place = reference ? null : t.placeOf(r);
      return {
        category: r.category,
        make: r.make,
        model: r.model,
        serial: r.serial,
        alias: r.number ? { issuer: file.issuer, number: r.number } : null,
        state: r.state,
        placeId: place?.id ?? null,
        holder: reference ? { reference } : { organisation: place!.organisationId },
        occurredAt: noon(r.day),
        facts: {
          source: file.issuer,
          ...(r.said ? { summary: `« ${r.said.slice(0, 80)} »` } : {}),
          ...(r.day ? {} : { noDate: true }),
        },
        ...t.originOf(r),
      };
    });
    const cause = { kind: 'import', id: file.id, label: `Repris de ${file.issuer}` } as const;
    const ids = await declareDevices(tx, actor, devices, cause);
    const deviceOf = new Map(batch.map((r, i) => [r.line, ids[i]!]));
    await this.handovers.write(
      tx,
      actor,
      given.map((r, i) => ({ ...before[i]!, deviceId: deviceOf.get(r.line)!, beneficiaryId: references[i]! })),
      file.issuer,
    );
  }

  private async end(tx: EntityManager, fileId: string, made: number, t: Things): Promise<void> {
    const states = await rows<{ state: string; n: number }>(
      tx,
      `SELECT state, count(*)::int AS n FROM data_import.file_row WHERE file_id = $1 AND NOT wrong AND NOT skipped GROUP BY state`,
      [fileId],
    );
    const given = await rows<{ structure: string; n: number }>(
      tx,
      `SELECT structure, count(*)::int AS n FROM data_import.file_row WHERE file_id = $1 AND NOT wrong AND NOT skipped AND state = 'handed_over' GROUP BY structure`,
      [fileId],
    );
    const names = await rows<{ id: string; name: string }>(
      tx,
      'SELECT id, name FROM people.organisation WHERE id = ANY($1::uuid[])',
      [given.map((g) => t.structures.get(g.structure))],
    );
    const counts = new Map<string, number>();
    for (const g of given) {
      const id = t.structures.get(g.structure)!;
      counts.set(id, (counts.get(id) ?? 0) + g.n);
    }
    const result: DataImportResult = {
      states: Object.fromEntries(states.map((s) => [s.state, s.n])),
      structures: names.map((n) => ({ ...n, count: counts.get(n.id)! })).sort((a, b) => b.count - a.count),
      made: t.made,
    };
    await tx.update(DataImportFile, fileId, {
      state: 'applied',
      appliedAt: () => 'now()',
      rowsMade: made,
      result,
      error: null,
    });
    // What became devices is told by the devices; what did not stays a while, to be corrected and sent again.
    await run(tx, 'DELETE FROM data_import.file_row WHERE file_id = $1 AND (NOT wrong OR skipped)', [fileId]);
  }

  /** On a connection of its own: whoever waits sees it before the transaction ends. */
  private async tell(fileId: string, done: number): Promise<void> {
    await this.db.manager.update(DataImportProgress, fileId, { done, at: () => 'now()' });
  }
}

/** The middle of a declared day, which is the same day in every time zone of France that has a bank. */
const noon = (day: string | null): Date | null => (day ? new Date(`${day}T10:00:00Z`) : null);
