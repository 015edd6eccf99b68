CALL platform.dated_rules('reporting.donor_link_rule');
