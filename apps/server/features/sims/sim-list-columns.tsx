import type { SimListView } from '#sims';
import { Actions, Button, Card, Disclosure, type FieldProblem, Form, TextField } from '../../ui/index.js';
import { ColumnChoices, columnsRead, WhereTheListIs } from '../imports/column-choices.js';
import { SIM_FIELD_OPTIONS, simFieldLabel } from './sim.words.js';

export interface SimListColumnsProps {
  list: SimListView;
  /** Where the form goes. */
  action: string;
  problems?: FieldProblem[];
}

const BY: Readonly<Record<SimListView['columnsBy'], string>> = {
  names: 'Reconnues à leurs titres et à leurs numéros.',
  memory: 'Reprises de la dernière liste qui avait les mêmes titres.',
  person: 'Dites par vous. La prochaine liste avec les mêmes titres sera lue ainsi.',
  nobody: '',
};

/** What each column of a list is, codes hidden; a person corrects it, and the list is read again. */
export function SimListColumns({ list: l, action, problems }: SimListColumnsProps) {
  return (
    <Card title="Ce que contient chaque colonne" id="colonnes">
      <p>
        {BY[l.columnsBy]} {columnsRead(l, simFieldLabel)}
      </p>
      <Disclosure summary="Corriger les colonnes" open={l.state === 'failed' || Boolean(problems?.length)}>
        <ColumnsForm list={l} action={action} {...(problems ? { problems } : {})} />
      </Disclosure>
    </Card>
  );
}

function ColumnsForm({ list: l, action, problems }: SimListColumnsProps) {
  return (
    <Form action={action} problems={problems}>
      <WhereTheListIs {...l} />
      <ColumnChoices {...l} options={SIM_FIELD_OPTIONS} />
      <TextField
        name="carrier"
        label="Opérateur"
        hint="Pour les cartes dont la liste ne le dit pas."
        width="medium"
        maxlength={60}
        value={l.carrier}
      />
      <Actions>
        <Button icon="check" look="secondary">
          Relire la liste ainsi
        </Button>
      </Actions>
    </Form>
  );
}
