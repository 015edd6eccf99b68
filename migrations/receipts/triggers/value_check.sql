CALL platform.append_only('receipts.value_check');
