CALL platform.append_only('receipts.yearly_list');
