/** SQL: whether somebody came in with an account, given by its alias in SQL: they chose a password, or linked an identity provider. */
export const everSignedIn = (user: string): string =>
  `(${user}.password_hash IS NOT NULL OR EXISTS (SELECT FROM people.provider_identity p WHERE p.user_id = ${user}.id))`;
