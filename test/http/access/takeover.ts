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
GET    /reprise/journaux                               |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /reprise/journaux                               |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /reprise/journaux/:id                           | old logs             | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /reprise/journaux/:id/rapport                   | old logs             | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /reprise/journaux/:id/rapprochement             | old logs             | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /reprise/journaux/:id/signature                 | old logs             | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/takeover-logs                           |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/takeover-logs                           |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/takeover-logs/:id                       | old logs             | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/takeover-logs/:id/files                 | old logs             | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/takeover-logs/:id/match                 | old logs             | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/takeover-logs/:id/signatures            | old logs             | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
`;
