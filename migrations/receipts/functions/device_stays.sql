-- Receipts that count keep the devices of their donation; `label` is the device.
CREATE OR REPLACE FUNCTION receipts.device_stays(ids uuid[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'devices.kept_on_receipt', d.id::text FROM devices.device d JOIN receipts.receipt r ON r.donation_id = d.donation_id
  WHERE d.id = ANY (ids) AND NOT EXISTS (SELECT 1 FROM receipts.cancellation c WHERE c.receipt_id = r.id)
$$;
