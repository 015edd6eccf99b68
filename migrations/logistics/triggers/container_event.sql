CALL platform.append_only('logistics.container_event');
