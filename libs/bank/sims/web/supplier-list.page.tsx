import { LEFT_REASONS, type SheetsOfBook, type ThingWords } from '#bank/files/engine';
import { SIM_STATUSES, type SimListRowView, type SimListView, type SimStatus, shownIccid } from '#bank/sims';
import type { Page } from '#platform/kernel';
import {
  Actions,
  Badge,
  Button,
  Card,
  Cell,
  ExportLinks,
  FieldsOf,
  FileField,
  Form,
  FormPage,
  type FormState,
  formatNumber,
  HiddenField,
  LinkButton,
  Notice,
  Pager,
  plural,
  RowVerdict,
  Table,
} from '#platform/ui';
import { ColumnsAside } from '../../files/engine/web/column-choices.js';
import { problemWords } from '../../files/engine/web/file-acts.js';
import { TABLES } from '../../files/engine/web/file-parts.js';
import { IncomingListPage, RowText, rowKey } from '../../files/engine/web/list.page.js';
import { chosenFields } from '../../files/engine/web/sheets.js';
import { SIM_FIELD_OPTIONS } from './sim.words.js';
import { SimImportForm, SimListChoicesForm } from './sims.dto.js';

const CARDS = { label: 'Cartes SIM', href: '/sim' };

export const SIM_THINGS: ThingWords = {
  made: ['carte entrée en stock', 'cartes entrées en stock'],
  gone: ['carte retirée', 'cartes retirées'],
  press: ['Retirer la carte', (n) => `Retirer les ${n} cartes`],
  says: `Ses cartes sortent du stock et de toutes les listes ; leurs codes PIN et PUK et leurs numéros de ligne sont effacés.
    Leurs numéros de carte redeviennent libres. Une carte qu’une structure a, ou a eue, reste, et la page dira laquelle.`,
  stays: {
    'sims.kept_at_structure': 'Sont chez une structure : reprenez-les d’abord.',
    'sims.moved_on': 'Ont déjà été remises à une personne, ou sont terminées.',
  },
  href: ({ id }) => `/sim/${id}`,
  name: ({ code }) => shownIccid(code),
  state: ({ state }) => SIM_STATUSES[state as SimStatus]?.label ?? state,
};

export const ImportPage = ({ problems, values }: FormState) => (
  <FormPage
    title="Importer une liste de cartes SIM"
    lead="Le tableur du fournisseur (CSV, Excel, LibreOffice), ou un numéro de carte par ligne. Vous verrez le résultat avant d’enregistrer."
    trail={[CARDS, { label: 'Importer' }]}
  >
    <Form action="/sim/import" multipart problems={problems} values={values ?? {}}>
      <FileField name="sheet" label="Fichier du fournisseur" accept={TABLES} />
      <FieldsOf form={SimImportForm} />
      <Actions>
        <Button iconAfter="arrow-right">Vérifier la liste</Button>
        <LinkButton look="quiet" href="/sim">
          Annuler
        </LinkButton>
      </Actions>
    </Form>
  </FormPage>
);

interface SupplierListProps extends Pick<FormState, 'problems'> {
  list: SimListView;
  told: Page<SimListRowView>;
  left: readonly SimListRowView[];
  toldHref: string | null;
  book: SheetsOfBook | null;
  choosing: boolean;
}

const BY = {
  names: 'Reconnues à leurs titres et à leurs numéros.',
  memory: 'Reprises de la dernière liste qui avait les mêmes titres.',
  person: 'Dites par vous. La prochaine liste avec les mêmes titres sera lue ainsi.',
};

/** A list before its cards come into stock: what is new, known or wrong; then one decision. PIN and PUK stay hidden. */
export function SupplierListPage({ list: l, told, left, toldHref, book, problems, choosing }: SupplierListProps) {
  const take = l.good ? (
    <Button icon="check">{`Enregistrer ${l.good === 1 ? 'la carte' : `les ${formatNumber(l.good)} cartes`}`}</Button>
  ) : null;
  return (
    <IncomingListPage
      title="Vérifier la liste"
      up="/sim/import"
      trail={[CARDS]}
      {...{ list: l, book, problems, choosing }}
      // The carrier is asked for first.
      take={l.carrierless ? undefined : take}
      found={l.carrierless ? <CarrierAsked list={l} /> : <Found list={l} />}
      columns={{
        by: BY,
        options: SIM_FIELD_OPTIONS,
        asks: <FieldsOf form={SimListChoicesForm} but={{ carrier: { value: l.carrier } }} />,
        said: { carrier: l.carrier },
      }}
      working={
        <p>
          {l.done > 0 ? `${plural(l.done, 'ligne lue', 'lignes lues')}. ` : 'La liste est en cours de lecture. '}
          Cette page se met à jour toute seule ; vous pouvez aussi revenir plus tard.
        </p>
      }
      applied={
        <Notice tone="ok" title={`${plural(l.made, 'carte est entrée', 'cartes sont entrées')} en stock.`}>
          <a href={`/sim?lot=${l.batchId}`}>Voir ces cartes</a>
        </Notice>
      }
      things={SIM_THINGS}
      next={
        <Actions>
          <LinkButton look="primary" href="/sim/import">
            Envoyer une autre liste
          </LinkButton>
        </Actions>
      }
      kept="un jour"
    >
      {told.items.length ? <RemarkedRows told={told} toldHref={toldHref} /> : null}
      {left.length ? <LeftRows count={l.left} left={left} /> : null}
    </IncomingListPage>
  );
}

