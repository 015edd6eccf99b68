/** Which events a mail may still tell: a mail server that is set today writes nothing of last month. An interval of Postgres. */
export const STILL_TOLD = '2 days';

/** How many events of a kind are looked at in one turn. */
export const TOLD_AT_ONCE = 200;
