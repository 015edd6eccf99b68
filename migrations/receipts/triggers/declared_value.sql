CALL platform.append_only('receipts.declared_value');
