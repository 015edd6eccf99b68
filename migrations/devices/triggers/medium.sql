CALL platform.append_only('devices.medium');
