CALL platform.dated_rules('allocation.quota_rule');
