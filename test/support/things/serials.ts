import type { DataSource } from 'typeorm';

/** Gives a device another serial, with the history row that Postgres asks for. */
export const setSerial = (db: DataSource, id: string, serial: string | null): Promise<unknown> =>
  db.query(
    `WITH event AS (
       INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, channel)
       SELECT d.id, 'correct', d.state, d.state, devices.location_of(d), devices.location_of(d), devices.holder_of(d), devices.holder_of(d), 'system'
       FROM devices.device d WHERE d.id = $1 RETURNING id
     ) UPDATE devices.device d SET serial = $2, serial_key = $2, last_event_id = e.id FROM event e WHERE d.id = $1`,
    [id, serial],
  );
