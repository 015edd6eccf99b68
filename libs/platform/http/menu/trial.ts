import { clock } from '#platform/kernel';
import { formatDate, type View } from '#platform/ui';

let trial = false;

/** From now on every page says that this is a trial bank. */
export const servesTrial = (): void => {
  trial = true;
};

/** For every page of a trial bank: that nothing is real, and which day it is when its clock was moved. */
export const trialOrNot = (timeZone?: string): Pick<View, 'trial'> =>
  trial ? { trial: { day: clock.ahead() ? formatDate(clock.now(), timeZone) : null } } : {};
