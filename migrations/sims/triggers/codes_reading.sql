CALL platform.append_only('sims.codes_reading');
