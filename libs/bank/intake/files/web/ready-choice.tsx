import { type FileView, MOST_OF_A_FILE } from '#bank/intake';
import { formatNumber, LinkButton, Notice, PostButton, plural } from '#platform/ui';
import { manyInWords, manyTitle } from '../../../files/engine/web/many.words.js';

/** What comes of rows whose word nobody says: a device to be checked, or an error where nobody knows whether it is given. */
const withoutAnswer = (f: FileView): string =>
  f.rowsWrong
    ? 'Sans réponse, ces lignes restent en erreur, ou font des appareils à vérifier un par un.'
    : `Sans réponse, ${f.rowsUnsure === 1 ? 'cet appareil sera à vérifier' : 'ces appareils seront à vérifier un par un'}.`;

/** All rows when all are good; else the good ones, as the person says, or none before the file is corrected. */
export function ReadyChoice({ file: f, good, here }: { file: FileView; good: number; here: string }) {
  if (f.columnsBy === 'nobody') return <p>Dites d’abord ce que contient chaque colonne.</p>;
  if (good <= 0)
    return <p>Aucune ligne n’est bonne. Corrigez les colonnes ci-contre, ou le fichier dans le tableur.</p>;
  const devices = plural(f.devicesRead, 'appareil');
  const many = f.devicesRead > MOST_OF_A_FILE;
  // Pressing a button that says the number in words is the answer.
  const meant: Record<string, string> = many ? { devices: String(f.devicesRead) } : {};
  const question = many ? (
    <Notice tone="attention" title={manyTitle(f.devicesRead)}>
      C’est beaucoup pour un fichier. N’enregistrez que si c’est bien ce nombre.
    </Notice>
  ) : null;
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
  const look = asked ? 'secondary' : 'primary';
  if (!f.rowsWrong)
    return (
      <>
        {words ?? <p>Toutes les lignes sont bonnes{f.devicesRead === good ? '' : ` : elles font ${devices}`}.</p>}
        {question}
        <PostButton
          action={`${here}/enregistrement`}
          fields={{ lignes: 'toutes', ...meant }}
          label={
            many
              ? `Oui, enregistrer ${manyInWords(f.devicesRead)}`
              : f.devicesRead > 1
                ? `Enregistrer les ${devices}${asked ? ', à vérifier' : ''}`
                : 'Enregistrer l’appareil'
          }
          icon="check"
          look={look}
          wide
        />
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
      <PostButton
        action={`${here}/enregistrement`}
        fields={{ lignes: 'bonnes', ...meant }}
        label={
          many
            ? `Oui, enregistrer ${manyInWords(f.devicesRead)}`
            : good > 1
              ? `Enregistrer seulement les ${formatNumber(good)} bonnes lignes`
              : 'Enregistrer seulement la bonne ligne'
        }
        icon="check"
        look={look}
        wide
      />
    </>
  );
}
