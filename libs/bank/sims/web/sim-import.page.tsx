import {
  Actions,
  Button,
  type FieldProblem,
  FileField,
  Form,
  FormPage,
  LinkButton,
  TextArea,
  TextField,
} from '#platform/ui';
import { CarrierField } from './sim-list-columns.js';

const TABLES =
  '.xlsx,.xlsm,.xls,.ods,.csv,.txt,.tsv,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.ms-excel,application/vnd.oasis.opendocument.spreadsheet';

/** A supplier's list: a file, or pasted. */
export function ImportPage({ problems, values = {} }: { problems?: FieldProblem[]; values?: Record<string, string> }) {
  return (
    <FormPage
      title="Importer une liste de cartes SIM"
      lead="Le tableur du fournisseur (CSV, Excel, LibreOffice), ou un numéro de carte par ligne. Vous verrez le résultat avant d’enregistrer."
      trail={[{ label: 'Cartes SIM', href: '/sim' }, { label: 'Importer' }]}
    >
      <Form action="/sim/import" multipart problems={problems} values={values}>
        <FileField name="sheet" label="Fichier du fournisseur" accept={TABLES} />
        <TextArea
          name="list"
          label="Ou collez la liste ici"
          hint="ICCID, et si vous les avez : numéro de ligne, opérateur, PIN, PUK."
          rows={6}
        />
        <CarrierField />
        <TextField
          name="plan"
          label="Forfait"
          hint="En clair, pour le bon de remise : 20 Go par mois pendant 12 mois."
          maxlength={120}
        />
        <Actions>
          <Button iconAfter="arrow-right">Vérifier la liste</Button>
          <LinkButton look="quiet" href="/sim">
            Annuler
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}
