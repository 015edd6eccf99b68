import {
  DOCUMENT_SORTS,
  DOCUMENT_STATE_NAMES,
  DOCUMENT_TYPES,
  type DocumentState,
  type DocumentView,
  nameOfPaper,
} from '#bank/documents';
import { isForSomebody } from '#bank/figures';
import type { CountedPage } from '#platform/database';
import {
  BackgroundStopped,
  Badge,
  Card,
  Cell,
  Empty,
  formatDateTime,
  LinkButton,
  type ListAddress,
  ListPage,
  listProps,
  MaySend,
  PostButton,
  SelectField,
  SortedTable,
  SortField,
  TextField,
} from '#platform/ui';
import { isBeingMade, stateOfPaper } from '../../web/document.words.js';
import { PaperLink } from '../../web/paper-link.js';
import type { DocumentListQuery } from './documents.dto.js';

const KINDS = DOCUMENT_TYPES.map((type) => ({ value: type, label: nameOfPaper(type) }));

/** One that is being made is « en préparation », whether it has begun or not. */
const SHOWN_STATES = DOCUMENT_STATE_NAMES.filter((state: DocumentState) => state !== 'rendering');

/** Every paper the reader may open, newest first. */
export function DocumentsPage({
  page,
  query,
  timeZone,
}: {
  page: CountedPage<DocumentView>;
  query: DocumentListQuery;
  timeZone: string;
}) {
  const list: ListAddress = { at: '/documents', query };
  const filtered = Boolean(query.type || query.state || query.q);
  return (
    <ListPage
      title="Documents"
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
      filters={<Filters query={query} />}
      clearHref={filtered ? '/documents' : null}
      {...listProps(list, page, ['document'])}
      empty={
        <Empty icon="file-text" title="Aucun document">
          Un document apparaît ici dès qu’un lot part, qu’un certificat est prêt ou qu’un appareil est remis.
        </Empty>
      }
    >
      {page.items.some(({ state }) => isBeingMade(state)) ? <BackgroundStopped /> : null}
      <SortedTable
        caption="Documents"
        sorts={DOCUMENT_SORTS}
        list={list}
        rows={[...page.items]}
        rowKey={(d) => d.id}
        columns={[
          {
            header: 'Document',
            row: true,
            cell: (d) => (
              <Cell
                main={<a href={`/documents/${d.id}`}>{d.title}</a>}
                sub={
                  <>
                    {d.state === 'ready' ? <a href={`/documents/${d.id}.pdf`}>{d.number}, PDF</a> : d.number}
                    <SendAgain paper={d} before=" · " />
                  </>
                }
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

function Filters({ query }: { query: DocumentListQuery }) {
  return (
    <>
      <TextField name="q" label="Numéro" width="medium" value={query.q} placeholder="En entier ou une partie" />
      <SelectField name="type" label="Type" empty="Tous" value={query.type} options={KINDS} />
      <SelectField
        name="state"
        label="État"
        empty="Tous"
        value={query.state}
        options={SHOWN_STATES.map((value) => ({ value, label: stateOfPaper(value).label }))}
      />
      <SortField sorts={DOCUMENT_SORTS} value={query.sort ?? 'newest'} />
    </>
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

/** Where a paper is sent again to whom it is for; nothing for one that is for nobody. */
function SendAgain({ paper: d, before = '' }: { paper: DocumentView; before?: string }) {
  if (!isForSomebody(d)) return null;
  const at = `/documents/${d.id}/envoi`;
  return (
    <MaySend to={at}>
      {before}
      <a href={at}>
        Envoyer à nouveau<span class="sr"> le document {d.number}</span>
      </a>
    </MaySend>
  );
}

/** The papers of one thing, as a card of its page; nothing when there is none. */
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
