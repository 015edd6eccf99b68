import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { activePlace, nextHumanNumber } from '#bank/people';
import { columnTable, run } from '#platform/database';
import {
  type Actor,
  actorColumns,
  askAll,
  isId,
  memberWith,
  mustHave,
  NotFound,
  newId,
  RuleBroken,
  WRITE,
} from '#platform/kernel';
import { BeneficiariesService } from '../beneficiaries/beneficiaries.service.js';
import {
  isNeed,
  isRequestable,
  MOST_LINES,
  MOST_PER_LINE,
  type Need,
  type Requestable,
  type Urgency,
} from './needs.js';
import { Request, RequestLine, RequestUnit } from './request.entity.js';
import { REQUEST_LIFECYCLE } from './request.lifecycle.js';
import type { LineInput, RequestInput } from './request.views.js';
import { changeRequest, lockRequest, mustMay, type RequestRow } from './request-changes.js';

const UNIT = columnTable(
  { id: 'uuid', line_id: 'uuid', category: 'text', position: 'int' },
  { request_id: 'uuid', structure_id: 'uuid' },
);

interface Line {
  readonly category: Requestable;
  readonly quantity: number;
  readonly needs: Need[];
}

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
    const structure = memberWith(actor, REQUEST_LIFECYCLE.right('draft'));
    const lines = checkedLines(input.lines);
    await this.mustBePlace(tx, structure.organisationId, input.placeId);
    const id = newId();
    const number = await nextHumanNumber(tx, 'DM');
    await run(
      tx,
      `WITH event AS (
         INSERT INTO allocation.request_event (request_id, verb, from_state, to_state, membership_id, operator_number, organisation_id)
         VALUES ($1, 'draft', 'none', 'draft', $2, $3, $4) RETURNING id)
       INSERT INTO allocation.request (id, number, structure_id, place_id, state, urgency, last_event_id)
       SELECT $1, $5, $4, $6, 'draft', $7, id FROM event`,
      [id, ...actorColumns(actor).slice(0, 3), number, input.placeId, urgency(input.urgency)],
    );
    await this.writeLines(tx, id, structure.organisationId, lines);
    return id;
  }

  /** Every rule that can be judged of what is given of a request, each by itself; writes nothing. @throws as `draft` */
  async judge(tx: EntityManager, actor: Actor, given: Partial<RequestInput>): Promise<void> {
    const structure = memberWith(actor, REQUEST_LIFECYCLE.right('draft'));
    const { lines, placeId } = given;
    await askAll(
      () => lines && checkedLines(lines),
      () => placeId !== undefined && this.mustBePlace(tx, structure.organisationId, placeId),
    );
  }

  /** Rewrites a draft whole. @throws NotFound, RuleBroken as `draft`, `allocation.request_settled` once it was sent. */
  async rewrite(tx: EntityManager, actor: Actor, id: string, input: RequestInput): Promise<void> {
    const structure = memberWith(actor, REQUEST_LIFECYCLE.right('draft'));
    const request = await this.lockDraft(tx, actor, id);
    const lines = checkedLines(input.lines);
    await this.mustBePlace(tx, structure.organisationId, input.placeId);
    await tx.update(Request, { id }, { placeId: input.placeId, urgency: urgency(input.urgency) });
    await tx.delete(RequestUnit, { requestId: id });
    await tx.delete(RequestLine, { requestId: id });
    await this.writeLines(tx, request.id, structure.organisationId, lines);
  }

  /** Sends a draft to the bank. @throws NotFound, RuleBroken `allocation.request_not_now`. */
  async submit(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const request = await lockRequest(tx, actor, id);
    mustMay(actor, 'submit', request);
    await changeRequest(tx, actor, request, 'submit');
  }

  /** Says for whom a wanted device is, or for nobody yet, until it is handed over. @throws NotFound; RuleBroken `allocation.unit_settled` */
  async bind(
    tx: EntityManager,
    actor: Actor,
    requestId: string,
    unitId: string,
    beneficiaryId: string | null,
  ): Promise<void> {
    mustHave(actor, WRITE.requests);
    await lockRequest(tx, actor, requestId);
    if (!isId(unitId)) throw new NotFound('unit');
    const personId = beneficiaryId && (await this.beneficiaries.own(tx, actor, beneficiaryId)).personId;
    const changed = await run(
      tx,
      `UPDATE allocation.request_unit SET beneficiary_id = $3 WHERE id = $2 AND request_id = $1 AND state = ANY (allocation.open_unit_states())`,
      [requestId, unitId, personId],
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
    if (!(await activePlace(tx, structureId, placeId))) throw new RuleBroken('allocation.place_unknown', {}, 'placeId');
  }

  private async writeLines(
    tx: EntityManager,
    requestId: string,
    structureId: string,
    lines: readonly Line[],
  ): Promise<void> {
    const numbered = lines.map((line, position) => ({ ...line, id: newId(), requestId, position }));
    for (const { id, position, category, needs } of numbered)
      await tx.insert(RequestLine, { id, requestId, position, category, needs });
    const units = numbered.flatMap(({ id, category, quantity }) =>
      Array.from({ length: quantity }, (_, position) => ({ id: newId(), line_id: id, category, position })),
    );
    await run(
      tx,
      `INSERT INTO allocation.request_unit (${UNIT.names}) ${UNIT.select}`,
      UNIT.values(units, { request_id: requestId, structure_id: structureId }),
    );
  }
}

function urgency(typed: string | undefined): Urgency {
  const code = typed || 'normal';
  if (code !== 'normal' && code !== 'priority') throw new RuleBroken('allocation.urgency_unknown', {}, 'urgency');
  return code;
}

/** `lines.0.quantity` names the field of the first line, on the page as in the API. */
function checkedLines(lines: readonly LineInput[]): Line[] {
  if (!lines.length || lines.length > MOST_LINES)
    throw new RuleBroken('allocation.lines_missing', { max: MOST_LINES }, 'lines.0.quantity');
  lines.forEach((line, i) => {
    if (!isRequestable(line.category)) throw new RuleBroken('allocation.category_unknown', {}, `lines.${i}.category`);
    if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > MOST_PER_LINE) {
      throw new RuleBroken('allocation.quantity_invalid', { max: MOST_PER_LINE }, `lines.${i}.quantity`);
    }
    if (!line.needs.every(isNeed)) throw new RuleBroken('allocation.need_unknown', {}, `lines.${i}.needs`);
  });
  return lines.map((line) => ({ ...line, needs: [...line.needs] }) as Line);
}
