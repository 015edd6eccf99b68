import { serveThread } from '#platform/kernel';
import { type CategoryToSolve, solveCategory } from './solve.js';

/** A category that is to be solved is sent, who gets what comes back. */
serveThread(async function* (category: CategoryToSolve) {
  yield await solveCategory(category);
});
