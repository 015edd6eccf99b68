import type { EntityManager } from 'typeorm';
import { TODAY } from '#bank/people';
import { rows, run } from '#platform/database';
import { type Actor, actorColumns, isId, isMember, mayAll, NotFound, READ } from '#platform/kernel';
import { REQUEST_LIFECYCLE, type RequestFacts, type RequestState, type RequestVerb } from './request.lifecycle.js';

export interface RequestRow {
  id: string;
  number: string;
  structure_id: string;
  state: RequestState;
}

export interface RequestSaying {
  readonly refusalReason?: string;
  readonly refusalNote?: string;
}

/** Locks a request that the actor may see: the bank sees what was sent, a structure its own. @throws NotFound */
export async function lockRequest(tx: EntityManager, actor: Actor, id: string): Promise<RequestRow> {
  if (!isId(id)) throw new NotFound('request');
  const [row] = await rows<RequestRow>(
    tx,
    'SELECT id, number, structure_id, state FROM allocation.request WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!row || !seesRequest(actor, row)) throw new NotFound('request');
  return row;
}

/** Those of some requests that the actor may see, in the order of their ids. @param lock for a change. */
export async function seenRequests(
  tx: EntityManager,
  actor: Actor,
  ids: readonly string[],
  lock: boolean,
): Promise<RequestRow[]> {
  const found = await rows<RequestRow>(
    tx,
    `SELECT id, number, structure_id, state FROM allocation.request WHERE id = ANY($1) ORDER BY id ${lock ? 'FOR UPDATE' : ''}`,
    [ids],
  );
  return found.filter((row) => seesRequest(actor, row));
}

const seesRequest = (actor: Actor, row: RequestRow): boolean =>
  mayAll(actor, READ.requests)
    ? row.state !== 'draft' || actor.kind === 'system'
    : isMember(actor) && row.structure_id === actor.organisationId;

const standing = (row: RequestRow): RequestFacts => ({ ...row, structureId: row.structure_id });

/** @throws RuleBroken `allocation.request_not_now` when the request's state does not allow the verb; NotFound when it is not the actor's. */
export const mustMay = (actor: Actor, verb: RequestVerb, row: RequestRow): void =>
  REQUEST_LIFECYCLE.mustMay(actor, verb, standing(row));

/**
 * Carries out one verb on a locked request, with its history row, once its units are as the verb leaves them: an approval ends some day from when
 * the bank has answered all of it. @throws RuleBroken `allocation.request_not_now`.
 */
export async function changeRequest(
  tx: EntityManager,
  actor: Actor,
  request: RequestRow,
  verb: RequestVerb,
  say: RequestSaying = {},
): Promise<void> {
  REQUEST_LIFECYCLE.mustStart(verb, standing(request));
  const { to } = REQUEST_LIFECYCLE.transitions[verb];
  await run(
    tx,
    `WITH event AS (
       INSERT INTO allocation.request_event (request_id, verb, from_state, to_state, membership_id, operator_number, organisation_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id)
     UPDATE allocation.request r SET state = $4, last_event_id = event.id,
       submitted_at = CASE WHEN $2 = 'submit' THEN platform.now() ELSE submitted_at END,
       decided_at = CASE WHEN $2 = ANY (allocation.deciding_verbs()) THEN platform.now() ELSE decided_at END,
       expires_at = CASE WHEN $4 <> 'approved' OR EXISTS (SELECT 1 FROM allocation.request_unit u WHERE u.request_id = $1 AND u.state = 'asked') THEN expires_at
         ELSE coalesce(expires_at, platform.now() + make_interval(days => (
           SELECT days FROM allocation.approval_rule WHERE valid_from <= ${TODAY} ORDER BY valid_from DESC LIMIT 1))) END,
       refusal_reason = $8, refusal_note = $9
     FROM event WHERE r.id = $1`,
    [
      request.id,
      verb,
      request.state,
      to,
      ...actorColumns(actor).slice(0, 3),
      say.refusalReason ?? null,
      say.refusalNote?.trim() ?? '',
    ],
  );
  request.state = to;
}

/** Calls a request served once nothing of it is open and somebody got something. @returns whether it did. */
export async function closeWhenServed(tx: EntityManager, actor: Actor, requestId: string): Promise<boolean> {
  const [request] = await rows<RequestRow>(
    tx,
    `SELECT r.id, r.number, r.structure_id, r.state FROM allocation.request r WHERE r.id = $1 AND r.state = 'approved'
       AND EXISTS (SELECT 1 FROM allocation.request_unit u WHERE u.request_id = r.id AND u.state = 'fulfilled')
       AND NOT EXISTS (SELECT 1 FROM allocation.request_unit u WHERE u.request_id = r.id AND u.state = ANY (allocation.open_unit_states())) FOR UPDATE`,
    [requestId],
  );
  if (request) await changeRequest(tx, actor, request, 'fulfil');
  return Boolean(request);
}

/** A served request of which a hand-over was undone waits for that device again. */
export async function reopenServed(tx: EntityManager, actor: Actor, requestId: string): Promise<void> {
  const [request] = await rows<RequestRow>(
    tx,
    `SELECT r.id, r.number, r.structure_id, r.state FROM allocation.request r WHERE r.id = $1 AND r.state = 'fulfilled' FOR UPDATE`,
    [requestId],
  );
  if (request) await changeRequest(tx, actor, request, 'unfulfil');
}
