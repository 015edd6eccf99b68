/** The desk on a phone: who is answered what (see ../access-matrix.ts). What a phone keeps for it is the same for everybody. */
export const desk = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /collecte                                       |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /collecte/donnees                               |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /collecte/hors-ligne                            |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /hors-ligne                                     |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /sw.js                                          |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /manifest.webmanifest                           |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
`;
