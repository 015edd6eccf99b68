CALL platform.append_only('allocation.request_event');
