/** Where a file is, whatever it lists: being read, waiting for a person, being applied, or done with. */
export const IMPORT_STATES = {
  reading: { label: 'Lecture en cours', tone: 'info', icon: 'loader' },
  asking: { label: 'À compléter', tone: 'attention', icon: 'clipboard-list' },
  ready: { label: 'À vérifier', tone: 'attention', icon: 'clipboard-list' },
  applying: { label: 'Enregistrement en cours', tone: 'info', icon: 'loader' },
  applied: { label: 'Enregistré', tone: 'ok', icon: 'circle-check' },
  withdrawing: { label: 'Annulation en cours', tone: 'info', icon: 'loader' },
  withdrawn: { label: 'Annulé', tone: 'neutral', icon: 'undo-2' },
  refused: { label: 'Abandonné', tone: 'neutral', icon: 'ban' },
  failed: { label: 'Illisible', tone: 'alert', icon: 'circle-x' },
} as const;
export type ImportState = keyof typeof IMPORT_STATES;

export const IMPORT_STEPS = {
  choose: { from: ['asking', 'ready', 'failed'], to: ['reading'] },
  read: { from: ['reading'], to: ['asking', 'ready', 'failed'] },
  answer: { from: ['asking', 'ready'], to: ['reading'] },
  ask_again: { from: ['asking', 'ready'], to: ['asking'] },
  apply: { from: ['ready'], to: ['applying'] },
  /** Back to `ready`: it was to come in whole, and a row became wrong. */
  carry_out: { from: ['applying'], to: ['applied', 'ready', 'failed'] },
  withdraw: { from: ['applied'], to: ['withdrawing'] },
  /** Back to `applied`: a rule forbade it. */
  carry_out_withdrawal: { from: ['withdrawing'], to: ['withdrawn', 'applied'] },
  refuse: { from: ['asking', 'ready', 'failed'], to: ['refused'] },
} as const satisfies Readonly<Record<string, { from: readonly ImportState[]; to: readonly ImportState[] }>>;
export type ImportVerb = keyof typeof IMPORT_STEPS;

export const mayBe = (verb: ImportVerb, state: ImportState): boolean =>
  (IMPORT_STEPS[verb].from as readonly ImportState[]).includes(state);
