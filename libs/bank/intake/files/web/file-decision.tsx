import { type DonationView, type FileView, MOST_OF_A_FILE } from '#bank/intake';
import { formatNumber, LinkButton, PostButton, plural } from '#platform/ui';
import { manyInWords } from '../../../files/engine/web/file.words.js';
import { ManyAsked, Working } from '../../../files/engine/web/file-parts.js';
import { UndoLink } from '../../../files/engine/web/withdrawal.page.js';

interface DecisionProps {
  donation: DonationView;
  file: FileView;
}

export function FileDecision(props: DecisionProps) {
  const { donation: d, file: f } = props;
  const here = `/dons/${d.id}/fichiers/${f.id}`;
  switch (f.state) {
    case 'reading':
    case 'applying':
    case 'withdrawing':
      return (
        <Working
          file={f}
          things={f.devicesRead}
          made={f.rowsLogged}
          reading="Le tableur est en cours de lecture."
          does="Appareils enregistrés"
          whole="Rien n’est enregistré à moitié : les appareils apparaîtront tous ensemble."
        />
      );
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

/** What comes of rows whose word nobody says: a device to be checked, or an error where nobody knows whether it is given. */
const withoutAnswer = (f: FileView): string =>
  f.rowsWrong
    ? 'Sans réponse, ces lignes restent en erreur, ou font des appareils à vérifier un par un, avec le type que nous supposons.'
    : `Sans réponse, un type qui n’est pas sûr est celui que nous supposons, un état qui n’est pas sûr devient « Pas essayé », et ${f.rowsUnsure === 1 ? 'cet appareil sera à vérifier' : 'ces appareils seront à vérifier un par un'}.`;

function ReadyChoice({ file: f, good, here }: { file: FileView; good: number; here: string }) {
  if (f.columnsBy === 'nobody') return <p>Dites d’abord ce que contient chaque colonne.</p>;
  if (good <= 0)
    return <p>Aucune ligne n’est bonne. Corrigez les colonnes ci-contre, ou le fichier dans le tableur.</p>;
  const devices = plural(f.devicesRead, 'appareil');
  const many = f.devicesRead > MOST_OF_A_FILE;
  const question = many ? <ManyAsked things={f.devicesRead} does="N’enregistrez" /> : null;
  const asked = f.wordsAsked > 0;
  const words = asked ? (
    <>
      <p>
        {plural(f.wordsAsked, 'mot est', 'mots sont')} à préciser avant d’enregistrer
        {f.rowsUnsure ? `, dans ${plural(f.rowsUnsure, 'ligne', 'lignes')}` : ''}. {withoutAnswer(f)}
      </p>
      <LinkButton href={`${here}/mots`} icon="list-checks" look="primary" wide>
        {f.wordsAsked > 1 ? `Préciser ces ${formatNumber(f.wordsAsked)} mots` : 'Préciser ce mot'}
      </LinkButton>
    </>
  ) : null;
  const [lignes, label] = f.rowsWrong
    ? [
        'bonnes',
        good > 1
          ? `Enregistrer seulement les ${formatNumber(good)} bonnes lignes`
          : 'Enregistrer seulement la bonne ligne',
      ]
    : [
        'toutes',
        `${f.devicesRead > 1 ? `Enregistrer les ${devices}` : 'Enregistrer l’appareil'}${asked ? ', à vérifier' : ''}`,
      ];
  const record = (
    <PostButton
      action={`${here}/enregistrement`}
      // Pressing a button that says the number in words is the answer.
      fields={{ lignes, ...(many ? { devices: String(f.devicesRead) } : {}) }}
      label={many ? `Oui, enregistrer ${manyInWords(f.devicesRead)}` : label}
      icon="check"
      look={asked ? 'secondary' : 'primary'}
      wide
    />
  );
  if (!f.rowsWrong)
    return (
      <>
        {words ?? <p>Toutes les lignes sont bonnes{f.devicesRead === good ? '' : ` : elles font ${devices}`}.</p>}
        {question}
        {record}
      </>
    );
  return (
    <>
      {words}
      {question}
      <p>
        {plural(f.rowsWrong, 'ligne est', 'lignes sont')} en erreur. Tout ou rien ?{' '}
        {f.rowsWrong > 1 ? 'Téléchargez-les, corrigez-les' : 'Téléchargez-la, corrigez-la'} dans le tableur, et renvoyez
        le fichier. Ou enregistrez les autres dès maintenant
        {f.devicesRead === good ? '' : ` (${devices})`}.
      </p>
      {record}
    </>
  );
}
