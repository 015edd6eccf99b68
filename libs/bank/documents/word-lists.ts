import type { Lists } from '#platform/database';

/** Where a paper is, and where it may go from there; none is ever deleted. */
export const DOCUMENT_STATES = {
  requested: ['rendering', 'failed', 'erased'],
  rendering: ['requested', 'ready', 'failed', 'erased'],
  ready: ['erased'],
  failed: ['requested', 'erased'],
  erased: [],
} as const satisfies Record<string, readonly string[]>;
export type DocumentState = keyof typeof DOCUMENT_STATES;
export const DOCUMENT_STATE_NAMES = Object.keys(DOCUMENT_STATES) as DocumentState[];

/** What the state of a paper is called. */
export const PAPER_STATES = {
  requested: { label: 'en préparation', tone: 'info', icon: 'hourglass' },
  rendering: { label: 'en préparation', tone: 'info', icon: 'hourglass' },
  ready: { label: 'prêt', tone: 'ok', icon: 'circle-check' },
  failed: { label: 'échec', tone: 'alert', icon: 'triangle-alert' },
  erased: { label: 'effacé à sa date', tone: 'neutral', icon: 'ban' },
} as const satisfies Record<DocumentState, object>;

/** How long a paper is kept: for ever, or until what it says of a person must go. */
export const RETENTION_CLASSES = ['permanent', 'identity'] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

const states = (...some: DocumentState[]) => some;

/** What papers share with Postgres. */
export const DOCUMENTS_LISTS: Lists = {
  words: { 'documents.document_state': DOCUMENT_STATES, 'documents.retention_class': RETENTION_CLASSES },
  groups: {
    // A worker has still to make it.
    'documents.unmade_states': states('requested', 'rendering'),
    // Nobody works on it, and it is not erased yet.
    'documents.settled_states': states('ready', 'failed'),
  },
  rows: {
    'documents.document_life': Object.entries(DOCUMENT_STATES).flatMap(([from_state, next]) =>
      next.map((to_state) => ({ from_state, to_state })),
    ),
  },
};
