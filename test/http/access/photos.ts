/** Photos of devices: who is answered what (see ../access-matrix.ts). */
export const photos = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /appareils/:code/photos                         | device               | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
GET    /appareils/:code/photos/:file                   | photo                | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /appareils/:code/photos                         | device               | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /appareils/:code/photos/:id/retrait             | photo                | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
GET    /api/v1/devices/:code/photos                    | device               | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
GET    /api/v1/devices/:code/photos/:id                | photo                | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
POST   /api/v1/devices/:code/photos                    | device               | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
DELETE /api/v1/devices/:code/photos/:id                | photo                | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | ok/404 | ok/404 | 403    | 403
`;
