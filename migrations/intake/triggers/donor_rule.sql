CALL platform.dated_rules('intake.donor_rule');
