/** Devices that wait for their donor: who is answered what (see ../access-matrix.ts). */
export const locks = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /verrous                                        |                      | 401    | 403    | ok     | ok     | ok     | ok     | ok     | 403    | 403    | 403    | 403
GET    /appareils/:code/verrou                         | device               | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /appareils/:code/verrou                         | device               | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /appareils/:code/verrous/:lock                  | locked device        | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /appareils/:code/verrous/:lock/levee            | locked device        | 401    | 403    | ok     | ok     | ok/404 | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /dons/:id/verrous                               | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/verrous/prevenu                       | donation             | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/locked-devices                          |                      | 401    | 401    | ok     | ok     | ok     | ok     | ok     | 403    | 403    | 403    | 403
GET    /api/v1/devices/:code/locks                     | device               | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /api/v1/devices/:code/locks                     | device               | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | 403    | 403    | 403    | 403
POST   /api/v1/devices/:code/locks/:lock/release       | locked device        | 401    | 401    | ok     | ok     | ok/404 | ok/404 | ok/404 | 403    | 403    | 403    | 403
GET    /api/v1/donations/:id/locks                     | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/lock-notices              | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
`;
