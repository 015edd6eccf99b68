export * from './actor.js';
export * from './ids.js';
export * from './keyset.js';
export * from './rule-broken.js';
