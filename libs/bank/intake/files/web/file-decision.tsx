import type { DonationView, FileView } from '#bank/intake';
import { formatNumber, formatPercent, LinkButton, PostButton, plural } from '#platform/ui';
import { UndoLink } from '../../../files/engine/web/withdrawal.page.js';
import { ReadyChoice } from './ready-choice.js';

interface DecisionProps {
  donation: DonationView;
  file: FileView;
}

/** What may be done with a file now, or what it waits for. */
export function FileDecision(props: DecisionProps) {
  const { donation: d, file: f } = props;
  const here = `/dons/${d.id}/fichiers/${f.id}`;
  switch (f.state) {
    case 'reading':
    case 'applying':
    case 'withdrawing':
      return <Working file={f} />;
    case 'asking':
    case 'ready':
      return (
        <>
          <ReadyChoice file={f} good={f.rowsRead - f.rowsWrong} here={here} />
          <PostButton action={`${here}/abandon`} label="Abandonner ce fichier" icon="ban" look="secondary" wide />
        </>
      );
    case 'applied':
      return <Applied {...props} here={here} />;
    case 'withdrawn':
      return <Undone {...props} />;
    default:
      return (
        <>
          <p>
            {f.state === 'failed'
              ? 'Corrigez le fichier, puis envoyez-le de nouveau.'
              : 'Ce fichier a été abandonné : il n’a rien enregistré.'}
          </p>
          <LinkButton href={`/dons/${d.id}/fichiers/nouveau`} icon="file-spreadsheet" look="primary" wide>
            Envoyer un autre tableur
          </LinkButton>
        </>
      );
  }
}

/** How far the worker is. */
function Working({ file: f }: { file: FileView }) {
  const later = 'Cette page se met à jour toute seule ; vous pouvez aussi revenir plus tard.';
  if (f.state === 'reading')
    return (
      <p>
        {f.done > 0 ? `${plural(f.done, 'ligne lue', 'lignes lues')}. ` : 'Le tableur est en cours de lecture. '}
        {later}
      </p>
    );
  if (f.state === 'withdrawing')
    return (
      <p>
        {formatNumber(f.done)} sur {formatNumber(f.rowsLogged)} retirés. {later}
      </p>
    );
  return (
    <p>
      {formatNumber(f.done)} sur {formatNumber(f.devicesRead)} (
      {formatPercent(f.devicesRead ? f.done / f.devicesRead : 0)}
      ). {later} Rien n’est enregistré à moitié : les appareils apparaîtront tous ensemble.
    </p>
  );
}

function Applied({ donation: d, file: f, here }: DecisionProps & { here: string }) {
  return (
    <>
      <p>
        {plural(f.rowsLogged, 'appareil enregistré', 'appareils enregistrés')}. Il reste à{' '}
        {f.rowsLogged > 1 ? 'coller leurs étiquettes' : 'coller son étiquette'}.
      </p>
      <LinkButton href={`/dons/${d.id}`} icon="package-open" look="primary" wide>
        Revenir au don
      </LinkButton>
      <LinkButton href={`/dons/etiquettes/impression?don=${d.id}&manquantes=oui`} icon="tag" wide>
        Imprimer les étiquettes
      </LinkButton>
      <UndoLink here={here} />
    </>
  );
}

function Undone({ donation: d }: DecisionProps) {
  const withIt = d.state === 'cancelled';
  return (
    <>
      <p>
        {withIt
          ? `Cet import est annulé, et le don ${d.number} avec lui.`
          : 'Cet import est annulé. Le fichier corrigé, ou le même, peut être envoyé de nouveau.'}
      </p>
      <LinkButton
        href={withIt ? '/dons/nouveau' : `/dons/${d.id}/fichiers/nouveau`}
        icon="file-spreadsheet"
        look="primary"
        wide
      >
        {withIt ? 'Enregistrer un autre don' : 'Envoyer un autre tableur'}
      </LinkButton>
    </>
  );
}
