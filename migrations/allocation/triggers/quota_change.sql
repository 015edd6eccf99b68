CALL platform.append_only('allocation.quota_change');
