-- Moves of the six lifecycles.

INSERT INTO devices.lifecycle (verb, from_state, to_state) VALUES
  ('arrive','in_transit','received'), ('arrive_at_workshop','in_transit','at_workshop'), ('arrive_delivered','in_transit','delivered'),
  ('arrive_in_stock','in_transit','in_stock'), ('back_to_bench','in_stock','at_workshop'), ('call_back','in_transit','at_workshop'),
  ('call_back','in_transit','delivered'), ('call_back','in_transit','in_maintenance'), ('call_back','in_transit','in_stock'),
  ('call_back','in_transit','received'), ('call_back','in_transit','reserved'), ('call_back','in_transit','returned'),
  ('call_back','in_transit','to_be_proven'), ('correct','at_workshop','at_workshop'), ('correct','delivered','delivered'),
  ('correct','handed_over','handed_over'), ('correct','in_maintenance','in_maintenance'), ('correct','in_stock','in_stock'),
  ('correct','in_transit','in_transit'), ('correct','received','received'), ('correct','reserved','reserved'),
  ('correct','returned','returned'), ('correct','to_be_proven','to_be_proven'), ('declare','none','dismantled'),
  ('declare','none','given_back'), ('declare','none','handed_over'), ('declare','none','lost'),
  ('declare','none','recycled'), ('declare','none','to_be_proven'), ('dismantle','at_workshop','dismantled'),
  ('dismantle','in_maintenance','dismantled'), ('dismantle','received','dismantled'), ('dismantle','returned','dismantled'),
  ('dismantle','to_be_proven','dismantled'), ('dispatch','at_workshop','in_transit'), ('dispatch','delivered','in_transit'),
  ('dispatch','in_maintenance','in_transit'), ('dispatch','in_stock','in_transit'), ('dispatch','received','in_transit'),
  ('dispatch','reserved','in_transit'), ('dispatch','returned','in_transit'), ('dispatch','to_be_proven','in_transit'),
  ('find','lost','received'), ('find_lock','at_workshop','at_workshop'), ('find_lock','delivered','delivered'),
  ('find_lock','in_maintenance','in_maintenance'), ('find_lock','in_stock','in_stock'), ('find_lock','received','received'),
  ('find_lock','reserved','reserved'), ('find_lock','returned','returned'), ('find_lock','to_be_proven','to_be_proven'),
  ('give_back','in_maintenance','handed_over'), ('grade','at_workshop','at_workshop'), ('grade','delivered','delivered'),
  ('grade','in_maintenance','in_maintenance'), ('grade','in_stock','in_stock'), ('grade','received','received'),
  ('grade','reserved','reserved'), ('grade','returned','returned'), ('grade','to_be_proven','to_be_proven'),
  ('hand_over','delivered','handed_over'), ('log','none','received'), ('move','at_workshop','at_workshop'),
  ('move','delivered','delivered'), ('move','in_maintenance','in_maintenance'), ('move','in_stock','in_stock'),
  ('move','received','received'), ('move','reserved','reserved'), ('move','returned','returned'),
  ('move','to_be_proven','to_be_proven'), ('put_in_stock','at_workshop','in_stock'), ('put_in_stock','in_maintenance','in_stock'),
  ('put_in_stock','received','in_stock'), ('put_in_stock','returned','in_stock'), ('put_in_stock','to_be_proven','in_stock'),
  ('record_erasure','at_workshop','at_workshop'), ('record_erasure','delivered','delivered'), ('record_erasure','in_maintenance','in_maintenance'),
  ('record_erasure','in_stock','in_stock'), ('record_erasure','received','received'), ('record_erasure','reserved','reserved'),
  ('record_erasure','returned','returned'), ('record_erasure','to_be_proven','to_be_proven'), ('record_repair','at_workshop','at_workshop'),
  ('record_repair','delivered','delivered'), ('record_repair','in_maintenance','in_maintenance'), ('record_repair','in_stock','in_stock'),
  ('record_repair','received','received'), ('record_repair','reserved','reserved'), ('record_repair','returned','returned'),
  ('record_repair','to_be_proven','to_be_proven'), ('record_test','at_workshop','at_workshop'), ('record_test','delivered','delivered'),
  ('record_test','in_maintenance','in_maintenance'), ('record_test','in_stock','in_stock'), ('record_test','received','received'),
  ('record_test','reserved','reserved'), ('record_test','returned','returned'), ('record_test','to_be_proven','to_be_proven'),
  ('recycle','at_workshop','recycled'), ('recycle','delivered','recycled'), ('recycle','in_maintenance','recycled'),
  ('recycle','in_stock','recycled'), ('recycle','received','recycled'), ('recycle','returned','recycled'),
  ('recycle','to_be_proven','recycled'), ('release','reserved','in_stock'), ('release','reserved','received'),
  ('release_lock','at_workshop','at_workshop'), ('release_lock','delivered','delivered'), ('release_lock','in_maintenance','in_maintenance'),
  ('release_lock','in_stock','in_stock'), ('release_lock','received','received'), ('release_lock','reserved','reserved'),
  ('release_lock','returned','returned'), ('release_lock','to_be_proven','to_be_proven'), ('report_lost','at_workshop','lost'),
  ('report_lost','delivered','lost'), ('report_lost','handed_over','lost'), ('report_lost','in_maintenance','lost'),
  ('report_lost','in_stock','lost'), ('report_lost','in_transit','lost'), ('report_lost','received','lost'),
  ('report_lost','reserved','lost'), ('report_lost','returned','lost'), ('report_lost','to_be_proven','lost'),
  ('reserve','in_stock','reserved'), ('return_to_donor','at_workshop','given_back'), ('return_to_donor','received','given_back'),
  ('return_to_donor','returned','given_back'), ('return_to_donor','to_be_proven','given_back'), ('take_back','handed_over','returned'),
  ('take_for_repair','handed_over','in_maintenance'), ('take_inventory','at_workshop','at_workshop'), ('take_inventory','delivered','delivered'),
  ('take_inventory','in_maintenance','in_maintenance'), ('take_inventory','in_stock','in_stock'), ('take_inventory','received','received'),
  ('take_inventory','reserved','reserved'), ('take_inventory','returned','returned'), ('take_inventory','to_be_proven','to_be_proven');

