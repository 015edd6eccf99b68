/** Labels: sheets, rolls of codes, formats; who is answered what (see ../access-matrix.ts). */
export const labels = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /dons/etiquettes/planches/:id                   | label sheet          | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/etiquettes/planches/:id/:file             | sheet of a roll      | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/etiquettes/impression                     |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/etiquettes/impression                     |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/etiquettes/rouleaux                       |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/etiquettes/rouleaux/:id                   | roll of codes        | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/etiquettes/rouleaux/:id/annulation        | roll of codes        | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/etiquettes/formats                        |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/etiquettes/formats/nouveau                |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/etiquettes/formats                        |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/etiquettes/formats/:format/calibrage      | label format         | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/etiquettes/formats/:format/calibrage      | label format         | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/etiquettes/formats/:format/calibrage.pdf  | label format         | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/etiquettes/formats/:format/retrait        | label format         | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/etiquettes/codes                          |                      | 401    | 403    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/etiquettes/codes/:code                    | free code            | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/label-sheets/:id/zpl                    | sheet of a roll      | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/code-rolls                              |                      | 401    | 401    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/code-rolls/:id                          | roll of codes        | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/code-rolls/:id/void                     | roll of codes        | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/codes/:code                             | free code            | 401    | 401    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/label-formats                           |                      | 401    | 401    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/label-formats                           |                      | 401    | 401    | ok     | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/label-formats/:format                   | label format         | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/label-formats/:format/calibration       | label format         | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/label-formats/:format/offset            | label format         | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/label-formats/:format/retirement        | label format         | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
`;
