import { DATA_IMPORT_STATES, type DataImportFileView, type DataImportState } from '#bank/files/old-register';
import {
  BadgeOf,
  Card,
  Empty,
  type FieldProblem,
  FileField,
  Form,
  FormPage,
  formatDateTime,
  formatNumber,
  LinkButton,
  Table,
  TextField,
} from '#platform/ui';
import { TABLES } from '../../engine/web/file-parts.js';

export const DataImportBadge = ({ state }: { state: DataImportState }) => <BadgeOf {...DATA_IMPORT_STATES[state]} />;

export const STEPS = ['Choisir le fichier', 'Colonnes et mots', 'Vérifier', 'Reprendre', 'Résultat'];

interface DataImportsProps {
  files: readonly DataImportFileView[];
  timeZone: string;
  problems?: FieldProblem[];
  values?: Record<string, string>;
}

export function DataImportsPage(props: DataImportsProps) {
  const { files, timeZone, problems, values = {} } = props;
  return (
    <FormPage
      title="Reprendre d’un ancien outil"
      lead="De GLPI ou de votre tableur, sans recoller une seule étiquette."
      trail={[{ label: 'Appareils', href: '/appareils' }, { label: 'Reprise' }]}
      aside={
        <>
          <WhatIsTaken />
          <Card title="Anciens journaux">
            <p>Vos journaux nwipe et smartctl se rattachent par l’ancien numéro.</p>
            <LinkButton href="/reprise/journaux" icon="history" wide>
              Anciens journaux
            </LinkButton>
          </Card>
        </>
      }
    >
      <SendFile values={values} problems={problems} />
      <Card title="Fichiers déjà envoyés">
        {files.length ? (
          <Files files={files} timeZone={timeZone} />
        ) : (
          <Empty icon="file-spreadsheet" title="Aucun fichier pour l’instant">
            Dans GLPI, ouvrez la liste des ordinateurs, puis « Exporter » et « CSV ».
          </Empty>
        )}
      </Card>
    </FormPage>
  );
}

const WhatIsTaken = () => (
  <Card title="Ce qui est repris">
    <p>
      L’état, le lieu, la structure, la date de remise, la marque, le modèle, le numéro de série et{' '}
      <strong>l’ancien numéro</strong> : il se cherche, se scanne et sert à signaler une panne comme un code.
    </p>
    <p>
      Les colonnes qui parlent de personnes (utilisateur, technicien, téléphone, commentaires…) sont laissées de côté à
      la lecture : <strong>elles ne sont jamais gardées</strong>.
    </p>
    <p>Un appareil présent arrive « À prouver » : il n’entre en stock qu’après effacement, test et classement.</p>
  </Card>
);

function SendFile({ values = {}, ...given }: Pick<DataImportsProps, 'values' | 'problems'>) {
  return (
    <Form action="/reprise" multipart {...given} does={{ label: 'Envoyer et lire', icon: 'upload' }}>
      <TextField
        name="issuer"
        label="Nom de l’ancien outil"
        hint="Il dira d’où vient chaque numéro."
        required
        maxlength={60}
        value={values['issuer'] ?? 'GLPI'}
        {...given}
      />
      <FileField
        name="sheet"
        label="Son export (CSV, Excel ou LibreOffice)"
        hint="Rien n’est enregistré tout de suite : vous direz d’abord ce que chaque mot veut dire."
        required
        accept={TABLES}
        {...given}
      />
    </Form>
  );
}

function Files({ files, timeZone }: Pick<DataImportsProps, 'files' | 'timeZone'>) {
  return (
    <Table
      caption="Fichiers, du plus récent au plus ancien"
      rows={files}
      rowKey={(f) => f.id}
      columns={[
        {
          header: 'Fichier',
          row: true,
          href: (f) => `/reprise/${f.id}`,
          cell: (f) => f.filename,
          sub: (f) => `${f.issuer} · ${formatDateTime(f.createdAt, timeZone)}`,
        },
        { header: 'Lignes', numeric: true, cell: (f) => formatNumber(f.rowsRead) },
        { header: 'Où en est-il', cell: (f) => <DataImportBadge state={f.state} /> },
      ]}
    />
  );
}
