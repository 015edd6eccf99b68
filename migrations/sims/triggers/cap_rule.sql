CALL platform.dated_rules('sims.cap_rule');