INSERT INTO allocation.request_lifecycle (verb, from_state, to_state) VALUES
  ('approve','submitted','approved'), ('cancel','approved','cancelled'), ('cancel','draft','cancelled'),
  ('cancel','submitted','cancelled'), ('draft','none','draft'), ('expire','approved','expired'),
  ('fulfil','approved','fulfilled'), ('refuse','approved','refused'), ('refuse','submitted','refused'),
  ('submit','draft','submitted');

INSERT INTO sims.life (verb, from_status, to_status) VALUES
  ('allot','in_stock','allotted'), ('call_back','allotted','in_stock'), ('end','allotted','ended'),
  ('end','handed_out','ended'), ('end','in_stock','ended'), ('hand_out','allotted','handed_out'),
  ('import','none','in_stock');

INSERT INTO maintenance.life (verb, from_state, to_state) VALUES
  ('assign','open','open'), ('close','device_in','closed'), ('close','open','closed'),
  ('close','taken','closed'), ('close','waiting','closed'), ('give_back','device_in','solved'),
  ('report','none','open'), ('resume','waiting','taken'), ('solve','taken','solved'),
  ('solve','waiting','solved'), ('swap','device_in','swapped'), ('swap','taken','swapped'),
  ('swap','waiting','swapped'), ('take','open','taken'), ('take_in','taken','device_in'),
  ('take_in','waiting','device_in'), ('wait','taken','waiting');

INSERT INTO intake.donation_flow (verb, from_state, to_state) VALUES
  ('cancel','planned','cancelled'), ('cancel','promised','cancelled'), ('close','received','closed'),
  ('plan','promised','planned'), ('promise','none','promised'), ('receive','planned','received'),
  ('receive','promised','received'), ('register','none','received'), ('replan','planned','planned');
