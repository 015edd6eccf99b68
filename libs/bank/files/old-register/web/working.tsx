import type { DataImportFileView } from '#bank/files/old-register';
import { formatNumber, formatPercent, plural } from '#platform/ui';

/** How far the work is that nobody has to wait for. */
export function Working({ file: f, good }: { file: DataImportFileView; good: number }) {
  switch (f.state) {
    case 'reading':
      return (
        <p>
          {f.done > 0 ? `${plural(f.done, 'ligne lue', 'lignes lues')}. ` : 'Le fichier est en cours de lecture. '}
          Cette page se met à jour toute seule ; vous pouvez aussi revenir plus tard.
        </p>
      );
    case 'applying':
      return (
        <p>
          {formatNumber(f.done)} sur {formatNumber(good)} ({formatPercent(good ? f.done / good : 0)}). Cette page se met
          à jour toute seule ; vous pouvez aussi revenir plus tard. Tout est repris, ou rien.
        </p>
      );
    default:
      return (
        <p>
          {formatNumber(f.done)} sur {formatNumber(f.rowsMade)} retirés. Cette page se met à jour toute seule ; vous
          pouvez aussi revenir plus tard.
        </p>
      );
  }
}
