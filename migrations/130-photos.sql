-- Photos of devices: a few each, seen by whoever sees the device, removed for good when somebody asks.

CALL platform.open_schema('photos');

CREATE TABLE photos.photo (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices.device,
  -- Its place among the device's photos: what holds the number of photos, also in a race.
  rank smallint NOT NULL CHECK (rank BETWEEN 1 AND photos.photo_limit()),
  blob_id uuid NOT NULL UNIQUE REFERENCES documents.blob DEFERRABLE INITIALLY DEFERRED,
  thumb_blob_id uuid NOT NULL UNIQUE REFERENCES documents.blob DEFERRABLE INITIALLY DEFERRED,
  -- Of the file as it came, so that the same photo sent twice is one.
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  width integer NOT NULL CHECK (width > 0),
  height integer NOT NULL CHECK (height > 0),
  operator_number integer,
  organisation_id uuid REFERENCES people.organisation,
  taken_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT photo_rank_once UNIQUE (device_id, rank),
  CONSTRAINT photo_once UNIQUE (device_id, sha256)
);
