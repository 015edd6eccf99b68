/** Which events a mail may still tell: a mail server that is set today writes nothing of last month. An interval of Postgres. */
export const MAILED_WITHIN = '2 days';

/** How many events of a kind are looked at in one turn. */
export const MAILED_AT_ONCE = 200;
