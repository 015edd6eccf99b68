import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';
import { type Actor, actorColumns, keyring, newId, organisationOf, RuleBroken, seal, unseal } from '#platform/kernel';
import { SEALED_NOTE } from './sealed.js';
import type { TicketNoteView } from './ticket.queries.js';
import { lockTicket } from './ticket-changes.js';

export const MAX_NOTE = 500;

/** Short dated notes of those who take care of a fault. They go with what the person wrote. */
@Injectable()
export class TicketNotes {
  /** @returns the note's id. @throws NotFound; RuleBroken `maintenance.note_missing`, `maintenance.note_too_long` */
  async add(tx: EntityManager, actor: Actor, ticketId: string, typed: string, id = newId()): Promise<string> {
    const text = readNote(typed);
    const ticket = await lockTicket(tx, actor, ticketId);
    const { keyId, bytes } = seal(keyring(), Buffer.from(text), SEALED_NOTE.context(id));
    await run(
      tx,
      `INSERT INTO maintenance.ticket_note (id, ticket_id, key_id, bytes, membership_id, operator_number, organisation_id)
       VALUES ($1, $2, $3, $4, $5::uuid, $6::int, $7::uuid)`,
      [id, ticket.id, keyId, bytes, ...actorColumns(actor).slice(0, 3)],
    );
    return id;
  }
}

/** @throws RuleBroken `maintenance.note_missing`, `maintenance.note_too_long` */
export function readNote(typed: string): string {
  const text = typed
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
  if (!text) throw new RuleBroken('maintenance.note_missing', {}, 'text');
  const length = [...text].length;
  if (length > MAX_NOTE) throw new RuleBroken('maintenance.note_too_long', { max: MAX_NOTE, length }, 'text');
  return text;
}

type Sealed = Omit<TicketNoteView, 'text'> & { keyId: string; bytes: Buffer };

/** The notes of a ticket, newest first. The caller has asked whether the actor may read what people say. */
export async function notesOf(on: Reader, actor: Actor, ticketId: string): Promise<TicketNoteView[]> {
  const found = await rows<Sealed>(
    on,
    `SELECT n.id, n.key_id AS "keyId", n.bytes, n.written_at AS at, n.operator_number AS "operatorNumber",
       CASE WHEN n.organisation_id = $2 THEN u.name END AS "operatorName", o.name AS organisation
     FROM maintenance.ticket_note n LEFT JOIN people.organisation o ON o.id = n.organisation_id
       LEFT JOIN people.membership m ON m.id = n.membership_id LEFT JOIN people.app_user u ON u.id = m.user_id
     WHERE n.ticket_id = $1 ORDER BY n.id DESC`,
    [ticketId, organisationOf(actor)],
  );
  return found.map(({ keyId, bytes, ...note }) => ({
    ...note,
    text: unseal(keyring(), { keyId, bytes }, SEALED_NOTE.context(note.id)).toString(),
  }));
}
