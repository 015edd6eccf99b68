CALL platform.append_only('refurbishment.work_step');
