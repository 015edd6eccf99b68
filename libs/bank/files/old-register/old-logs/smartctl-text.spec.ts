import fc from 'fast-check';
import { readSmartctlText } from './old-log-reading.js';

const ATA = `smartctl 7.3 2022-02-28 r5338 [x86_64-linux-6.1.0-13-amd64] (local build)
Copyright (C) 2002-22, Bruce Allen, Christian Franke, www.smartmontools.org

=== START OF INFORMATION SECTION ===
Model Family:     Seagate Laptop SSHD
Device Model:     ST500LM000-1EJ162
Serial Number:    W370XYZ1
LU WWN Device Id: 5 000c50 06f0a1b2c
Firmware Version: DEM9
User Capacity:    500,107,862,016 bytes [500 GB]
Sector Sizes:     512 bytes logical, 4096 bytes physical
Rotation Rate:    5400 rpm

=== START OF READ SMART DATA SECTION ===
SMART overall-health self-assessment test result: PASSED

ID# ATTRIBUTE_NAME          FLAG     VALUE WORST THRESH TYPE      UPDATED  WHEN_FAILED RAW_VALUE
  5 Reallocated_Sector_Ct   0x0033   100   100   036    Pre-fail  Always       -       0
  9 Power_On_Hours          0x0032   092   092   000    Old_age   Always       -       7312
`;
const NVME = `smartctl 7.2 2020-12-30 r5155 [x86_64-linux-5.10.0-8-amd64] (local build)
=== START OF INFORMATION SECTION ===
Model Number:                       SAMSUNG MZVLB256HAHQ-000L7
Serial Number:                      S41GNX0K123456
Total NVM Capacity:                 256 060 514 304 [256 GB]
NVMe Version:                       1.2
=== START OF SMART DATA SECTION ===
SMART overall-health self-assessment test result: FAILED!
Power On Hours:                     1,234
`;

test('a disk of ATA, and one of NVMe', () => {
  expect(readSmartctlText(ATA)).toEqual([
    {
      kind: 'disk',
      model: 'ST500LM000-1EJ162',
      serial: 'W370XYZ1',
      serialKey: 'W370XYZ1',
      sizeBytes: 500107862016,
      healthy: true,
      powerOnHours: 7312,
    },
  ]);
  expect(readSmartctlText(`\uFEFF${NVME.replaceAll('\n', '\r\n')}`)).toMatchObject([
    { kind: 'nvme', serial: 'S41GNX0K123456', sizeBytes: 256060514304, healthy: false, powerOnHours: 1234 },
  ]);
});

test('several outputs in one file are several disks', () => {
  expect(readSmartctlText(ATA + NVME)?.map((d) => d.serial)).toEqual(['W370XYZ1', 'S41GNX0K123456']);
});

test('anything else is none, and never fails', () => {
  expect(readSmartctlText('bonjour')).toBeNull();
  expect(readSmartctlText('smartctl 7.3\nno device\n')).toBeNull();
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(400), (text, cut) => {
      readSmartctlText(text);
      readSmartctlText(ATA.slice(0, cut) + text + ATA.slice(cut));
    }),
  );
});
