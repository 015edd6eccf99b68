/** What became of a gift: who is answered what (see ../access-matrix.ts). */
export const giving = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /dons/donateurs/:donor/lien                     | donor                | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/donateurs/:donor/lien                     | donor                | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/donateurs/:donor/lien/:id/fin             | donor link           | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/donors/:donor/links                     | donor                | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donors/:donor/links                     | donor                | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
DELETE /api/v1/donors/:donor/links/:id                 | donor link           | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /mon-don/:secret                                | private link of a gift| ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
GET    /mon-don/:secret/certificats.zip                | private link of a gift| ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok     | ok
`;
