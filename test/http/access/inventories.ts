/** Inventories of machines: agents (by HTTP Basic), files, what waits for a person (see ../access-matrix.ts). */
export const inventories = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /inventory                                      |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
POST   /inventory                                      |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /front/inventory.php                            |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
POST   /front/inventory.php                            |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /plugins/glpiinventory                          |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
POST   /plugins/glpiinventory                          |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /marketplace/glpiinventory                      |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
POST   /marketplace/glpiinventory                      |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /plugins/fusioninventory                        |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
POST   /plugins/fusioninventory                        |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /plugins/fusioninventory/index.php              |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
POST   /plugins/fusioninventory/index.php              |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /ocsinventory                                   |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
POST   /ocsinventory                                   |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /inventaires                                    |                      | 401    | 403    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /inventaires/envoi                              |                      | 401    | 403    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
POST   /inventaires/envoi                              |                      | 401    | 403    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /inventaires/agents                             |                      | 401    | 403    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /inventaires/:id                                | received inventory   | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /inventaires/:id/rattachement                   | received inventory   | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /inventaires/:id/enregistrement                 | received inventory   | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /inventaires/:id/ecart                          | received inventory   | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
GET    /api/v1/inventories                             |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
POST   /api/v1/inventories                             |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /api/v1/inventories/:id                         | received inventory   | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/inventories/:id/attach                  | received inventory   | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/inventories/:id/log                     | received inventory   | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/inventories/:id/discard                 | received inventory   | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
`;
