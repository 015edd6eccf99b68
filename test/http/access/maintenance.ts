/** Faults: who is answered what (see ../access-matrix.ts). */
export const maintenance = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /E                                              |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /E/:code                                        | label                | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /e/:code                                        | label                | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
POST   /E                                              |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /suivi/:secret                                  | follow-up of a fault | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /pannes                                         |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok     | ok     | 403    | 403
GET    /pannes/:id                                     | ticket               | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /pannes/:id/actions/:verb                       | ticket               | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /pannes/:id/actions/:verb                       | ticket               | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /api/v1/faults                                  |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /api/v1/faults/:secret                          | follow-up of a fault | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /api/v1/tickets                                 |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok     | ok     | 403    | 403
GET    /api/v1/tickets/:id                             | ticket               | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /api/v1/tickets/:id/events                      | ticket               | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /api/v1/tickets/:id/actions/:verb               | ticket               | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
`;
