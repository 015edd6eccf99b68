-- The list by place walks what stands in each of its containers, in the order of ids.
CREATE INDEX device_by_container ON devices.device (container_id, id) WHERE container_id IS NOT NULL;
DROP INDEX devices.device_container;
