export type { CommuneOffers } from './communes.js';
export type { DeskData, DeskDonation, DeskMember, KeptCardName, LoggedDevice, OpenDonation } from './desk.js';
export { UPLOAD_LIMIT } from './limits.js';
export type { FieldProblem, Problem } from './problem.js';
