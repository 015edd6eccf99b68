/** Signing in, the house pages, one’s own organisation, organisations and members: who is answered what (see ../access-matrix.ts). */
export const people = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /sante                                          |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /connexion                                      |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
POST   /connexion                                      |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
POST   /deconnexion                                    |                      | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
POST   /organisation                                   |                      | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /mot-de-passe/:secret                           | link of a password   | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
POST   /mot-de-passe/:secret                           | link of a password   | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /mentions-legales                               |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /donnees-personnelles                           |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /accessibilite                                  |                      | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /gestion                                        |                      | 401    | ok     | ok     | 403    | ok     | ok     | 403    | ok     | 403    | 403    | 403
GET    /gestion/lieux                                  |                      | 401    | 403    | ok     | 403    | ok     | ok     | 403    | ok     | 403    | 403    | 403
POST   /gestion/lieux                                  |                      | 401    | 403    | ok     | 403    | ok     | ok     | 403    | ok     | 403    | 403    | 403
GET    /gestion/jetons                                 |                      | 401    | 403    | ok     | 403    | ok     | ok     | 403    | ok     | 403    | 403    | 403
POST   /gestion/jetons                                 |                      | 401    | 403    | ok     | 403    | ok     | ok     | 403    | ok     | 403    | 403    | 403
POST   /gestion/jetons/:id/revocation                  | token                | 401    | 403    | ok     | 403    | ok/404 | ok/404 | 403    | ok/404 | 403    | 403    | 403
GET    /gestion/banque                                 |                      | 401    | 403    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /gestion/banque                                 |                      | 401    | 403    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /gestion/organisations/nouvelle                 |                      | 401    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /gestion/organisations                          |                      | 401    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /gestion/organisations/:id                      | organisation         | 401    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /gestion/organisations/:id                      | organisation         | 401    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /gestion/organisations/:id/membres              | organisation         | 401    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /gestion/membres/:id                            | membership           | 401    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /gestion/membres/:id                            | membership           | 401    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /gestion/membres/:id/lien                       | membership           | 401    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/me                                      |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /api/v1/places                                  |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
POST   /api/v1/places                                  |                      | 401    | 401    | ok     | 403    | ok     | ok     | 403    | ok     | 403    | 403    | 403
GET    /                                               |                      | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
`;
