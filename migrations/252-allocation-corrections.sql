-- A hand-over of the wrong device is undone, and one to the wrong reference is put right.

-- What happened is undone once.
CREATE UNIQUE INDEX device_event_undone ON devices.device_event (undoes) WHERE undoes IS NOT NULL;
GRANT UPDATE (beneficiary_id) ON allocation.handover TO bn_app;
