-- What was answered or sent lately, for the mails that tell it: asked every minute.
CREATE INDEX request_decided ON allocation.request (decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX transfer_sent_at ON logistics.transfer (sent_at) WHERE state = 'sent';
CREATE INDEX transfer_ended_at ON logistics.transfer (ended_at) WHERE ended_at IS NOT NULL;
