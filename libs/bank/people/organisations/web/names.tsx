import { type FormerName, NAME_REASONS } from '#bank/people';
import { Card, formatDate } from '#platform/ui';

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
