import { type FormerName, NAME_REASONS } from '#bank/people';
import { Card, formatDate, optionsOf, SelectField } from '#platform/ui';

/** Why a name changes: a code, never a text. */
export const NameReasonField = () => (
  <SelectField
    name="nameReason"
    label="Pourquoi ce changement ?"
    hint="Seulement si vous changez le nom."
    empty="Choisir"
    options={optionsOf(NAME_REASONS)}
  />
);

/** What it was called before, and until when. */
export function FormerNames({ names, timeZone }: { names: readonly FormerName[]; timeZone?: string }) {
  if (!names.length) return null;
  return (
    <Card title="Noms d’avant">
      <ul>
        {names.map((one) => (
          <li key={String(one.until)}>
            {one.name}, jusqu’au {formatDate(one.until, timeZone)} ({NAME_REASONS[one.reason].toLowerCase()})
          </li>
        ))}
      </ul>
      <p class="hint">Les documents déjà faits gardent le nom d’avant.</p>
    </Card>
  );
}
