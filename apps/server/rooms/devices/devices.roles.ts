import { ANYONE_HOLDING, type Role } from '#kernel';

/** Who works with devices at all; which ones, and what they may do with them, is `visibleTo` and the lifecycle's table. */
export const SEES_DEVICES: readonly Role[] = ANYONE_HOLDING;
