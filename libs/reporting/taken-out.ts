/** True of a device none of whose removed media still waits for its end, or is lost: until then its data is not proven gone. */
export const NOTHING_TAKEN_OUT = (device: string) =>
  `NOT EXISTS (SELECT 1 FROM refurbishment.removed_medium x WHERE x.device_id = ${device} AND x.state = ANY (refurbishment.removed_unproven_states()))`;
