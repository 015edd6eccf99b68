CALL platform.dated_rules('sims.credit_rule');
