/** Donors, donations, their files, labels, inventories: who is answered what (see ../access-matrix.ts). */
export const intake = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /communes                                       |                      | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /api/v1/communes                                |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /dons/donateurs                                 |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/donateurs/:donor                          | donor                | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/donateurs/:donor/coordonnees              | donor                | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/donateurs/:donor/fiche                    | donor                | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/donateurs/:donor/fiche                    | donor                | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/donateurs/:donor/contacts/nouveau         | donor                | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/donateurs/:donor/contacts                 | donor                | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/donateurs/:donor/contacts/:contact/oubli  | donor                | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/donateurs/:donor/oubli                    | donor                | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/etiquettes                                |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/etiquettes/nouvelles                      |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/etiquettes                                |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons                                           |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/nouveau                                   |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons                                           |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id                                       | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/arrivee                               | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/fin                                   | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/annulation                            | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/annulation                            | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /collectes                                      |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/deverrouillage                        | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/deverrouillage                        | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/deverrouillage/feuille                | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/refus                                 | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/refus                                 | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/refus/:refusal/retrait                | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/collecte                              | promise              | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/collecte                              | promise              | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/appareils                             | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/appareils/nouveau                     | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/appareils                             | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/etiquettes                            | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/fichiers/nouveau                      | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/fichiers                              | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/fichiers/:file                        | file                 | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/fichiers/:file/enregistrement         | file                 | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/fichiers/:file/abandon                | file                 | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/fichiers/:file/colonnes               | file                 | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/fichiers/:file/lignes-en-erreur       | file                 | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/appareils/export                      | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /appareils/:code/inventaire                     | device               | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /appareils/:code/inventaire                     | device               | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
GET    /api/v1/donors                                  |                      | 401    | 401    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donors                                  |                      | 401    | 401    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/donors/:id                              | donor                | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donors/:id/contact                      | donor                | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donors/:id/card                         | donor                | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donors/:id/contacts                     | donor                | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
DELETE /api/v1/donors/:id/contacts/:contact            | donor                | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
DELETE /api/v1/donors/:id/contact                      | donor                | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/donations                               |                      | 401    | 401    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations                               |                      | 401    | 401    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/donations/:id                           | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/receive                   | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/close                     | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/cancel                    | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/collections                             |                      | 401    | 401    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/plan                      | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/release-list              | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/refusals                  | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
DELETE /api/v1/donations/:id/refusals/:refusal         | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/donations/:id/devices                   | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/devices                   | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/donations/:id/imports                   | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/imports                   | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/donations/:id/imports/:file             | file                 | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/donations/:id/imports/:file/rows        | file                 | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/imports/:file/apply       | file                 | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/imports/:file/refuse      | file                 | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/imports/:file/columns     | file                 | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/donations/:id/imports/:file/wrong-rows  | file                 | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/donations/:id/devices/export            | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/label-sheets                            |                      | 401    | 401    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/label-sheets/:id                        | label sheet          | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/label-sheets                            |                      | 401    | 401    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/devices/:code/inventories               | device               | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /appareils/:code/etiquette                      | device               | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
`;
