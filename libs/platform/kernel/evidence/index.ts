export * from './certificate-words.js';
export * from './proofs.js';
export * from './test-words.js';
export * from './words.js';
