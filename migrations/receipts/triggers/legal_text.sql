CALL platform.dated_rules('receipts.legal_text');
