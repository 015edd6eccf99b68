CALL platform.append_only('devices.medium_size');
