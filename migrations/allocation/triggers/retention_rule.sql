CALL platform.dated_rules('allocation.retention_rule');
