import type { DonationView, FileState, FileView } from '#intake';
import { sentenceOf } from '../../http/sentences.js';
import {
  Badge,
  Card,
  CountCard,
  Counts,
  ErrorSummary,
  Facts,
  type FieldProblem,
  formatDateTime,
  formatNumber,
  formatPercent,
  LinkButton,
  Notice,
  PostButton,
  plural,
  ThingPage,
} from '../../ui/index.js';
import { type FileRowsProps, Rows } from './file-rows.js';
import { fileBadge } from './intake.words.js';

export function FileBadge({ state }: { state: FileState }) {
  const { label, tone, icon } = fileBadge(state);
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}

export interface FilePageProps extends FileRowsProps {
  donation: DonationView;
  file: FileView;
  timeZone: string;
  problems?: FieldProblem[];
}

/** A donor's file before anything is made of it: what is good, what is wrong and why; then one decision. */
export function FilePage(props: FilePageProps) {
  const { donation: d, file: f, timeZone } = props;
  const busy = f.state === 'reading' || f.state === 'applying';
  return (
    <ThingPage
      title={`${f.filename}, don ${d.number}`}
      heading={f.filename}
      lead={`${d.number} · ${d.donorName} · envoyé le ${formatDateTime(f.createdAt, timeZone)}`}
      trail={[{ label: 'Dons', href: '/dons' }, { label: d.number, href: `/dons/${d.id}` }, { label: 'Tableur' }]}
      state={<FileBadge state={f.state} />}
      next={<Decision {...props} />}
      {...(busy ? { refreshSeconds: 2 } : {})}
      aside={
        Object.keys(f.columns).length ? (
          <Card title="Colonnes reconnues">
            <Facts
              facts={Object.entries(f.columns).map(([field, title]) => [FIELDS[field] ?? field, `« ${title} »`])}
            />
          </Card>
        ) : null
      }
    >
      <ErrorSummary {...(props.problems ? { problems: props.problems } : {})} />
      {f.state === 'failed' ? (
        <Notice tone="alert" title="Rien n’a été enregistré.">
          {sentenceOf(f.error ?? '', { ...f.errorFacts })}
        </Notice>
      ) : null}
      {busy || f.state === 'failed' || f.state === 'refused' ? null : <Numbers file={f} />}
      {f.state === 'ready' || f.state === 'applied' ? <Rows {...props} /> : null}
    </ThingPage>
  );
}

const FIELDS: Readonly<Record<string, string>> = {
  category: 'Type',
  make: 'Marque',
  model: 'Modèle',
  serial: 'N° de série',
  inventoryNumber: 'N° d’inventaire',
  condition: 'État',
};

function Decision({ donation: d, file: f }: FilePageProps) {
  const here = `/dons/${d.id}/fichiers/${f.id}`;
  const good = f.rowsRead - f.rowsWrong;
  switch (f.state) {
    case 'reading':
      return (
        <p>
          Le tableur est en cours de lecture. Cette page se met à jour toute seule ; vous pouvez aussi revenir plus
          tard.
        </p>
      );
    case 'applying':
      return (
        <p>
          {formatNumber(f.done)} sur {formatNumber(good)} ({formatPercent(good ? f.done / good : 0)}). Cette page se met
          à jour toute seule ; vous pouvez aussi revenir plus tard.
        </p>
      );
    case 'ready':
      return (
        <>
          {good > 0 ? (
            <>
              <p>{f.rowsWrong ? 'Les lignes en erreur seront laissées de côté.' : 'Toutes les lignes sont bonnes.'}</p>
              <PostButton
                action={`${here}/enregistrement`}
                label={good > 1 ? `Enregistrer les ${formatNumber(good)} bons` : 'Enregistrer la ligne bonne'}
                icon="check"
                look="primary"
                wide
              />
            </>
          ) : (
            <p>Aucune ligne n’est bonne. Corrigez le fichier dans le tableur, puis envoyez-le de nouveau.</p>
          )}
          <PostButton action={`${here}/abandon`} label="Abandonner ce fichier" icon="ban" look="secondary" wide />
        </>
      );
    case 'applied':
      return (
        <>
          <p>
            {plural(f.rowsLogged, 'appareil enregistré', 'appareils enregistrés')}. Il reste à coller leurs étiquettes.
          </p>
          <LinkButton href={`/dons/${d.id}`} icon="package-open" look="primary" wide>
            Revenir au don
          </LinkButton>
        </>
      );
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

function Numbers({ file: f }: { file: FileView }) {
  const good = f.state === 'applied' ? f.rowsLogged : f.rowsRead - f.rowsWrong;
  return (
    <Counts>
      <CountCard
        count={good}
        label={
          f.state === 'applied' ? (good > 1 ? 'enregistrés' : 'enregistré') : good > 1 ? 'lignes bonnes' : 'ligne bonne'
        }
        {...(f.rowsWarned ? { hint: `dont ${formatNumber(f.rowsWarned)} à regarder` } : {})}
        href="#bonnes"
      />
      <CountCard
        count={f.rowsWrong}
        label="en erreur"
        {...(f.rowsWrong ? { hint: 'laissées de côté', tone: 'alert' as const } : {})}
        href="#signalees"
      />
    </Counts>
  );
}
