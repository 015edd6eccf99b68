CALL platform.append_only('receipts.cancellation');
