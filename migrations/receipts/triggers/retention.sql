CALL platform.dated_rules('receipts.retention');
