import type { ComponentChildren } from 'preact';
import type { ImportListRowView, ImportListView, SheetsOfBook, ThingWords } from '#bank/files/engine';
import {
  Actions,
  Cell,
  type FieldProblem,
  Form,
  FormPage,
  LinkButton,
  Notice,
  type Option,
  PostButton,
  rowAt,
} from '#platform/ui';
import type { ColumnsBy } from '../word-lists.js';
import { ColumnsCard, Failed, isBusy, Sheets } from './file-parts.js';
import { chosenFields } from './sheets.js';
import { Withdrawn } from './withdrawal.page.js';

export interface IncomingListPageProps {
  list: ImportListView;
  title: string;
  up: string;
  trail: readonly { label: string; href: string }[];
  book: SheetsOfBook | null;
  problems: FieldProblem[] | undefined;
  choosing: boolean;
  found: ComponentChildren;
  take: ComponentChildren;
  columns: {
    readonly options: Option[];
    readonly by?: Partial<Record<ColumnsBy, string>>;
    readonly asks?: ComponentChildren;
    readonly said?: Record<string, string>;
  };
  working: ComponentChildren;
  applied: ComponentChildren;
  things: ThingWords;
  next?: ComponentChildren;
  kept?: string;
  children: ComponentChildren;
}

export function IncomingListPage(props: IncomingListPageProps) {
  const { list: l, up, problems, choosing, columns } = props;
  const here = `${up}/${l.id}`;
  const ready = l.state === 'ready';
  return (
    <FormPage
      title={props.title}
      lead={l.name}
      trail={[...props.trail, { label: 'Importer', href: up }, { label: 'Vérifier' }]}
      refreshSeconds={isBusy(l.state) ? 2 : undefined}
    >
      {ready ? props.found : <Ended {...props} here={here} />}
      <Sheets {...{ file: l, book: props.book, up, said: { ...chosenFields(l), ...columns.said } }} kept={props.kept} />
      {ready ? (
        <>
          <Form action={here} problems={choosing ? undefined : problems}>
            <Actions>
              {props.take}
              <LinkButton look={props.take === null ? 'primary' : 'quiet'} href={up}>
                Envoyer une autre liste
              </LinkButton>
            </Actions>
          </Form>
          <PostButton action={`${here}/abandon`} label="Abandonner cette liste" icon="ban" look="secondary" />
        </>
      ) : null}
      {(ready || l.state === 'failed') && l.header.length > 0 ? (
        <ColumnsCard
          list={l}
          by={columns.by ?? {}}
          options={columns.options}
          action={`${here}/colonnes`}
          open={l.state === 'failed' || choosing}
          problems={choosing ? problems : undefined}
        >
          {columns.asks}
        </ColumnsCard>
      ) : null}
      {props.children}
    </FormPage>
  );
}

function Ended({ list: l, here, ...props }: IncomingListPageProps & { here: string }) {
  switch (l.state) {
    case 'applied':
      return (
        <>
          {props.applied}
          {props.next}
          <p>
            <a href={`${here}/annulation`}>Ce n’est pas la bonne liste ? Annuler cet import</a>
          </p>
        </>
      );
    case 'withdrawn':
      return (
        <>
          {l.withdrawal ? <Withdrawn withdrawal={l.withdrawal} things={props.things} /> : null}
          {props.next}
        </>
      );
    case 'refused':
      return (
        <>
          <Notice tone="info" title="Cette liste a été abandonnée.">
            Elle n’a rien enregistré.
          </Notice>
          {props.next}
        </>
      );
    case 'failed':
      return (
        <>
          <Failed file={l} />
          {props.next}
        </>
      );
    default:
      return props.working;
  }
}

export const RowText = ({ row }: { row: ImportListRowView }) => (
  <Cell main={row.said || 'Rien dans les colonnes lues'} sub={rowAt(row)} />
);
export const rowKey = ({ line, sheet }: ImportListRowView): string => `${sheet ?? ''} ${line}`;
