import type { SimListView } from '#bank/sims';
import { Card, Disclosure, type FieldProblem, TextField } from '#platform/ui';
import { columnsRead, ReadAgainForm } from '../../files/engine/web/column-choices.js';
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
        <ReadAgainForm list={l} options={SIM_FIELD_OPTIONS} action={action} problems={problems}>
          <CarrierField value={l.carrier} />
        </ReadAgainForm>
      </Disclosure>
    </Card>
  );
}

/** For cards whose list does not say it. */
export const CarrierField = ({ value }: { value?: string }) => (
  <TextField
    name="carrier"
    label="Opérateur"
    hint="Pour les cartes dont la liste ne le dit pas."
    width="medium"
    maxlength={60}
    {...(value === undefined ? {} : { value })}
  />
);
