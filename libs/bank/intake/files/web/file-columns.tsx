import { CATEGORIES } from '#bank/devices';
import type { FileView } from '#bank/intake';
import { Card, Disclosure, type FieldProblem, Notice, SelectField } from '#platform/ui';
import { ColumnsAside, columnsRead, ReadAgainForm } from '../../../files/engine/web/column-choices.js';
import { FIELD_OPTIONS, fieldLabel } from './file.words.js';

export interface FileColumnsProps {
  file: FileView;
  /** Where the form goes. */
  action: string;
  problems?: FieldProblem[];
}

const BY: Readonly<Record<FileView['columnsBy'], string>> = {
  names: 'Reconnues à leurs titres.',
  memory: 'Reprises du dernier fichier de ce donateur : il avait les mêmes titres.',
  person: 'Dites par vous. Le prochain fichier de ce donateur avec les mêmes titres sera lu ainsi.',
  nobody: 'Dites ce que contient chaque colonne : ce sera retenu pour les prochains fichiers de ce donateur.',
};

/** What each column of a file is, with what stands in it; a person corrects it, and the file is read again. */
export function FileColumns({ file: f, action, problems }: FileColumnsProps) {
  const open = f.columnsBy === 'nobody' || f.state === 'failed' || Boolean(problems?.length);
  return (
    <Card title="Ce que contient chaque colonne" id="colonnes">
      {f.columnsBy === 'nobody' ? (
        <Notice tone="attention" title="Nous n’avons pas reconnu les colonnes de ce fichier">
          {BY.nobody}
        </Notice>
      ) : (
        <p>
          {BY[f.columnsBy]} {columnsRead(f, fieldLabel)}
        </p>
      )}
      {f.columnsBy === 'nobody' ? null : <ColumnsAside {...f} />}
      <Disclosure summary="Corriger les colonnes" open={open}>
        <ReadAgainForm
          list={f}
          options={FIELD_OPTIONS}
          action={action}
          does="Relire le fichier ainsi"
          look={f.columnsBy === 'nobody' ? 'primary' : 'secondary'}
          problems={problems}
        >
          <SelectField
            name="category"
            label="Type des appareils, pour les lignes qui ne le disent pas"
            empty="Aucun : ces lignes restent en erreur"
            value={f.category ?? ''}
            options={CATEGORIES.map((c) => ({ value: c.id, label: c.label }))}
          />
        </ReadAgainForm>
      </Disclosure>
    </Card>
  );
}
