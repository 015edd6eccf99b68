/**
 * What SQL still names of rooms above its own, or beside it, by file, each with the reason. This list may only shrink: `check-sql` fails at
 * what is not in it, and at what is in it without being so any more.
 */
export const UPWARD = [
  {
    because: 'Rows of three rooms are sealed in one chain, whose function reads each by its kind.',
    names: {
      'migrations/people/functions/row_hash.sql': ['allocation.purge_entry', 'corrections.correction'],
      'migrations/people/functions/rows_to_seal.sql': ['allocation.purge_entry', 'corrections.correction'],
    },
  },
  {
    because: 'A correction is held to what it speaks of, whichever room’s row that is.',
    names: {
      'migrations/corrections/functions/merge_happened.sql': [
        'allocation.beneficiary',
        'devices.device',
        'intake.donor',
      ],
    },
  },
  {
    because: 'The list of devices is filtered by their donor, which the gift knows.',
    names: {
      'libs/bank/devices/list/device-list.queries.ts': ['intake.donation', 'intake.donors_of'],
    },
  },
  {
    because:
      'A lot or a receipt keeps a device that was logged by mistake; whoever presses the button is answered before anything is written.',
    names: {
      'migrations/devices/functions/why_kept.sql': [
        'logistics.transfer',
        'logistics.transfer_line',
        'receipts.cancellation',
        'receipts.receipt',
      ],
    },
  },
  {
    because: 'A gift’s page and its steps follow its devices to the bench, the lots and the receipts.',
    names: {
      'libs/bank/intake/donations/donation.queries.ts': ['logistics.transfer', 'logistics.transfer_line'],
      'libs/bank/intake/donations/following.ts': ['refurbishment.removed_medium', 'refurbishment.work_order'],
      'migrations/intake/functions/agreements_awaited.sql': ['receipts.signed_back'],
      'migrations/intake/functions/donation_papers.sql': [
        'receipts.cancellation',
        'receipts.receipt',
        'receipts.signed_back',
      ],
    },
  },
  {
    because: 'The slip of a lot quotes the text of the law on processing, which is among those of receipts.',
    names: {
      'libs/bank/logistics/transfers/slip.service.ts': ['receipts.legal_text'],
    },
  },
  {
    because: 'A hand-over is not undone once a fault was reported of it.',
    names: {
      'migrations/allocation/functions/why_not_undone.sql': ['maintenance.ticket'],
    },
  },
  {
    because: 'A person is not forgotten while a SIM card that they were given lives.',
    names: {
      'libs/bank/allocation/beneficiaries/forgotten.ts': ['sims.living_statuses', 'sims.sim'],
    },
  },
  {
    because: 'The platform ends words after periods that people keeps; a rule begins at the bank’s day.',
    names: {
      'migrations/platform/functions/end_words.sql': ['people.kept_for'],
      'migrations/platform/functions/words_due.sql': ['people.kept_for'],
      'migrations/platform/functions/word_ends.sql': ['people.kept_for'],
      'migrations/platform/functions/rule_in_force.sql': ['people.bank'],
    },
  },
];
