-- Addresses whose mail was accepted, and came back later.
CREATE TABLE notifications.returned_address (
  -- An HMAC of the address: it is recognised where it is known already, and stored nowhere for this.
  address_hash text PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT platform.now()
);
CREATE INDEX returned_address_age ON notifications.returned_address (at);
