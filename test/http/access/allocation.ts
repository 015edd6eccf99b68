/** Requests, quotas, beneficiaries, reservations, hand-overs: who is answered what (see ../access-matrix.ts). */
export const allocation = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /demandes                                       |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok     | ok     | 403    | 403
GET    /demandes/nouvelle                              |                      | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok     | ok     | 403    | 403
POST   /demandes                                       |                      | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok     | ok     | 403    | 403
GET    /demandes/:id                                   | request              | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /demandes/:id/modifier                          | draft                | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /demandes/:id/modifier                          | draft                | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /demandes/:id/envoyer                           | draft                | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /demandes/:id/accepter                          | request              | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /demandes/:id/refuser                           | request              | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /demandes/:id/refuser                           | request              | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /demandes/:id/annuler                           | request              | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /demandes/:id/annuler                           | request              | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /demandes/:id/appareils/:unit                   | request with units   | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /demandes/:id/appareils/:unit                   | request with units   | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /beneficiaires                                  |                      | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok     | ok     | 403    | 403
GET    /beneficiaires/nouveau                          |                      | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok     | ok     | 403    | 403
POST   /beneficiaires                                  |                      | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok     | ok     | 403    | 403
GET    /beneficiaires/:id                              | beneficiary          | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /beneficiaires/:id/modifier                     | beneficiary          | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /beneficiaires/:id/modifier                     | beneficiary          | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /beneficiaires/:id/oublier                      | beneficiary          | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /beneficiaires/:id/oublier                      | beneficiary          | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /attributions                                   |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /attributions                                   |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /attributions/livraisons                        |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /attributions/livraisons                        |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /attributions/reservations/:id/liberer          | reservation          | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /quotas                                         |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok     | ok     | 403    | 403
GET    /quotas/:structure                              | structure            | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /quotas/:structure                              | structure            | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /remises                                        |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok     | ok     | 403    | 403
GET    /remises/:id                                    | handover             | 401    | 403    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /appareils/:code/remise                         | device               | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /appareils/:code/remise                         | device               | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /appareils/:code/retour                         | device               | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /appareils/:code/retour                         | device               | 401    | 403    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /api/v1/requests                                |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok     | ok     | 403    | 403
GET    /api/v1/requests/:id                            | request              | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /api/v1/requests                                |                      | 401    | 401    | 403    | 403    | 403    | 403    | 403    | ok     | ok     | 403    | 403
PUT    /api/v1/requests/:id                            | draft                | 401    | 401    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /api/v1/requests/:id/submit                     | draft                | 401    | 401    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /api/v1/requests/:id/approve                    | request              | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/requests/:id/refuse                     | request              | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/requests/:id/cancel                     | request              | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /api/v1/requests/:id/units/:unit/beneficiary    | request with units   | 401    | 401    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /api/v1/quotas                                  |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok     | ok     | 403    | 403
POST   /api/v1/quotas                                  |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/proposals                               |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/reservations                            |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok     | ok     | 403    | 403
POST   /api/v1/reservations                            |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/reservations/:id/release                | reservation          | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/deliveries                              |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/handovers                               |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok     | ok     | 403    | 403
GET    /api/v1/handovers/:id                           | handover             | 401    | 401    | ok     | ok     | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /api/v1/devices/:code/hand-over                 | device               | 401    | 401    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /api/v1/devices/:code/return                    | device               | 401    | 401    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /api/v1/beneficiaries                           |                      | 401    | 401    | 403    | 403    | 403    | 403    | 403    | ok     | ok     | 403    | 403
GET    /api/v1/beneficiaries/:id                       | beneficiary          | 401    | 401    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
GET    /api/v1/beneficiaries/:id/identity              | beneficiary          | 401    | 401    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
POST   /api/v1/beneficiaries                           |                      | 401    | 401    | 403    | 403    | 403    | 403    | 403    | ok     | ok     | 403    | 403
PATCH  /api/v1/beneficiaries/:id                       | beneficiary          | 401    | 401    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
DELETE /api/v1/beneficiaries/:id/identity              | beneficiary          | 401    | 401    | 403    | 403    | 403    | 403    | 403    | ok/404 | ok/404 | 403    | 403
`;
