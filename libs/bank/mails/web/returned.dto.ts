import { choice, fields, text } from '#platform/http';

/** A mail that came back, or an address that takes mail again. */
export class ReturnedDto extends fields({
  message: text({
    max: 1_000_000,
    filled: true,
    rows: 10,
    label: 'Le message revenu, ou l’adresse',
    hint: 'Collez le message de la messagerie en entier, sa source si vous l’avez. À défaut, écrivez l’adresse seule.',
    about: 'The delivery report of a mail server (RFC 3464), as it came.',
    missing: 'notifications.returned_unreadable',
  }),
  now: choice(
    {
      returned: {
        label: 'Elle ne répond pas',
        hint: 'Sa fiche le dira : on saura qu’il faut la corriger, ou appeler.',
      },
      answers: { label: 'Elle répond de nouveau', hint: 'Ou elle avait été notée par erreur.' },
    },
    { label: 'Cette adresse', optional: true, optionalUnsaid: true, about: 'Left out: `returned`.' },
  ),
}) {}
