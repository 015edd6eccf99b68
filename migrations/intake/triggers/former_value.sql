CALL platform.append_only('intake.former_value');
