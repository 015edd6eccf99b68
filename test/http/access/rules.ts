/** Dated rules: who is answered what (see ../access-matrix.ts). */
export const rules = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /regles                                         |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /regles/:table                                  | rules                | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /regles/:table/nouvelle                         | rules                | 401    | 403    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /regles/:table                                  | rules                | 401    | 403    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /regles/:table/retrait                          | rules                | 401    | 403    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/rules                                   |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/rules/:table                            | rules                | 401    | 401    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
DELETE /api/v1/rules/:table/:day                       | rules                | 401    | 401    | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403    | 403
`;
