/** Classes of erasure of NIST SP 800-88 and IEEE 2883, the weakest first, as the standards name them. */
export const ERASURE_CLASSES = { clear: 'Clear', purge: 'Purge', destroy: 'Destroy' } as const;
export type ErasureClass = keyof typeof ERASURE_CLASSES;
