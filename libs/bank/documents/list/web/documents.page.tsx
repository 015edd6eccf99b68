import {
  DOCUMENT_STATE_NAMES,
  DOCUMENTS,
  type DocumentState,
  DocumentsService,
  type DocumentView,
  nameOfPaper,
} from '#bank/documents';
import { isForSomebody } from '#bank/figures';
import type { CountedPage } from '#platform/database';
import { exportOf, pageQuery } from '#platform/http';
import { READ } from '#platform/kernel';
import {
  BackgroundStopped,
  Badge,
  Card,
  Empty,
  formatDateTime,
  LinkButton,
  ListOf,
  MaySend,
  PostButton,
  WithCodes,
} from '#platform/ui';
import { isInProduction, stateOfPaper } from '../../web/document.words.js';
import { PaperLink } from '../../web/paper-link.js';

/** One that is being made is « en préparation », whether it has begun or not. */
const SHOWN_STATES = DOCUMENT_STATE_NAMES.filter((state: DocumentState) => state !== 'rendering');

/** What is asked of the list of papers, by a person or a program. */
export class DocumentListQuery extends pageQuery(DOCUMENTS) {}

/** Its export, without the papers' titles, which may name somebody. */
export const DocumentExport = exportOf({
  query: DocumentListQuery,
  right: { instanceAdmin: true, ...READ.papers },
  page: 'documents',
  api: 'documents',
  name: 'Documents',
  filename: 'documents',
  reads: DocumentsService,
  read: (documents, ctx, asked) => documents.list(ctx.actor, asked),
  columns: [
    ['Numéro', (d) => d.number],
    ['Type', (d) => nameOfPaper(d.type)],
    ['État', (d) => (d.withdrawnAt ? 'retiré, ne compte plus' : stateOfPaper(d.state).label)],
    ['Demandé le', (d) => d.requestedAt],
    ['Prêt le', (d) => d.readyAt],
    ['SHA-256', (d) => d.sha256],
  ],
});

export function DocumentsPage({
  page,
  query,
  timeZone,
}: {
  page: CountedPage<DocumentView>;
  query: DocumentListQuery;
  timeZone: string;
}) {
  const none = (
    <Empty icon="file-text" title="Aucun document">
      Un document apparaît ici dès qu’un lot part, qu’un certificat est prêt ou qu’un appareil est remis.
    </Empty>
  );
  return (
    <ListOf
      title="Documents"
      list={DOCUMENTS}
      at="/documents"
      query={query}
      page={page}
      noun={['document']}
      lead="Ceux que votre organisation peut ouvrir."
      action={
        <>
          <LinkButton icon="printer" href="/documents/jour">
            Imprimer un jour
          </LinkButton>
          <LinkButton look="quiet" icon="wifi-off" href="/secours">
            Feuilles de secours
          </LinkButton>
        </>
      }
      offers={{ state: SHOWN_STATES }}
      none={none}
      notFound={none}
      around={(table) => (
        <>
          {page.items.some(({ state }) => isInProduction(state)) ? <BackgroundStopped /> : null}
          {table}
        </>
      )}
      columns={[
        {
          header: 'Document',
          row: true,
          wide: true,
          cell: (d) => (
            <a href={`/documents/${d.id}`}>
              <WithCodes text={d.title} />
            </a>
          ),
        },
        {
          header: 'Numéro',
          bare: true,
          cell: (d) => (
            <span class="whole">
              {d.state === 'ready' ? <a href={`/documents/${d.id}.pdf`}>{d.number}, PDF</a> : d.number}
            </span>
          ),
        },
        { header: 'Suite', bare: true, cell: (d) => <StateOfPaper document={d} /> },
        { header: 'Demandé', cell: (d) => formatDateTime(d.requestedAt, timeZone) },
      ]}
    />
  );
}

function StateOfPaper({ document: d }: { document: DocumentView }) {
  if (d.withdrawnAt) {
    return (
      <Badge tone="alert" icon="ban">
        retiré, ne compte plus
      </Badge>
    );
  }
  if (d.state === 'ready') return <SendAgain paper={d} />;
  const { label, tone, icon } = stateOfPaper(d.state);
  if (d.state !== 'failed') {
    return (
      <Badge tone={tone} icon={icon}>
        {label}
      </Badge>
    );
  }
  return <PostButton action={`/documents/${d.id}/nouvel-essai`} label="Réessayer" icon="refresh-cw" />;
}

/** Nothing for a paper that is for nobody. */
function SendAgain({ paper: d }: { paper: DocumentView }) {
  if (!isForSomebody(d)) return null;
  const at = `/documents/${d.id}/envoi`;
  return (
    <MaySend to={at}>
      <a href={at}>
        Envoyer à nouveau<span class="sr"> le document {d.number}</span>
      </a>
    </MaySend>
  );
}

export function PapersCard({ papers, title = 'Documents' }: { papers: readonly DocumentView[]; title?: string }) {
  if (!papers.length) return null;
  return (
    <Card title={title}>
      {papers.map((d) => (
        <div key={d.id}>
          <PaperLink paper={d} label={`${d.title}, ${d.number}`} />
          <SendAgain paper={d} />
        </div>
      ))}
    </Card>
  );
}
