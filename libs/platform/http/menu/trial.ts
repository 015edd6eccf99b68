import { clock } from '#platform/kernel';
import { formatDate, type View } from '#platform/ui';

/** Of the process: whether the bank it serves is the demo's. */
let trial = false;

/** From now on every page says that this bank is the trial one. */
export const servesTrial = (): void => {
  trial = true;
};

/** For every page: that nothing in it is real, and which day it is there when its clock was moved; nothing of a bank of somebody's own. */
export const trialOrNot = (timeZone?: string): Pick<View, 'trial'> =>
  trial ? { trial: { day: clock.ahead() ? formatDate(clock.now(), timeZone) : null } } : {};
