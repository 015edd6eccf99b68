CALL platform.dated_rules('allocation.approval_rule');
