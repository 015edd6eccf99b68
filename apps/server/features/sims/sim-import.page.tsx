import type { CheckedRow, ImportPreview } from '#sims';
import { sentenceOf } from '../../http/sentences.js';
import {
  Actions,
  Badge,
  Button,
  Card,
  type FieldProblem,
  FileField,
  Form,
  FormPage,
  LinkButton,
  Notice,
  plural,
  Table,
  TextArea,
  TextField,
} from '../../ui/index.js';

/** A supplier's list: a file, or pasted. */
export function ImportPage({ problems, values = {} }: { problems?: FieldProblem[]; values?: Record<string, string> }) {
  return (
    <FormPage
      title="Importer une liste de cartes SIM"
      lead="Un fichier CSV du fournisseur, ou un numéro de carte par ligne. Vous verrez le résultat avant d’enregistrer."
      trail={[{ label: 'Cartes SIM', href: '/sim' }, { label: 'Importer' }]}
    >
      <Form action="/sim/import" multipart problems={problems} values={values}>
        <FileField name="sheet" label="Fichier du fournisseur" accept=".csv,.txt,text/csv,text/plain" />
        <TextArea
          name="list"
          label="Ou collez la liste ici"
          hint="ICCID, et si vous les avez : numéro de ligne, opérateur, PIN, PUK."
          rows={6}
        />
        <TextField
          name="carrier"
          label="Opérateur"
          hint="Pour les cartes dont la liste ne le dit pas."
          width="medium"
          maxlength={60}
        />
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

/** What the list would bring, before anything is stored. PIN and PUK stay hidden. */
export function ImportPreviewPage({ preview: p, problems }: { preview: ImportPreview; problems?: FieldProblem[] }) {
  const n = p.cards.length;
  return (
    <FormPage
      title="Vérifier la liste"
      lead={p.name}
      trail={[{ label: 'Cartes SIM', href: '/sim' }, { label: 'Importer', href: '/sim/import' }, { label: 'Vérifier' }]}
    >
      {n ? (
        <Notice tone="ok" title={`${plural(n, 'nouvelle carte', 'nouvelles cartes')}.`}>
          {p.withCodes
            ? `${plural(p.withCodes, 'a ses codes, qui seront scellés', 'ont leurs codes, qui seront scellés')}.`
            : 'Aucune n’a de code PIN ni PUK.'}
        </Notice>
      ) : (
        <Notice tone="attention" title="Aucune nouvelle carte.">
          Rien ne sera enregistré.
        </Notice>
      )}
      {p.known ? (
        <Notice tone="info" title={`${plural(p.known, 'carte est déjà connue', 'cartes sont déjà connues')} :`}>
          rien n’est fait deux fois.
        </Notice>
      ) : null}
      {p.refused ? (
        <Notice tone="attention" title={`${plural(p.refused, 'ligne reste', 'lignes restent')} de côté.`}>
          Corrigez le fichier, puis renvoyez-le : ce qui est déjà entré ne rentrera pas deux fois.
        </Notice>
      ) : null}
      <Form action={`/sim/import/${p.id}`} problems={problems}>
        <Actions>
          {n ? <Button icon="check">{`Enregistrer ${n === 1 ? 'la carte' : `les ${n} cartes`}`}</Button> : null}
          <LinkButton look={n ? 'quiet' : 'primary'} href="/sim/import">
            Envoyer une autre liste
          </LinkButton>
        </Actions>
      </Form>
      {p.rows.length ? <Remarks rows={p.rows} /> : null}
    </FormPage>
  );
}

function Remarks({ rows }: { rows: readonly CheckedRow[] }) {
  return (
    <Card title="Lignes à regarder">
      <Table
        caption="Lignes de la liste qui ont une remarque"
        rows={rows}
        rowKey={(r) => r.n}
        columns={[
          { header: 'Ligne', row: true, numeric: true, cell: (r) => r.n },
          { header: 'Ce qui est écrit', cell: (r) => r.raw.filter(Boolean).slice(0, 5).join(' · ').slice(0, 120) },
          {
            header: 'Remarque',
            cell: (r) => (
              <>
                {r.refused ? <Badge tone="alert">de côté</Badge> : <Badge tone="attention">à vérifier</Badge>}
                {r.problems.map((p) => (
                  <span key={p.code}> {sentenceOf(p.code, { ...p.facts })}</span>
                ))}
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}
