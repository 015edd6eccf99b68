/** Lines of a request. */
export const MOST_LINES = 10;
/** Devices of a line. */
export const MOST_PER_LINE = 50;
/** Letters of what the bank tells a structure of a refusal. */
export const LONGEST_REFUSAL_NOTE = 300;
