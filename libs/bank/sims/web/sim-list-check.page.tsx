import type { SheetsOfBook } from '#bank/files/engine';
import type { SimListRowView, SimListView } from '#bank/sims';
import { sentenceOf } from '#platform/http';
import type { Page } from '#platform/kernel';
import {
  Actions,
  Button,
  ExportLinks,
  type FieldProblem,
  Form,
  FormPage,
  formatNumber,
  HiddenField,
  LinkButton,
  Notice,
  PostButton,
  plural,
  TextField,
} from '#platform/ui';
import { ColumnsAside } from '../../files/engine/web/column-choices.js';
import { OtherSheets, SheetsLeft, saidOf } from '../../files/engine/web/sheets.js';
import { Withdrawn } from '../../files/engine/web/withdrawal.page.js';
import { LeftRows, RemarkedRows } from './sim-import-rows.js';
import { SimListColumns } from './sim-list-columns.js';
import { SIM_THINGS } from './sim-withdrawal.words.js';

export interface SimListPageProps {
  list: SimListView;
  /** Rows with something to say, and those that are no card. */
  told: Page<SimListRowView>;
  left: readonly SimListRowView[];
  toldHref: string | null;
  /** Of a workbook of several sheets, what became of them. */
  book: SheetsOfBook | null;
  problems?: FieldProblem[];
  /** The problems are about the columns. */
  choosing?: boolean;
}

/** A list before its cards come into stock: what is new, known or wrong; then one decision. PIN and PUK stay hidden. */
export function SupplierListPage(props: SimListPageProps) {
  const { list: l, problems, choosing = false } = props;
  const here = `/sim/import/${l.id}`;
  const busy = l.state === 'reading' || l.state === 'applying' || l.state === 'withdrawing';
  const ready = l.state === 'ready';
  const mayChoose = (ready || l.state === 'failed') && l.header.length > 0;
  return (
    <FormPage
      title="Vérifier la liste"
      lead={l.name}
      trail={[{ label: 'Cartes SIM', href: '/sim' }, { label: 'Importer', href: '/sim/import' }, { label: 'Vérifier' }]}
      {...(busy ? { refreshSeconds: 2 } : {})}
    >
      {ready ? <Found list={l} here={here} /> : <Ended list={l} here={here} />}
      {props.book && !busy ? <Sheets list={l} book={props.book} here={here} /> : null}
      {ready ? (
        <>
          <Form action={here} {...(problems && !choosing ? { problems } : {})}>
            <Actions>
              {l.good && !l.carrierless ? (
                <Button icon="check">{`Enregistrer ${l.good === 1 ? 'la carte' : `les ${formatNumber(l.good)} cartes`}`}</Button>
              ) : null}
              <LinkButton look={l.good || l.carrierless ? 'quiet' : 'primary'} href="/sim/import">
                Envoyer une autre liste
              </LinkButton>
            </Actions>
          </Form>
          <PostButton action={`${here}/abandon`} label="Abandonner cette liste" icon="ban" look="secondary" />
        </>
      ) : null}
      {mayChoose ? (
        <SimListColumns list={l} action={`${here}/colonnes`} {...(choosing && problems ? { problems } : {})} />
      ) : null}
      {props.told.items.length ? <RemarkedRows told={props.told} toldHref={props.toldHref} /> : null}
      {props.left.length ? <LeftRows list={props.list} left={props.left} /> : null}
    </FormPage>
  );
}

/** The other sheets of its workbook: to be taken with it while it waits, or after it. */
function Sheets({ list: l, book, here }: { list: SimListView; book: SheetsOfBook; here: string }) {
  if (l.state !== 'ready')
    return <SheetsLeft file={l} book={book} here={here} of={(id) => `/sim/import/${id}`} kept="un jour" />;
  const fields = { ...saidOf(l), carrier: l.carrier };
  return <OtherSheets file={l} left={book.left} again={{ action: `${here}/colonnes`, fields }} />;
}

/** What a list that is read would bring. */
function Found({ list: l, here }: { list: SimListView; here: string }) {
  if (l.carrierless) return <CarrierAsked list={l} here={here} />;
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
          <ExportLinks what="Lignes de côté" href={(format) => `${here}/lignes-en-erreur?format=${format}`} />
        </Notice>
      ) : null}
    </>
  );
}

/** The list is kept: only the carrier is missing, and one field says it. */
function CarrierAsked({ list: l, here }: { list: SimListView; here: string }) {
  return (
    <Notice
      tone="attention"
      title={`De quel opérateur ${l.carrierless > 1 ? `sont ces ${formatNumber(l.carrierless)} cartes` : 'est cette carte'} ?`}
    >
      <p>La liste ne le dit pas. Elle est gardée : il n’y a rien à renvoyer.</p>
      <Form action={`${here}/colonnes`}>
        {Object.entries(saidOf(l)).map(([name, value]) => (
          <HiddenField key={name} name={name} value={value} />
        ))}
        <TextField name="carrier" label="Opérateur" required width="medium" maxlength={60} />
        <Actions>
          <Button icon="check">Relire la liste ainsi</Button>
        </Actions>
      </Form>
    </Notice>
  );
}

/** What became of a list, or what it waits for. */
function Ended({ list: l, here }: { list: SimListView; here: string }) {
  const again = (
    <Actions>
      <LinkButton look="primary" href="/sim/import">
        Envoyer une autre liste
      </LinkButton>
    </Actions>
  );
  switch (l.state) {
    case 'applied':
      return (
        <>
          <Notice tone="ok" title={`${plural(l.made, 'carte est entrée', 'cartes sont entrées')} en stock.`}>
            <a href={`/sim?lot=${l.batchId}`}>Voir ces cartes</a>
          </Notice>
          {again}
          <p>
            <a href={`${here}/annulation`}>Ce n’est pas la bonne liste ? Annuler cet import</a>
          </p>
        </>
      );
    case 'withdrawn':
      return (
        <>
          {l.withdrawal ? <Withdrawn withdrawal={l.withdrawal} things={SIM_THINGS} /> : null}
          {again}
        </>
      );
    case 'refused':
      return (
        <>
          <Notice tone="info" title="Cette liste a été abandonnée.">
            Elle n’a rien enregistré.
          </Notice>
          {again}
        </>
      );
    case 'failed':
      return (
        <>
          <Notice tone="alert" title="Rien n’a été enregistré.">
            {sentenceOf(l.error ?? '', { ...l.errorFacts })}
          </Notice>
          {again}
        </>
      );
    default:
      return (
        <p>
          {l.done > 0 ? `${plural(l.done, 'ligne lue', 'lignes lues')}. ` : 'La liste est en cours de lecture. '}
          Cette page se met à jour toute seule ; vous pouvez aussi revenir plus tard.
        </p>
      );
  }
}
