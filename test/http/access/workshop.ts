/** The bench, its logs and media: who is answered what (see ../access-matrix.ts). */
export const workshop = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /atelier/journaux                               |                      | 401    | 403    | ok     | ok     | 403    | ok     | ok     | 403    | 403    | 403    | 403
POST   /atelier/journaux                               |                      | 401    | 403    | ok     | ok     | 403    | ok     | ok     | 403    | 403    | 403    | 403
GET    /atelier/journaux/:id                           | erasure log          | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /atelier/journaux/:id/fichier                   | erasure log          | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /atelier/journaux/:id/decisions                 | erasure log          | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /atelier/:code/sans-support                     | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /atelier/:code/sans-support                     | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /atelier/:code/supports                         | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /atelier/:code/supports                         | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /atelier/:code/liste                            | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /atelier/:code/supports/:medium                 | medium               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /atelier/:code/supports/:medium                 | medium               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /atelier                                        |                      | 401    | 403    | ok     | ok     | 403    | ok     | ok     | 403    | 403    | 403    | 403
GET    /atelier/scan                                   | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /atelier/aide                                   |                      | 401    | 403    | ok     | ok     | 403    | ok     | ok     | 403    | 403    | 403    | 403
GET    /atelier/:code                                  | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /atelier/:code/journal                          | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /atelier/:code/test                             | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /atelier/:code/test                             | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /atelier/:code/grade                            | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /atelier/:code/stock                            | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /atelier/:code/annulation                       | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /atelier/:code/aide                             | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /atelier/:code/aide                             | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /atelier/:code/aide/fin                         | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /api/v1/devices/:code/gate                      | device               | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/devices/:code/erasure-logs              | device               | 401    | 401    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /api/v1/devices/:code/media                     | device               | 401    | 401    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /api/v1/devices/:code/media-statements          | device               | 401    | 401    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /api/v1/devices/:code/media/:medium/statements  | medium               | 401    | 401    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /api/v1/devices/:code/test-sheets               | device               | 401    | 401    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /api/v1/devices/:code/grade                     | device               | 401    | 401    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /api/v1/devices/:code/undo                      | device               | 401    | 401    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /api/v1/erasure-logs                            |                      | 401    | 401    | ok     | ok     | 403    | ok     | ok     | 403    | 403    | 403    | 403
GET    /api/v1/erasure-logs/:id                        | erasure log          | 401    | 401    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /api/v1/erasure-logs                            |                      | 401    | 401    | ok     | ok     | 403    | ok     | ok     | 403    | 403    | 403    | 403
POST   /api/v1/erasure-logs/:id/decisions              | erasure log          | 401    | 401    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /api/v1/devices/:code/repairs                   | device               | 401    | 401    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /atelier/:code/reparation                       | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /atelier/:code/reparation                       | device               | 401    | 403    | ok     | ok     | 403    | ok/404 | ok/404 | 403    | 403    | 403    | 403
`;
