/** Coming from another tool: the bank's alone (see ../access-matrix.ts). */
export const takeover = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /reprise                                        |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /reprise                                        |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /reprise/:id                                    | takeover file        | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /reprise/:id/lignes-a-corriger                  | takeover file        | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /reprise/:id/colonnes                           | takeover file        | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /reprise/:id/correspondances                    | takeover file        | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /reprise/:id/retour                             | takeover file        | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /reprise/:id/reprise                            | takeover file        | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /reprise/:id/abandon                            | takeover file        | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/takeovers                               |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/takeovers                               |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/takeovers/:id                           | takeover file        | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/takeovers/:id/values                    | takeover file        | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/takeovers/:id/rows                      | takeover file        | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/takeovers/:id/columns                   | takeover file        | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/takeovers/:id/mapping                   | takeover file        | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/takeovers/:id/apply                     | takeover file        | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/takeovers/:id/refuse                    | takeover file        | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
`;
