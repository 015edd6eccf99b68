CALL platform.dated_rules('allocation.warranty_rule');
