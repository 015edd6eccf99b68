CALL platform.append_only('devices.former_value');
