import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { currentYear, humanNumber, nextNumber } from '#database';
import { type Actor, newId, RuleBroken } from '#kernel';
import { BeneficiariesService } from './beneficiaries.service.js';
import { isNeed, isRequestable } from './needs.js';
import type { LineInput, RequestInput } from './request.views.js';
import { changeRequest, lockRequest, mustMay, type RequestRow } from './request-changes.js';
import { stamp, structureOf } from './standing.js';

const MOST_PER_LINE = 50;
const MOST_LINES = 10;

/** A structure says what it needs: « 2 portables, 1 tablette ». Nothing about why a person needs them. */
@Injectable()
export class RequestsService {
  constructor(private readonly beneficiaries: BeneficiariesService) {}

  /**
   * Begins a request; the bank sees it once it is submitted.
   * @returns its id
   * @throws RuleBroken `allocation.lines_missing`, `allocation.category_unknown`, `allocation.quantity_invalid`,
   *   `allocation.need_unknown`, `allocation.place_unknown`, `allocation.urgency_unknown`.
   */
  async draft(tx: EntityManager, actor: Actor, input: RequestInput): Promise<string> {
    const structure = structureOf(actor);
    const lines = checkedLines(input.lines);
    await this.mustBePlace(tx, structure.organisationId, input.placeId);
    const id = newId();
    const [{ time_zone }] = await tx.query('SELECT time_zone FROM people.bank');
    const year = await currentYear(tx, time_zone);
    const number = humanNumber('R', year, await nextNumber(tx, 'R', year));
    await tx.query(
      `WITH event AS (
         INSERT INTO allocation.request_event (request_id, verb, from_state, to_state, membership_id, operator_number, organisation_id)
         VALUES ($1, 'draft', 'none', 'draft', $2, $3, $4) RETURNING id)
       INSERT INTO allocation.request (id, number, structure_id, place_id, state, urgency, last_event_id)
       SELECT $1, $5, $4, $6, 'draft', $7, id FROM event`,
      [id, ...stamp(actor), number, input.placeId, urgency(input.urgency)],
    );
    await this.writeLines(tx, id, structure.organisationId, lines);
    return id;
  }

  /** Rewrites a draft whole. @throws NotFound, RuleBroken as `draft`, `allocation.request_settled` once it was sent. */
  async rewrite(tx: EntityManager, actor: Actor, id: string, input: RequestInput): Promise<void> {
    const structure = structureOf(actor);
    const request = await this.lockDraft(tx, actor, id);
    const lines = checkedLines(input.lines);
    await this.mustBePlace(tx, structure.organisationId, input.placeId);
    await tx.query('UPDATE allocation.request SET place_id = $2, urgency = $3 WHERE id = $1', [
      id,
      input.placeId,
      urgency(input.urgency),
    ]);
    await tx.query('DELETE FROM allocation.request_unit WHERE request_id = $1', [id]);
    await tx.query('DELETE FROM allocation.request_line WHERE request_id = $1', [id]);
    await this.writeLines(tx, request.id, structure.organisationId, lines);
  }

  /** Sends a draft to the bank. @throws NotFound, RuleBroken `allocation.request_not_now`. */
  async submit(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const request = await lockRequest(tx, actor, id);
    mustMay(actor, 'submit', request);
    await changeRequest(tx, actor, request, 'submit');
  }

  /**
   * Says for whom a wanted device is, or for nobody yet. Possible until it is handed over.
   * @throws NotFound for another structure's unit or reference, RuleBroken `allocation.unit_settled`.
   */
  async bind(
    tx: EntityManager,
    actor: Actor,
    requestId: string,
    unitId: string,
    beneficiaryId: string | null,
  ): Promise<void> {
    structureOf(actor);
    await lockRequest(tx, actor, requestId);
    if (beneficiaryId) await this.beneficiaries.own(tx, actor, beneficiaryId);
    const [, changed] = await tx.query(
      `UPDATE allocation.request_unit SET beneficiary_id = $3 WHERE id = $2 AND request_id = $1 AND state IN ('asked','approved')`,
      [requestId, unitId, beneficiaryId],
    );
    if (!changed) throw new RuleBroken('allocation.unit_settled', {});
  }

  private async lockDraft(tx: EntityManager, actor: Actor, id: string): Promise<RequestRow> {
    const request = await lockRequest(tx, actor, id);
    if (request.state !== 'draft') throw new RuleBroken('allocation.request_settled', { number: request.number });
    mustMay(actor, 'submit', request);
    return request;
  }

  private async mustBePlace(tx: EntityManager, structureId: string, placeId: string): Promise<void> {
    const [place] = await tx.query(
      'SELECT 1 FROM people.place WHERE id::text = $1 AND organisation_id = $2 AND active',
      [placeId, structureId],
    );
    if (!place) throw new RuleBroken('allocation.place_unknown', {}, 'placeId');
  }

  private async writeLines(
    tx: EntityManager,
    requestId: string,
    structureId: string,
    lines: readonly LineInput[],
  ): Promise<void> {
    const rows = lines.map((line, position) => ({ ...line, id: newId(), position }));
    for (const row of rows) {
      await tx.query(
        'INSERT INTO allocation.request_line (id, request_id, position, category, needs) VALUES ($1, $2, $3, $4, $5)',
        [row.id, requestId, row.position, row.category, row.needs],
      );
    }
    const units = rows.flatMap((row) =>
      Array.from({ length: row.quantity }, (_, i) => ({ id: newId(), line: row, position: i })),
    );
    await tx.query(
      `INSERT INTO allocation.request_unit (id, line_id, request_id, structure_id, category, position)
       SELECT x.id, x.line, $1, $2, x.category, x.position FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::int[]) AS x(id, line, category, position)`,
      [
        requestId,
        structureId,
        units.map((u) => u.id),
        units.map((u) => u.line.id),
        units.map((u) => u.line.category),
        units.map((u) => u.position),
      ],
    );
  }
}

function urgency(typed: string | undefined): string {
  const code = typed || 'normal';
  if (code !== 'normal' && code !== 'priority') throw new RuleBroken('allocation.urgency_unknown', {}, 'urgency');
  return code;
}

/** `lines.0.quantity` names the field of the first line, on the page as in the API. */
function checkedLines(lines: readonly LineInput[]): readonly LineInput[] {
  if (!lines.length || lines.length > MOST_LINES)
    throw new RuleBroken('allocation.lines_missing', { max: MOST_LINES }, 'lines.0.quantity');
  lines.forEach((line, i) => {
    if (!isRequestable(line.category)) throw new RuleBroken('allocation.category_unknown', {}, `lines.${i}.category`);
    if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > MOST_PER_LINE) {
      throw new RuleBroken('allocation.quantity_invalid', { max: MOST_PER_LINE }, `lines.${i}.quantity`);
    }
    if (!line.needs.every(isNeed)) throw new RuleBroken('allocation.need_unknown', {}, `lines.${i}.needs`);
  });
  return lines;
}
