import type { KeyScope, KeyTerm } from '#bank/people';
import { choice, fields, several, text, tick } from '#platform/http';
import { KEY_AREAS, type KeyArea } from '#platform/kernel';

const name = text({
  max: 80,
  filled: true,
  label: 'Pour quel logiciel ?',
  hint: 'Exemple : tableur de suivi',
  width: 'medium',
});

const term = choice(
  {
    month: 'Un mois',
    quarter: 'Trois mois',
    half_year: 'Six mois',
    year: 'Un an',
    thirteen_months: 'Treize mois',
  } satisfies Record<KeyTerm, string>,
  { label: 'Jusqu’à quand ?', select: '', wrong: 'people.key_term_missing' },
);

/** What a member's key may do, and for how long. */
export class TokenDto extends fields({
  name,
  scopes: several(
    {
      read: { label: 'Lire', hint: 'Ce que vous lisez ici' },
      inventories: { label: 'Envoyer des inventaires', hint: 'Pour les agents de vos machines' },
      write: { label: 'Écrire', hint: 'Tout le reste de ce que vous faites ici' },
    } satisfies Record<KeyScope, object>,
    {
      label: 'Ce qu’elle peut faire',
      hint: 'Le moins possible : un tableur qui lit n’a pas besoin d’écrire.',
      wrong: 'people.key_scope_missing',
    },
  ),
  term,
}) {}

const { figures: _, ...WRITTEN } = KEY_AREAS;

/** What an organisation's key may do, and for how long. */
export class OrganisationKeyDto extends fields({
  name,
  contact: text({
    max: 120,
    filled: true,
    label: 'Qui appeler si ce logiciel se trompe ?',
    hint: 'Un service ou une personne, avec un téléphone ou une adresse mail',
    missing: 'Écrivez qui appeler.',
  }),
  reads: several(KEY_AREAS satisfies Record<KeyArea, string>, {
    optional: true,
    optionalUnsaid: true,
    label: 'Ce qu’elle lit',
    hint: 'Le moins possible. Sans le nom de personne.',
  }),
  writes: several(WRITTEN, {
    optional: true,
    optionalUnsaid: true,
    label: 'Ce qu’elle écrit',
    hint: 'Écrire ne permet pas de lire : cochez les deux s’il le faut.',
  }),
  names: tick({
    label: 'Lui montrer aussi les noms des personnes',
    hint: 'Bénéficiaires, donateurs, téléphones. Seulement si ce logiciel ne peut pas s’en passer : chaque lecture est notée.',
  }),
  term,
}) {}

/** The key of one bench PC. */
export class BenchKeyDto extends fields({
  name: text({
    max: 80,
    filled: true,
    label: 'Quelle clé USB ?',
    hint: 'Ce qui est écrit dessus : « Établi 3 »',
    width: 'medium',
  }),
  term,
}) {}

/** Until when the second key of a name is good. */
export class RenewKeyDto extends fields({ term }) {}
