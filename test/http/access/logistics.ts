/** Lots and crates: who is answered what (see ../access-matrix.ts). */
export const logistics = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /lots                                           |                      | 401    | 403    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /lots/nouveau                                   |                      | 401    | 403    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
POST   /lots                                           |                      | 401    | 403    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /lots/:id                                       | lot                  | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /lots/:id/lignes                                | lot                  | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /lots/:id/retraits                              | lot                  | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /lots/:id/envoi                                 | lot                  | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /lots/:id/annulation                            | lot                  | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /lots/:id/reprise                               | lot                  | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /lots/:id/confirmations                         | lot                  | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /lots/:id/caisses/:container                    | lot                  | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /lots/:id/annulations                           | lot                  | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
GET    /lots/:id/fin                                   | lot                  | 401    | 403    | 404    | 404    | 404    | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /lots/:id/fin                                   | lot                  | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /lots/:id/retard                                | lot                  | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /lots/:id/rappel                                | lot                  | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
GET    /caisses                                        |                      | 401    | 403    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /caisses/nouvelle                               |                      | 401    | 403    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
POST   /caisses                                        |                      | 401    | 403    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /caisses/:code                                  | crate                | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /caisses/:code/contenu                          | crate                | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /caisses/:code/sortie                           | crate                | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /caisses/:code/lieu                             | crate                | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /caisses/:code/scelle                           | crate                | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
GET    /api/v1/transfers                               |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /api/v1/transfers/:id                           | lot                  | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/transfers                               |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
POST   /api/v1/transfers/:id/lines                     | lot                  | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/transfers/:id/lines/:line/removal       | lot                  | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/transfers/:id/sending                   | lot                  | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/transfers/:id/cancellation              | lot                  | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/transfers/:id/recall                    | lot                  | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/transfers/:id/confirmations             | lot                  | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/transfers/:id/end                       | lot                  | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/transfers/:id/late-confirmations        | lot                  | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/transfers/:id/call-back                 | lot                  | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
GET    /api/v1/containers                              |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /api/v1/containers/:code                        | crate                | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/containers                              |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
POST   /api/v1/containers/:code/contents               | crate                | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/containers/:code/contents/:device/removal| crate                | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/containers/:code/place                  | crate                | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/containers/:code/seal                   | crate                | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
`;
