-- What leaves together is reserved for requests of one place: one of them would be delivered where nobody asked for it.
CREATE OR REPLACE FUNCTION allocation.sent_to_one_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(DISTINCT r.place_id) FROM logistics.transfer_line l JOIN allocation.reservation v ON v.device_id = l.device_id AND v.ended_at IS NULL
    JOIN allocation.request_unit u ON u.id = v.unit_id JOIN allocation.request r ON r.id = u.request_id WHERE l.transfer_id = NEW.id) > 1 THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.several_places';
  END IF;
  RETURN NULL;
END $$;
