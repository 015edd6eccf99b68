export * from './actor.js';
export * from './ids.js';
export * from './keyset.js';
export * from './luhn.js';
export * from './rule-broken.js';
export * from './sealer.js';
export * from './today.js';
