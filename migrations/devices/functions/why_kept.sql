-- Why a device can no longer be said to have been logged by mistake: the code of a rule, or null. What happened to it since
-- (UNTOUCHING in libs/bank/devices/device/verb-groups.ts), a lot that it is put in, a receipt that counts it.
CREATE OR REPLACE FUNCTION devices.why_kept(device uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM devices.device_event e WHERE e.device_id = device AND e.verb <> ALL (devices.untouching_verbs()))
      THEN 'devices.moved_on'
    WHEN EXISTS (SELECT 1 FROM logistics.transfer_line l JOIN logistics.transfer t ON t.id = l.transfer_id
      WHERE l.device_id = device AND t.state = 'preparing') THEN 'devices.kept_in_lot'
    WHEN EXISTS (SELECT 1 FROM devices.device d JOIN receipts.receipt r ON r.donation_id = d.donation_id
      WHERE d.id = device AND NOT EXISTS (SELECT 1 FROM receipts.cancellation c WHERE c.receipt_id = r.id)) THEN 'devices.kept_on_receipt'
  END;
$$;
