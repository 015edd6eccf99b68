CALL platform.append_only('refurbishment.log_sent_for');
