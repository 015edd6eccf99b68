/** What tools print that are not read. Written here after each tool's own description, with invented names and numbers. */
const wmic = `Node,Caption,InterfaceType,MediaType,SerialNumber,Size\r\nPC-12,Samsung SSD 870 EVO 500GB,IDE,Fixed hard disk media,S62ADEMO1,500105249280\r\n`;
const getPhysicalDisk = JSON.stringify([
  {
    DeviceId: '0',
    FriendlyName: 'KIOXIA KBG40ZNS256G',
    MediaType: 4,
    BusType: 17,
    SerialNumber: '0000_DEMO_1.',
    Size: 256060514304,
    CanPool: false,
  },
]);
const win32 = JSON.stringify({
  __CLASS: 'Win32_DiskDrive',
  Model: 'ST1000LM035',
  SerialNumber: 'ZDEDEMO2',
  Size: '1000202273280',
  InterfaceType: 'IDE',
  MediaType: 'Fixed hard disk media',
});
const profiler = JSON.stringify({
  SPNVMeDataType: [
    { _items: [{ _name: 'APPLE SSD AP0256M', device_serial: 'C02DEMO8', size_in_bytes: 251000193024 }] },
  ],
  SPSerialATADataType: [],
});
const profilerText =
  'NVMExpress:\n\n    Apple SSD Controller:\n\n        APPLE SSD AP0256M:\n\n          Capacity: 251 GB (251,000,193,024 bytes)\n          Serial Number: C02DEMO9\n';
const profilerXml =
  '<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist version="1.0"><array><dict><key>_dataType</key><string>SPNVMeDataType</string><key>_items</key><array><dict><key>device_serial</key><string>C02DEMOA</string></dict></array></dict></array></plist>';
const hwinfo =
  '22: IDE 00.0: 10600 Disk\n  [Created at block.245]\n  Unique ID: 3OOL.demo\n  Hardware Class: disk\n  Model: "ST500LM021-1KJ15"\n  Device: "ST500LM021-1KJ15"\n  Serial ID: "W62DEMO2"\n  Device File: /dev/sda\n  Size: 976773168 sectors a 512 bytes\n';
const getprop =
  '[ro.product.model]: [SM-A515F]\n[ro.product.manufacturer]: [samsung]\n[ro.serialno]: [R58DEMO2]\n[ro.boot.bootdevice]: [13520000.ufs]\n[ro.crypto.state]: [encrypted]\n';
const nvmeList = JSON.stringify({
  Devices: [
    {
      NameSpace: 1,
      DevicePath: '/dev/nvme0n1',
      ModelNumber: 'PM981a',
      SerialNumber: 'S4GVDEMO',
      PhysicalSize: 512110190592,
    },
  ],
});
const diskutil =
  '/dev/disk0 (internal, physical):\n   #:                       TYPE NAME                    SIZE       IDENTIFIER\n   0:      GUID_partition_scheme                        *251.0 GB   disk0\n';
const mdadm =
  '/dev/md0:\n        Raid Level : raid1\n     Raid Devices : 2\n  Active Devices : 1\n    Number   Major   Minor   RaidDevice State\n       0       8        1        0      active sync   /dev/sda1\n';

/** Documents that are no inventory that is read: refused, whatever drives they name. */
export const NOT_READ: readonly (readonly [string, string])[] = [
  ['wmic diskdrive list /format:csv', wmic],
  ['Get-PhysicalDisk | ConvertTo-Json', getPhysicalDisk],
  ['Get-CimInstance Win32_DiskDrive | ConvertTo-Json', win32],
  ['system_profiler -json', profiler],
  ['system_profiler', profilerText],
  ['system_profiler -xml', profilerXml],
  ['hwinfo --disk', hwinfo],
  ['getprop of Android', getprop],
  ['nvme list -o json', nvmeList],
  ['diskutil list', diskutil],
  ['mdadm --detail', mdadm],
];

/** dmidecode alone: the machine, and not one word of storage. */
export const DMIDECODE_ALONE =
  '# dmidecode 3.4\nGetting SMBIOS data from sysfs.\nSMBIOS 3.1 present.\n\nHandle 0x0001, DMI type 1, 27 bytes\nSystem Information\n\tManufacturer: Dell Inc.\n\tProduct Name: Latitude 5490\n\tSerial Number: 7DEMO12\n\tUUID: 4c4c4544-0044-4510-8045-b7c04fde4d32\n\nHandle 0x0002, DMI type 17, 40 bytes\nMemory Device\n\tSize: 8192 MB\n\tForm Factor: SODIMM\n';
