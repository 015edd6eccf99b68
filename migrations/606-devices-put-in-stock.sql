-- transaction = false
-- What a workshop put in stock, month by month, reads these rows of the history and no others.
CREATE INDEX CONCURRENTLY IF NOT EXISTS device_event_put_in_stock ON devices.device_event (organisation_id, occurred_at) INCLUDE (device_id, id) WHERE verb = 'put_in_stock';
