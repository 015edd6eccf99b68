import { agent, inxi, type Odd, SATA } from '../machines/odd-documents.js';

/** What speaks for the drives behind it, or hides them. */
export const ODD_CARDS: readonly Odd[] = [
  [
    'inxi: a card that shows nothing of drives without a volume',
    inxi('ST500LM021', { RAID: { Hardware: 'Broadcom / LSI MegaRAID SAS 2008' } }),
    'controller_without_drive',
    1,
  ],
  [
    'the agent: the same of a Smart Array',
    agent({ controllers: [{ name: 'Smart Array P410', type: 'RAID bus controller' }], storages: [SATA] }),
    'controller_without_drive',
    1,
  ],
  ...['ASM236X NVME', 'RTL9210B NVME', 'Realtek RTL9210B-CG', 'JMS583 NVMe', 'VL716 SSD 1'].map(
    (model): Odd => [
      `the case of a drive: ${model}`,
      agent({ storages: [{ ...SATA, description: '', model }] }),
      'no_fixed_medium',
      0,
    ],
  ),
];