function Found({ list: l }: { list: SimListView }) {
  const codes = l.fields.some((field) => field === 'pin' || field === 'puk');
  const wrong = l.wrong - l.known;
  return (
    <>
      {l.good ? (
        <Notice tone="ok" title={`${plural(l.good, 'nouvelle carte', 'nouvelles cartes')}.`}>
          {codes ? 'Leurs codes PIN et PUK seront scellés.' : 'La liste n’a pas de colonne de codes PIN ni PUK.'}
        </Notice>
      ) : (
        <Notice tone="attention" title="Aucune nouvelle carte.">
          Rien ne sera enregistré.
        </Notice>
      )}
      <ColumnsAside {...l} />
      {l.known ? (
        <Notice tone="info" title={`${plural(l.known, 'carte est déjà connue', 'cartes sont déjà connues')} :`}>
          rien n’est fait deux fois.
        </Notice>
      ) : null}
      {wrong ? (
        <Notice tone="attention" title={`${plural(wrong, 'ligne reste', 'lignes restent')} de côté.`}>
          <p>Corrigez le fichier, puis renvoyez-le : ce qui est déjà entré ne rentrera pas deux fois.</p>
          <p>Ces lignes peuvent contenir des codes PIN et PUK : effacez le fichier une fois corrigé.</p>
          <ExportLinks
            what="Lignes de côté"
            href={(format) => `/sim/import/${l.id}/lignes-en-erreur?format=${format}`}
          />
        </Notice>
      ) : null}
    </>
  );
}

const CarrierAsked = ({ list: l }: { list: SimListView }) => (
  <Notice
    tone="attention"
    title={`De quel opérateur ${l.carrierless > 1 ? `sont ces ${formatNumber(l.carrierless)} cartes` : 'est cette carte'} ?`}
  >
    <p>La liste ne le dit pas. Elle est gardée : il n’y a rien à renvoyer.</p>
    <Form action={`/sim/import/${l.id}/colonnes`} does={{ label: 'Relire la liste ainsi', icon: 'check' }}>
      {Object.entries(chosenFields(l)).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
      <FieldsOf form={SimListChoicesForm} but={{ carrier: { required: true, hint: undefined } }} />
    </Form>
  </Notice>
);

const isKnown = (row: SimListRowView): boolean => row.problems.some((p) => p.code === 'sims.row_iccid_known');

const RemarkedRows = ({ told, toldHref }: Pick<SupplierListProps, 'told' | 'toldHref'>) => (
  <Card title="Lignes à regarder" id="signalees">
    <Table
      caption="Lignes de la liste qui ont une remarque"
      rows={told.items}
      rowKey={rowKey}
      columns={[
        { header: 'Ligne', row: true, cell: (r) => <RowText row={r} /> },
        {
          header: 'Remarque',
          cell: (r) => {
            const words = r.problems.map(problemWords).join(' ');
            if (!isKnown(r)) return <RowVerdict wrong={r.wrong} words={words} />;
            return <Cell main={<Badge tone="info">déjà connue</Badge>} sub={words} />;
          },
        },
      ]}
    />
    <Pager nextHref={toldHref} />
  </Card>
);

const LeftRows = ({ count, left }: Pick<SupplierListProps, 'left'> & { count: number }) => (
  <Card title={`Lignes laissées (${formatNumber(count)})`} id="laissees">
    <p>Elles ne sont pas des cartes, ou sont masquées dans le tableur.</p>
    <Table
      caption="Lignes de la liste qui ne sont pas des cartes, ou qui sont masquées"
      rows={left}
      rowKey={rowKey}
      columns={[
        { header: 'Ligne', row: true, cell: (r) => <RowText row={r} /> },
        { header: 'Pourquoi', cell: (r) => (r.left ? LEFT_REASONS[r.left] : '') },
      ]}
    />
  </Card>
);
