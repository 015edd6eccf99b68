/** What the audit is read by, one theme at a time. */
export const AUDIT_THEMES = {
  access: 'Connexions',
  accounts: 'Comptes, droits et clés',
  organisations: 'Organisations, lieux et signataires',
  settings: 'Réglages et règles',
  exports: 'Listes emportées',
  ends: 'Données effacées',
} as const;
export type AuditTheme = keyof typeof AUDIT_THEMES;

/** What is done, as a noun: « Création », then of what. */
export const AUDIT_VERBS = {
  set_second_factor: 'Seconde vérification réglée',
  reset_factor: 'Seconde vérification retirée',
  require_second_factor: 'Seconde vérification demandée',
  renew_recovery_codes: 'Nouveaux codes de secours',
  remove_second_factor: 'Seconde vérification retirée par la personne',
  call_off_factor_reset: 'Seconde vérification à retirer : demande levée',
  ask_factor_reset: 'Seconde vérification à retirer : demande',
  ask_password_reset: 'Mot de passe oublié, lien à donner à deux : demande',
  note_returned: 'Mail revenu : adresse qui ne répond pas',
  call_off_returned: 'Adresse qui répond de nouveau',
  call_off_password_reset: 'Mot de passe oublié, lien à donner à deux : demande levée',
  reset_password: 'Mot de passe oublié, lien à donner à deux : confirmation',
  accept: 'Accord',
  announce_closing: 'Fermeture annoncée, faute d’usage',
  add_rule: 'Ajout',
  authorise: 'Autorisation',
  change: 'Modification',
  change_logo: 'Changement de logo',
  change_settings: 'Modification',
  close: 'Fermeture',
  close_restoration: 'Rétablissement d’une sauvegarde : tout est regardé',
  correct: 'Correction',
  create: 'Création',
  end: 'Fin',
  export: 'Export',
  forget: 'Effacement',
  forget_free_text: 'Effacement',
  join: 'Arrivée',
  keep_open: 'Inutilisé, et seul responsable : laissé ouvert',
  link_provider: 'Fournisseur d’identité relié',
  make_link: 'Lien remis',
  remove_rule: 'Retrait',
  rename: 'Nouveau nom',
  renew: 'Renouvellement',
  reopen: 'Réouverture',
  revoke: 'Retrait',
  restore: 'Rétablissement d’une sauvegarde',
  send_again: 'Renvoi par mail',
  set_backup_key: 'Clé des sauvegardes',
  settle_held_mails: 'Messages retenus après un rétablissement',
  seed_demo: 'Démonstration',
  set_password: 'Nouveau mot de passe',
  sign_in: 'Connexion',
  sign_in_refused: 'Connexion refusée',
  sign_out_by_provider: 'Déconnexion par le fournisseur d’identité',
  sign_out_everywhere: 'Déconnexion partout',
  stand_in: 'Remplacement',
  unlink_provider: 'Fournisseur d’identité retiré',
} as const satisfies Record<string, string>;
export type AuditVerb = keyof typeof AUDIT_VERBS;

interface Kind {
  readonly label: string;
  readonly theme: AuditTheme;
}

export const AUDIT_KINDS = {
  session: { label: 'session', theme: 'access' },
  user: { label: 'compte', theme: 'accounts' },
  membership: { label: 'membre', theme: 'accounts' },
  api_token: { label: 'clé de logiciel', theme: 'accounts' },
  organisation_key: { label: 'clé de l’organisation', theme: 'accounts' },
  bench_key: { label: 'clé de poste d’effacement', theme: 'accounts' },
  webhook: { label: 'webhook', theme: 'accounts' },
  absence: { label: 'absence', theme: 'accounts' },
  organisation: { label: 'organisation', theme: 'organisations' },
  place: { label: 'lieu', theme: 'organisations' },
  signatory: { label: 'signataire', theme: 'organisations' },
  bank: { label: 'la banque', theme: 'settings' },
  rule: { label: 'règle', theme: 'settings' },
  list: { label: 'liste', theme: 'exports' },
  document: { label: 'document', theme: 'exports' },
  mail: { label: 'message', theme: 'exports' },
  evidence_file: { label: 'fichier d’un effacement, tel qu’il est arrivé', theme: 'exports' },
  audit: { label: 'journal de gestion', theme: 'ends' },
  collection_address: { label: 'adresses de collecte', theme: 'ends' },
  donor_contact: { label: 'coordonnées de donateurs', theme: 'ends' },
  former_words: { label: 'coordonnées remplacées', theme: 'ends' },
  file_row: { label: 'lignes de tableurs', theme: 'ends' },
  note: { label: 'textes libres', theme: 'ends' },
  word: { label: 'noms de choses, numéros de pièces, fichiers anciens', theme: 'ends' },
  invitation: { label: 'invitations sans réponse', theme: 'ends' },
  donor_representative: { label: 'représentants de donateurs', theme: 'ends' },
  ticket_words: { label: 'mots de pannes', theme: 'ends' },
  refused_note: { label: 'notes de refus', theme: 'ends' },
  signed_scan: { label: 'papiers signés, numérisés', theme: 'ends' },
} as const satisfies Record<string, Kind>;
export type AuditKind = keyof typeof AUDIT_KINDS;

/** The kinds of a theme, as the entries' column has them. */
export const kindsOf = (theme: AuditTheme): string[] =>
  Object.entries(AUDIT_KINDS).flatMap(([kind, of]) => (of.theme === theme ? [kind] : []));
