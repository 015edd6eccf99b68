-- A drawn signature is kept as it was drawn, until its date: an earlier one would have the purge delete what proves a hand-over.
REVOKE UPDATE ON allocation.handover_signature FROM bn_app;
