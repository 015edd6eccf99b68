/** Papers and figures: who is answered what (see ../access-matrix.ts). */
export const papers = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /documents                                      |                      | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /documents/:file                                | paper as PDF         | 401    | 404    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 404    | 404
POST   /documents/:id/nouvel-essai                     | paper                | 401    | 404    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 404    | 404
GET    /api/v1/documents                               |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /api/v1/documents/:id                           | paper                | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 404    | 404
GET    /api/v1/documents/:id/file                      | paper                | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 404    | 404
POST   /api/v1/documents/:id/retry                     | paper                | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 404    | 404
GET    /V                                              |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /V/:ref                                         | verified paper       | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /v/:ref                                         | verified paper       | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /api/v1/verifications/:ref                      | verified paper       | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
POST   /V/:ref                                         | verified paper       | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /chiffres                                       |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | ok     | 403
GET    /api/v1/figures                                 |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | ok     | 403
`;
