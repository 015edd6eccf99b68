/** Devices: who is answered what (see ../access-matrix.ts). */
export const devices = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /appareils                                      |                      | 401    | 403    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /appareils/export                               |                      | 401    | 403    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /appareils/:code                                | device               | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
GET    /appareils/:code/histoire                       | device               | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
GET    /appareils/:code/actions/:verb                  | device to move       | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /appareils/:code/actions/:verb                  | device to move       | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /appareils/:code/fiche                          | device               | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
GET    /api/v1/devices                                 |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /api/v1/devices/export                          |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | ok     | ok     | 403    | 403
GET    /api/v1/devices/:code                           | device               | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
GET    /api/v1/devices/:code/events                    | device               | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/devices/:code/actions/:verb             | device to move       | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
PATCH  /api/v1/devices/:code                           | device               | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/devices/:code/aliases                   | device               | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
`;
