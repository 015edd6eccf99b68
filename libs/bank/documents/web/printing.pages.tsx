import { DOCUMENT_TYPES, type FallbackName, nameOfPaper, type PapersOfDay } from '#bank/documents';
import {
  Actions,
  BackgroundStopped,
  Card,
  Empty,
  FormPage,
  formatTime,
  LinkButton,
  ListPage,
  Notice,
  plural,
  SelectField,
  Table,
  TextField,
} from '#platform/ui';

const WHAT = [
  { value: 'remises', label: 'Ceux des remises' },
  ...DOCUMENT_TYPES.filter((type) => type !== 'label_sheet').map((type) => ({ value: type, label: nameOfPaper(type) })),
];

/** The papers of a day, to be printed as one file. */
export function DayPage({
  day,
  what,
  found: { papers, waiting, parts },
  timeZone,
}: {
  day: string;
  what: string;
  found: PapersOfDay;
  timeZone: string;
}) {
  const file = `/documents/jour.pdf?le=${day}${what ? `&quoi=${what}` : ''}`;
  return (
    <ListPage
      title="Documents d’un jour"
      lead="Les documents que votre organisation peut ouvrir, en un seul PDF à imprimer."
      trail={[{ label: 'Documents', href: '/documents' }, { label: 'D’un jour' }]}
      filters={
        <>
          <TextField name="le" label="Jour" type="date" required value={day} width="short" />
          <SelectField name="quoi" label="Documents" empty="Tous" value={what} options={WHAT} />
        </>
      }
      rows={papers}
      empty={
        <Empty icon="file-text" title="Aucun document ce jour-là">
          {waiting ? <BackgroundStopped /> : null}
          {waiting ? 'Ceux de ce jour se préparent.' : 'Choisissez un autre jour, ou un autre type.'}
        </Empty>
      }
    >
      {waiting ? <BackgroundStopped /> : null}
      {waiting ? (
        <Notice tone="info" icon="hourglass">
          {plural(waiting, 'document se prépare encore', 'documents se préparent encore')} : rechargez la page dans
          quelques secondes pour {waiting > 1 ? 'les' : 'l’'}imprimer avec les autres.
        </Notice>
      ) : null}
      <Actions>
        {Array.from({ length: parts }, (_, i) => (
          <LinkButton key={i} look="primary" icon="printer" href={`${file}${i ? `&partie=${i + 1}` : ''}`}>
            {parts === 1
              ? `Imprimer ${plural(papers.length, 'document')} (PDF)`
              : `Imprimer la partie ${i + 1} sur ${parts} (PDF)`}
          </LinkButton>
        ))}
      </Actions>
      <Table
        caption="Documents du jour, dans l’ordre où ils s’impriment"
        rows={[...papers]}
        rowKey={(d) => d.id}
        columns={[
          {
            header: 'Document',
            row: true,
            href: (d) => `/documents/${d.id}`,
            cell: (d) => d.title,
            sub: (d) => `${d.number} · ${formatTime(d.requestedAt, timeZone)}`,
          },
        ]}
      />
    </ListPage>
  );
}

const SHEETS: Readonly<Record<FallbackName, { readonly label: string; readonly text: string }>> = {
  don: { label: 'Recevoir un don', text: 'Le donateur, puis neuf appareils avec le code de leur étiquette.' },
  remise: { label: 'Remettre un appareil', text: 'L’appareil, la référence de la personne, deux signatures.' },
  panne: { label: 'Signaler une panne', text: 'Trois pannes par feuille, sans nom.' },
};

/** Sheets to be printed before they are needed. */
export const FallbackPage = () => (
  <FormPage
    title="Feuilles de secours"
    lead="Pour le jour où le réseau est en panne. Imprimez-en quelques-unes d’avance et gardez-les au comptoir : noir et blanc, A4, grands champs."
    trail={[{ label: 'Documents', href: '/documents' }, { label: 'Feuilles de secours' }]}
  >
    {Object.entries(SHEETS).map(([name, { label, text }]) => (
      <Card key={name} title={label}>
        <p>{text}</p>
        <LinkButton icon="printer" href={`/secours/feuille.pdf?nom=${name}`}>
          {`Imprimer « ${label} »`}
        </LinkButton>
      </Card>
    ))}
    <Notice tone="info" title="Au retour du réseau">
      Chaque feuille dit, en bas, où taper ce qui y est écrit. Détruisez-la ensuite. Au point de collecte, un téléphone
      enregistre aussi sans réseau : ses appareils partent tout seuls plus tard.
    </Notice>
  </FormPage>
);
