CALL platform.append_only('allocation.purge_entry');
