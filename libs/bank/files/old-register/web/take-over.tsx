import type { DataImportFileView } from '#bank/files/old-register';
import { MOST_OF_A_FILE } from '#bank/intake';
import { formatNumber, Notice, PostButton } from '#platform/ui';
import { manyInWords, manyTitle } from '../../engine/web/many.words.js';

/** « Reprendre »: how many devices the good rows make; very many are said in words. */
export function TakeOver({ file: f }: { file: DataImportFileView }) {
  const devices = f.devicesRead;
  if (devices <= 0) return <p>Aucune ligne ne peut être reprise. Corrigez les correspondances, ou le fichier.</p>;
  const many = devices > MOST_OF_A_FILE;
  return (
    <>
      <p>
        {f.rowsWrong
          ? 'Les lignes en erreur seront laissées de côté : vous pourrez les télécharger, les corriger et les envoyer de nouveau.'
          : 'Toutes les lignes sont bonnes.'}
      </p>
      {many ? (
        <Notice tone="attention" title={manyTitle(devices)}>
          C’est beaucoup pour un fichier. Ne reprenez que si c’est bien ce nombre.
        </Notice>
      ) : null}
      <PostButton
        action={`/reprise/${f.id}/reprise`}
        label={
          many
            ? `Oui, reprendre ${manyInWords(devices)}`
            : devices > 1
              ? `Reprendre les ${formatNumber(devices)} appareils`
              : 'Reprendre l’appareil'
        }
        icon="check"
        look="primary"
        fields={{ only: f.rowsWrong ? 'good' : 'all', ...(many ? { devices: String(devices) } : {}) }}
        wide
      />
    </>
  );
}
