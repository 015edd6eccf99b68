CALL platform.append_only('refurbishment.data_end_slip');
