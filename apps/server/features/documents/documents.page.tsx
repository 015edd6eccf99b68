import { DOCUMENT_TYPES, type DocumentView, nameOfPaper } from '#documents';
import type { Page } from '#kernel';
import {
  Badge,
  Card,
  Cell,
  Empty,
  formatDateTime,
  ListPage,
  PostButton,
  pagesOf,
  SelectField,
  Table,
} from '../../ui/index.js';
import { stateOfPaper } from './document.words.js';
import { PaperLink } from './paper-link.js';

const KINDS = DOCUMENT_TYPES.map((type) => ({ value: type, label: nameOfPaper(type) }));

/** Every paper the reader may open, newest first. */
export function DocumentsPage({
  page,
  type,
  after,
  timeZone,
}: {
  page: Page<DocumentView>;
  type: string;
  after: string;
  timeZone: string;
}) {
  return (
    <ListPage
      title="Documents"
      lead="Ceux que votre organisation peut ouvrir."
      filters={<SelectField name="type" label="Type" optionalUnsaid empty="Tous" value={type} options={KINDS} />}
      {...pagesOf('/documents', { type, after }, page)}
      rows={page.items}
      empty={
        <Empty icon="file-text" title="Aucun document">
          Un document apparaît ici dès qu’un lot part, qu’un effacement est prouvé ou qu’un appareil est remis.
        </Empty>
      }
    >
      <Table
        caption="Documents, du plus récent au plus ancien"
        rows={[...page.items]}
        rowKey={(d) => d.id}
        columns={[
          {
            header: 'Document',
            row: true,
            cell: (d) => (
              <Cell
                main={<a href={`/documents/${d.id}`}>{d.title}</a>}
                sub={d.state === 'ready' ? <a href={`/documents/${d.id}.pdf`}>{d.number}, PDF</a> : d.number}
              />
            ),
          },
          { header: 'Demandé', cell: (d) => formatDateTime(d.requestedAt, timeZone) },
          { header: 'État', cell: (d) => <StateOfPaper document={d} /> },
        ]}
      />
    </ListPage>
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

/** The papers of one thing, as a card of its page; nothing when there is none. */
export function PapersCard({ papers, title = 'Documents' }: { papers: readonly DocumentView[]; title?: string }) {
  if (!papers.length) return null;
  return (
    <Card title={title}>
      {papers.map((d) => (
        <PaperLink key={d.id} paper={d} label={`${d.title}, ${d.number}`} />
      ))}
    </Card>
  );
}
