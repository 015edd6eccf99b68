CALL platform.dated_rules('allocation.absence_rule');
