import { LEFT_REASONS, type SheetsOfBook } from '#bank/files/engine';
import type { ListWords, SetupListView, SetupRowView } from '#bank/files/setup-lists';
import type { Words } from '#bank/mails';
import type { MembershipView } from '#bank/people';
import type { Page } from '#platform/kernel';
import {
  Actions,
  Badge,
  Button,
  Card,
  Cell,
  Disclosure,
  ExportLinks,
  type FieldProblem,
  FileField,
  Form,
  FormPage,
  type FormState,
  LinkButton,
  Notice,
  type Option,
  Pager,
  PostButton,
  plural,
  Table,
} from '#platform/ui';
import type { RefusedAddresses } from '../../../mails/web/mail-log.pages.js';
import { MailToCopy } from '../../../mails/web/work-messages.controller.js';
import { WayField } from '../../../people/members/web/member-invitation.pages.js';
import { MembersTable } from '../../../people/members/web/members.pages.js';
import { ColumnsAside } from '../../engine/web/column-choices.js';
import { problemWords } from '../../engine/web/file-acts.js';
import { TABLES } from '../../engine/web/file-parts.js';
import { IncomingListPage, RowText, rowKey } from '../../engine/web/list.page.js';

interface SetupUploadProps {
  list: string;
  words: ListWords;
  fields: readonly string[];
  problems?: FieldProblem[] | undefined;
}

export const SetupUploadPage = ({ list, words, fields, problems }: SetupUploadProps) => (
  <FormPage title={words.title} lead={words.lead} trail={[words.up, { label: 'Importer' }]}>
    <Form action={`/gestion/import/${list}`} multipart problems={problems}>
      <FileField
        name="sheet"
        label="Fichier"
        hint={`Excel, LibreOffice ou CSV. Colonnes lues : ${fields.join(', ')}.`}
        accept={TABLES}
        required
      />
      <Actions>
        <Button iconAfter="arrow-right">Vérifier la liste</Button>
        <LinkButton look="quiet" href={words.up.href}>
          Annuler
        </LinkButton>
      </Actions>
    </Form>
    <ExportLinks what="Modèle vide" href={(format) => `/gestion/import/${list}/modele?format=${format}`} />
  </FormPage>
);

interface SetupListPageProps {
  list: SetupListView;
  words: ListWords;
  up: string;
  rows: Page<SetupRowView>;
  book: SheetsOfBook | null;
  fields: Option[];
  problems: FieldProblem[] | undefined;
  choosing: boolean;
}

const BECAME: Partial<Record<SetupListView['state'], string>> = { applied: 'fait', withdrawn: 'annulé' };

export function SetupListPage({ list: l, words, up, rows, book, fields, problems, choosing }: SetupListPageProps) {
  const here = `${up}/${l.id}`;
  return (
    <IncomingListPage
      title={words.title}
      trail={[words.up]}
      {...{ list: l, up, book, problems, choosing, things: words.things }}
      columns={{ options: fields }}
      found={<Found {...{ list: l, words, here }} />}
      take={
        l.good && (!l.people || l.people.answer) ? (
          <Button icon="check">{`Enregistrer ${plural(l.good, ...words.noun)}`}</Button>
        ) : null
      }
      working={<p>La liste est en cours de lecture. Cette page se met à jour toute seule.</p>}
      applied={
        <Notice tone="ok" title={`${plural(l.made, ...words.done)}.`}>
          {words.invites ? (
            <a href={`${here}/invitations`}>Inviter ces personnes</a>
          ) : (
            <a href={words.up.href}>Voir la liste</a>
          )}
        </Notice>
      }
    >
      {rows.items.length ? <Rows {...{ rows, here }} becomes={BECAME[l.state] ?? words.becomes} /> : null}
    </IncomingListPage>
  );
}

function PeopleAsked({ people, here }: Pick<SetupListView, 'people'> & { here: string }) {
  if (!people) return null;
  const say = (answer: string, label: string) =>
    people.answer === answer ? null : (
      <PostButton action={`${here}/noms`} fields={{ people: answer }} label={label} icon="user" />
    );
  const title = people.answer === 'others' ? 'Vous avez dit : pas des personnes.' : 'Des personnes ?';
  return (
    <Notice tone={people.answer ? 'info' : 'attention'} title={title}>
      <p>
        {people.answer === 'others'
          ? `Les cases ${people.cells} sont lues comme des organisations.`
          : `Là où une organisation est attendue, les cases ${people.cells} ressemblent à des noms de personnes : rien n’en est gardé. Regardez-les dans votre fichier.`}
      </p>
      <Actions>
        {say('people', 'Oui, des personnes : laisser ces lignes')}
        {say('others', 'Non, des organisations : lire ces cases')}
      </Actions>
    </Notice>
  );
}

