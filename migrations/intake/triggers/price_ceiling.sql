CALL platform.dated_rules('intake.price_ceiling');
