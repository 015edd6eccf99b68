/** A donor’s papers: who is answered what (see ../access-matrix.ts). */
export const receipts = `
# route                                                | thing                | strang | instan | b.admi | coordi | collec | superv | techni | s.mana | s.agen | commit | donor
GET    /recus                                          |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /recus/annee/:file                              | year of receipts     | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /recus/annee/:year/liste                        | year of receipts     | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /recus/reemploi                                 |                      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /recus/reemploi/:donor/:year                    | year of a donor      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /recus/reemploi/:donor/:year                    | year of a donor      | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /recus/:id                                      | receipt              | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /recus/:id/annulation                           | receipt              | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /recus/:id/annulation                           | receipt              | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /recus/:id/remplacement                         | receipt              | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /recus/:id/remplacement                         | receipt              | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/papiers                               | paper of a donation  | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/papiers/valeur                        | paper of a donation  | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/papiers/convention                    | paper of a donation  | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/papiers/recu                          | donation             | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/papiers/recu                          | donation             | 401    | 403    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /dons/:id/papiers/:document/retour              | paper of a donation  | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /dons/:id/papiers/:document/scan                | signed scan          | 401    | 403    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/receipts                                |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/receipts/years                          |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/receipts/years/:year/lists              | year of receipts     | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/receipts/years/:year/lists              | year of receipts     | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/receipts/:id                            | receipt              | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/receipts/:id/cancel                     | receipt              | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/receipts/:id/replace                    | receipt              | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/donations/:id/papers                    | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/declared-values           | donation             | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/agreements                | donation             | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/receipts                  | donation             | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/donations/:id/papers/:document/signed-back | paper of a donation  | 401    | 401    | ok     | ok     | ok/404 | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/reuse-proofs                            |                      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
GET    /api/v1/reuse-proofs/:donor/:year               | year of a donor      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
POST   /api/v1/reuse-proofs/:donor/:year               | year of a donor      | 401    | 401    | ok     | ok     | 403    | 403    | 403    | 403    | 403    | 403    | 403
`;
