-- A document lists all fixed media only when it shows what drives hang on, and nothing in it speaks of a drive that it does not list
-- (libs/bank/devices/inventory/drives/media-knowledge.ts). Those of before are judged by the same rule, as far as what was kept of them tells.

ALTER TABLE devices.snapshot DISABLE TRIGGER USER;
UPDATE devices.snapshot SET has_storage_section = false, media_unknown = facts #>> '{doubts,0}'
WHERE has_storage_section AND facts @? '$.doubts[*]';
UPDATE devices.snapshot SET has_storage_section = false, media_unknown = 'virtual_machine'
WHERE has_storage_section
  AND facts @? '$.media[*].model ? (@ like_regex "vbox|qemu|vmware|parallels|msft|virtual (hd|ssd|hard|nvme)|virtio|bhyve" flag "i")';
UPDATE devices.snapshot SET has_storage_section = false, media_unknown = 'controllers_untold'
WHERE has_storage_section AND CASE
  WHEN source IN ('lsblk_json', 'inxi_json', 'smartctl_json') THEN true
  WHEN source = 'workbench' THEN NOT raw @? '$.lshw_json.nodes[*] ? (@.class == "storage" || @.class == "bridge")'
  WHEN source = 'lshw_json' THEN NOT raw @? '$.nodes[*] ? (@.class == "storage" || @.class == "bridge")'
  WHEN source IN ('glpi_json', 'agent_xml') THEN NOT raw ? 'controllers' AND coalesce(facts #>> '{os,name}', '') !~* 'mac ?os|os ?x|darwin'
  ELSE false END;
ALTER TABLE devices.snapshot ENABLE TRIGGER USER;

ALTER TABLE devices.snapshot ADD CONSTRAINT snapshot_knows_without_doubt
  CHECK (NOT has_storage_section OR NOT facts @? '$.doubts[*]');
