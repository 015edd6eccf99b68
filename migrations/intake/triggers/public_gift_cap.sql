CALL platform.dated_rules('intake.public_gift_cap');
