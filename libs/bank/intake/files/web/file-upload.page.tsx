import type { DonationView } from '#bank/intake';
import { Actions, Button, Card, type FieldProblem, FileField, Form, FormPage, LinkButton } from '#platform/ui';
import { TABLES } from '../../../files/engine/web/file-parts.js';

/** Sending a donor's spreadsheet; nothing is made of it before its preview was accepted. */
export function FileUploadPage({ donation: d, problems }: { donation: DonationView; problems?: FieldProblem[] }) {
  const shared = { problems };
  return (
    <FormPage
      title="Envoyer un tableur"
      lead={`${d.number} · ${d.donorName}`}
      trail={[{ label: 'Dons', href: '/dons' }, { label: d.number, href: `/dons/${d.id}` }, { label: 'Tableur' }]}
      aside={
        <Card title="Ce que le fichier peut contenir">
          <p>
            Une ligne par appareil, les titres des colonnes sur la première ligne : <strong>Type</strong>,{' '}
            <strong>Marque</strong>, <strong>Modèle</strong>, <strong>Numéro de série</strong>,{' '}
            <strong>Numéro d’inventaire</strong>, <strong>État</strong>, <strong>Quantité</strong>,{' '}
            <strong>Date d’achat</strong>. L’ordre et les colonnes en plus ne comptent pas ; d’autres titres se
            corrigent ensuite.
          </p>
          <p>
            Un classeur Excel (.xlsx, .xls) ou LibreOffice (.ods), ou un CSV, tel que le donateur l’envoie : accents,
            points-virgules et feuilles sont compris. 100 Mo au plus (32 Mo pour un .xls).
          </p>
        </Card>
      }
    >
      <Form action={`/dons/${d.id}/fichiers`} multipart {...shared}>
        <FileField
          name="sheet"
          label="Fichier du donateur (Excel, LibreOffice ou CSV)"
          hint="Rien n’est enregistré tout de suite : vous verrez d’abord ce qui a été compris."
          required
          accept={TABLES}
          {...shared}
        />
        <Actions>
          <Button icon="upload">Envoyer et vérifier</Button>
          <LinkButton look="quiet" href={`/dons/${d.id}`}>
            Annuler
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}
