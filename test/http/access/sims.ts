/** SIM cards: who is answered what (see ../access-matrix.ts). */
export const sims = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /sim/import                                     |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /sim/import                                     |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /sim/import/:id                                 | list of SIM          | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /sim/import/:id                                 | list of SIM          | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /sim                                            |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok     | ok     | 403    | 403
GET    /sim/attribution                                |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /sim/attribution                                |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /sim/:id                                        | sim                  | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /sim/:id/remise                                 | sim                  | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /sim/:id/remise                                 | sim                  | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /sim/:id/codes                                  | sim                  | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /sim/:id/reprise                                | sim                  | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /sim/:id/fin                                    | sim                  | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /sim/:id/fin                                    | sim                  | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /api/v1/sims                                    |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok     | ok     | 403    | 403
POST   /api/v1/sims/imports                            |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/sims/allotments                         |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/sims/:id                                | sim                  | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /api/v1/sims/:id/events                         | sim                  | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /api/v1/sims/:id/hand-out                       | sim                  | 401    | 401    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /api/v1/sims/:id/call-back                      | sim                  | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/sims/:id/end                            | sim                  | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
`;
