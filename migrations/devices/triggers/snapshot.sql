CALL platform.append_only('devices.snapshot');