const Found = ({ list: l, words, here }: Pick<SetupListPageProps, 'list' | 'words'> & { here: string }) => (
  <>
    <PeopleAsked people={l.people} here={here} />
    <Notice
      tone={l.good ? 'ok' : 'attention'}
      title={l.good ? `${plural(l.good, ...words.noun)} à enregistrer.` : 'Rien de nouveau dans cette liste.'}
    >
      {l.wrong ? `${plural(l.wrong, 'ligne reste', 'lignes restent')} de côté ; la raison est en face de chacune.` : ''}
    </Notice>
    <ColumnsAside {...l} />
    {l.wrong ? (
      <ExportLinks what="Lignes de côté" href={(format) => `${here}/lignes-en-erreur?format=${format}`} />
    ) : null}
  </>
);

const Rows = ({ rows, here, becomes }: Pick<SetupListPageProps, 'rows'> & { here: string; becomes: string }) => (
  <Card title="Ligne par ligne" id="lignes">
    <Table
      caption="Ce que devient chaque ligne"
      rows={rows.items}
      rowKey={rowKey}
      stacks
      columns={[
        { header: 'Ligne', row: true, cell: (r) => <RowText row={r} /> },
        { header: 'Ce qui se passe', cell: (r) => <Fate row={r} becomes={becomes} /> },
      ]}
    />
    <Pager nextHref={rows.next ? `${here}?suite=${rows.next}#lignes` : null} />
  </Card>
);

function Fate({ row, becomes }: { row: SetupRowView; becomes: string }) {
  if (row.left) return <Cell main={<Badge tone="neutral">laissée</Badge>} sub={LEFT_REASONS[row.left]} />;
  const words = row.problems.map(problemWords).join(' ');
  const badge = row.wrong ? <Badge tone="attention">de côté</Badge> : <Badge tone="ok">{becomes}</Badge>;
  return words ? <Cell main={badge} sub={words} /> : badge;
}

const trail = (label: string) => [{ label: 'Organisations', href: '/gestion/organisations' }, { label }];

export function InvitationsPage(props: {
  list: SetupListView;
  members: readonly MembershipView[];
  refused: RefusedAddresses;
  waiting: readonly MembershipView[];
  here: string;
  mail: boolean;
  timeZone: string;
  problems?: FormState['problems'];
}) {
  const { list, members, waiting, here, mail } = props;
  return (
    <FormPage title="Inviter les personnes importées" lead={list.name} trail={trail('Inviter')}>
      {waiting.length ? (
        <Form
          action={here}
          problems={props.problems}
          does={{ label: `Inviter ${plural(waiting.length, 'personne')}`, icon: 'mail' }}
        >
          <p>
            {`${plural(waiting.length, 'personne n’est pas encore entrée', 'personnes ne sont pas encore entrées')}. Un lien fait avant ne servira plus.`}
          </p>
          <WayField mail={mail} />
        </Form>
      ) : (
        <Notice tone="ok" title="Personne n’attend d’invitation.">
          Toutes sont entrées.
        </Notice>
      )}
      <Card title="Personnes de cette liste">
        <MembersTable members={members} refused={props.refused} timeZone={props.timeZone} />
      </Card>
    </FormPage>
  );
}

export function CopiedInvitationsPage(props: {
  here: string;
  copied: readonly { readonly to: MembershipView; readonly words: Words }[];
}) {
  return (
    <FormPage title="Messages à copier" trail={trail('Messages à copier')}>
      {props.copied.length ? (
        <Notice tone="attention" title="À copier maintenant : on ne pourra plus les revoir.">
          Chacun est noté comme copié.
        </Notice>
      ) : (
        <Notice tone="info" title="Déjà montrés">
          On ne les voit qu’une fois. Si vous ne les avez plus, recommencez.
        </Notice>
      )}
      {props.copied.map(({ to, words }) => (
        <Disclosure key={to.id} summary={`${to.userName} · ${to.email}`}>
          <MailToCopy words={words} to={to.email} of={to.id} />
        </Disclosure>
      ))}
      <Actions>
        <LinkButton href={props.here}>Continuer</LinkButton>
      </Actions>
    </FormPage>
  );
}
