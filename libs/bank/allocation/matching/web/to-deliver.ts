/** Where reserved devices wait to leave. */
export const TO_DELIVER = { href: '/attributions/livraisons', label: 'Préparer la livraison' } as const;
