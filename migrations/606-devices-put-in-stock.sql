-- What a workshop put in stock, month by month, reads these rows of the history and no others. Dropped first: it may have been left half made.
DROP INDEX IF EXISTS devices.device_event_put_in_stock;
CREATE INDEX device_event_put_in_stock ON devices.device_event (organisation_id, occurred_at) INCLUDE (device_id, id) WHERE verb = 'put_in_stock';
