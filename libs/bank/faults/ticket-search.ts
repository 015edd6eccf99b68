import { type Reader, rows } from '#platform/database';
import { type Actor, may, organisationOf, READ, type SearchHit } from '#platform/kernel';
import { visibleTo } from './ticket-changes.js';
import { readTicketNumber, showTicketNumber } from './ticket-listing.js';

/** The ticket of a typed number, among those the actor sees. */
export async function searchTickets(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const number = readTicketNumber(typed);
  if (!number || !may(actor, READ.tickets)) return [];
  const found = await rows<{ id: string; number: string; device: string }>(
    on,
    `SELECT t.id, t.number, concat_ws(' ', d.make, d.model) AS device FROM maintenance.ticket t
     LEFT JOIN devices.device d ON d.id = t.device_id WHERE t.number = $1 AND ${visibleTo(actor, 't', '$2')}`,
    [number, organisationOf(actor)],
  );
  return found.map((t) => ({
    title: showTicketNumber(t.number),
    detail: t.device || 'appareil inconnu',
    href: `/pannes/${t.id}`,
    exact: true,
  }));
}
