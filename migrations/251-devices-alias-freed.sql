-- A number that came with a device from a wrong donor is freed, and given again by the right one.
GRANT UPDATE (freed_at) ON devices.alias TO bn_app;
