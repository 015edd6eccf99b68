CALL platform.dated_rules('allocation.price_grid');
