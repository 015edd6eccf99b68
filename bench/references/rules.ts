/** What both references know of the bank's rules: enough to answer the rows that they answer as we do. */

/** Where a device may be moved, and by whom: as the lifecycle says it. */
export const MOVABLE: readonly string[] = [
  'to_be_proven',
  'received',
  'at_workshop',
  'in_stock',
  'reserved',
  'delivered',
  'in_maintenance',
  'returned',
];
export const MOVERS: readonly string[] = ['coordinator', 'collector', 'technician', 'workshop_supervisor'];
export const READERS: readonly string[] = ['coordinator', 'bank_admin', 'technician', 'workshop_supervisor'];
export const REASONS: readonly string[] = ['tidied'];

/** What a program may do next with a device in a state. */
export const allowedIn = (state: string): string[] =>
  MOVABLE.includes(state) ? ['move', 'correct', 'recycle', 'dismantle', 'report_lost', 'withdraw'] : ['find'];

/** How many a page of the list holds. */
export const PAGE = 50;
/** How many lines of history are read with a device. */
export const EVENTS = 20;

/** A device and its history change in one statement, or Postgres refuses: what a repository would save is said as SQL. */
export const CHANGE = `
  WITH event AS (
    INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to,
      membership_id, operator_number, organisation_id, channel, reason)
    VALUES ($1, 'move', $2, $2, $3, 'place:' || $4::uuid::text, $5, $5, $6, $7, $8, 'api', $9) RETURNING id, device_id)
  UPDATE devices.device d SET place_id = $4, container_id = NULL, transfer_id = NULL, last_event_id = e.id FROM event e WHERE d.id = e.device_id`;
