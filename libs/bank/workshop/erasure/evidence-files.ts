/** What erasing tools write, each stored as it came; how a file is read is beside its name in `READERS`. The first whose words a file has is its kind. */
export const EVIDENCE_FILES = {
  bench_bundle: { label: 'Fichier d’un poste d’effacement' },
  nwipe_log: { label: 'Journal de nwipe' },
  nwipe_pdf: { label: 'Rapport PDF de nwipe' },
  other_pdf: { label: 'Autre PDF' },
  smartctl: { label: 'Relevé de smartctl' },
  maker_report: { label: 'Rapport d’un autre outil' },
  shredos: { label: 'Texte de ShredOS' },
  blkdiscard: { label: 'Texte de blkdiscard' },
  nvme: { label: 'Texte de nvme' },
  hdparm: { label: 'Texte de hdparm' },
  other: { label: 'Autre fichier' },
} as const satisfies Record<string, { readonly label: string }>;
export type EvidenceFileKind = keyof typeof EVIDENCE_FILES;

/** What reading a file gave. Only what is `read` has results, and only a result proves something. */
export const FILE_OUTCOMES = {
  read: { label: 'Lu disque par disque', tone: 'ok', icon: 'file-check' },
  to_judge: { label: 'À juger par une personne', tone: 'attention', icon: 'scale' },
  attached: { label: 'Joint, ne dit rien d’un effacement', tone: 'neutral', icon: 'file-text' },
  no_proof: { label: 'Ne prouve rien', tone: 'alert', icon: 'shield-alert' },
} as const satisfies Record<string, { readonly label: string; readonly tone: string; readonly icon: string }>;
export type FileOutcome = keyof typeof FILE_OUTCOMES;
