import { DEVICE_LIFECYCLE } from '#devices';
import { ANYONE_HOLDING, type Role } from '#kernel';

/** Who works with devices at all; which ones, and what they may do with them, is `visibleTo` and the lifecycle's table. */
export const SEES_DEVICES: readonly Role[] = ANYONE_HOLDING;

/** Some action of its own on a device: each asks for its own right when it is carried out. */
export const ACTS_ON_DEVICES = DEVICE_LIFECYCLE.right(
  ...DEVICE_LIFECYCLE.verbs.filter((verb) => DEVICE_LIFECYCLE.step(verb).via === 'button'),
);
