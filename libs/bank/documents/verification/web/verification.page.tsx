import { type GenuinePaper, nameOfPaper } from '#bank/documents';
import {
  Actions,
  Button,
  Card,
  Facts,
  FileField,
  Form,
  formatBytes,
  formatDateTime,
  Notice,
  QuestionPage,
  TextField,
  useView,
} from '#platform/ui';

/** A file that was compared; `nothing` when the form came without one, null before anybody compared. */
export type Compared = { readonly sha256: string; readonly filename: string } | 'nothing' | null;

/** No such paper, or nobody asked yet: the number and the code that its foot carries, to type. */
export function UnknownPaperPage({ asked }: { asked?: { number: string; code: string } }) {
  const { bank } = useView();
  return (
    <QuestionPage
      question={asked ? 'Nous ne connaissons pas ce document' : 'Ce document est-il authentique ?'}
      title="Vérifier un document"
      lead={<p>Son numéro et son code sont écrits en bas de chaque page.</p>}
    >
      {asked ? (
        <Notice tone="alert" title="Aucun document n’a ce numéro avec ce code.">
          Relisez-les sur le papier : un caractère a pu être mal lu. Si tout est juste, ce papier ne vient pas de nous :
          ne vous y fiez pas{bank.helpline ? ` et appelez le ${bank.helpline}` : ', et prévenez-nous'}.
        </Notice>
      ) : null}
      <form class="form" method="get" action="/V" noValidate>
        <TextField
          name="numero"
          label="Numéro du document"
          hint="Exemple : CE-2026-0042"
          required
          maxlength={40}
          value={asked?.number ?? ''}
        />
        <TextField
          name="code"
          label="Code de vérification"
          hint="24 caractères, de 0 à 9 et de A à F. Les espaces ne comptent pas."
          required
          maxlength={60}
          value={asked?.code ?? ''}
        />
        <Actions stack>
          <Button wide iconAfter="arrow-right">
            Vérifier
          </Button>
        </Actions>
      </form>
    </QuestionPage>
  );
}

/** What the bank says of a paper it made: its head, its date, its hash, whether it still counts. Nothing of what it says. */
export function GenuinePaperPage({
  paper: p,
  compared,
  address,
  timeZone,
}: {
  paper: GenuinePaper;
  compared: Compared;
  address: string;
  timeZone: string;
}) {
  const { bank } = useView();
  const another = compared !== null && compared !== 'nothing' && compared.sha256 !== p.sha256;
  return (
    <QuestionPage question={another ? 'Ce fichier n’est pas le nôtre' : questionOf(p)} title={`Vérifier ${p.number}`}>
      {compared && compared !== 'nothing' ? <Comparison paper={p} compared={compared} /> : null}
      {another ? (
        <p>Un document porte bien ce numéro, mais ce n’est pas ce fichier. Voici ce que nous avons établi :</p>
      ) : null}
      {another && p.state === 'ready' && !p.withdrawnAt ? null : (
        <Verdict paper={p} timeZone={timeZone} bank={bank.name} />
      )}
      <Facts
        facts={[
          ...printed(p),
          ['Demandé', formatDateTime(p.requestedAt, timeZone)],
          ['Prêt', p.readyAt ? formatDateTime(p.readyAt, timeZone) : null],
          ['Empreinte imprimée en bas', p.heading === null ? null : groups(p.fingerprint)],
          ['Taille du fichier', p.size ? formatBytes(p.size) : null],
          ['Empreinte SHA-256 du fichier', p.sha256 ? groups(p.sha256) : null],
        ]}
      />
      {p.sha256 ? (
        <Card title="Comparer votre fichier">
          <p>
            Choisissez ou déposez le PDF que vous avez reçu. Nous regardons si c’est exactement le même, et ne le
            gardons pas.
          </p>
          <Form action={address} multipart problems={compared === 'nothing' ? NO_FILE : undefined}>
            <FileField
              name="fichier"
              label="Le fichier PDF"
              hint="20 Mo au plus"
              accept="application/pdf,.pdf"
              required
            />
            <Actions stack>
              <Button wide icon="file-text">
                Comparer
              </Button>
            </Actions>
          </Form>
        </Card>
      ) : null}
    </QuestionPage>
  );
}

/** What whoever holds the paper compares with it: nothing that it does not bear. */
const printed = (p: GenuinePaper): [string, string | null][] =>
  p.heading === null
    ? [
        ['Ce que c’est', `${nameOfPaper(p.type)} seules : la planche ne porte ni titre, ni en-tête, ni numéro.`],
        ['Son numéro chez nous', p.number],
      ]
    : [
        ['Titre imprimé en haut', p.heading],
        ['Numéro', p.number],
        ['Nom dans l’en-tête', p.letterhead],
      ];

const NO_FILE = [{ field: 'fichier', code: 'documents.no_file', message: 'Choisissez le fichier PDF à comparer.' }];

const questionOf = (p: GenuinePaper): string =>
  p.withdrawnAt
    ? 'Ce document ne compte plus'
    : p.state === 'ready' || p.state === 'erased'
      ? 'Ce document vient bien de nous'
      : 'Ce document est en préparation';

function Verdict({ paper: p, timeZone, bank }: { paper: GenuinePaper; timeZone: string; bank: string }) {
  if (p.withdrawnAt)
    return (
      <Notice tone="alert" icon="ban" title={`Retiré le ${formatDateTime(p.withdrawnAt, timeZone)}.`}>
        {bank} l’a bien établi, puis l’a retiré.
        {p.replacedBy ? ` Le document ${p.replacedBy} le remplace.` : ' Aucun document ne le remplace.'}
      </Notice>
    );
  if (p.state === 'erased')
    return (
      <Notice tone="info" icon="ban" title="Authentique, et effacé chez nous à sa date.">
        Il contenait des données personnelles. Son numéro et son empreinte restent : vous pouvez comparer votre copie.
      </Notice>
    );
  if (p.state === 'ready')
    return (
      <Notice tone="ok" icon="circle-check" title="Authentique.">
        Le titre, le numéro, l’en-tête et l’empreinte doivent être les mêmes sur votre papier. Cette page ne vérifie ni
        les noms, ni les montants, ni les quantités : pour cela, comparez votre fichier PDF plus bas.
      </Notice>
    );
  return (
    <Notice tone="attention" icon="hourglass" title="Pas encore prêt.">
      Il a bien été demandé. Revenez dans quelques minutes : tant qu’il n’est pas prêt, aucun papier ne peut être le
      bon.
    </Notice>
  );
}

function Comparison({ paper: p, compared }: { paper: GenuinePaper; compared: { sha256: string; filename: string } }) {
  return compared.sha256 === p.sha256 ? (
    <Notice tone="ok" icon="circle-check" title="Le fichier est exactement le nôtre.">
      {compared.filename}
    </Notice>
  ) : (
    <Notice tone="alert" icon="triangle-alert" title="Ce fichier n’est pas celui que nous avons établi.">
      Il a été modifié, réenregistré, ou c’est un autre document. Son empreinte : {groups(compared.sha256)}
    </Notice>
  );
}

const groups = (hash: string): string => (hash.match(/.{1,4}/g) ?? []).join(' ');
