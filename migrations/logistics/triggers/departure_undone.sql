CALL platform.append_only('logistics.departure_undone');
