import type { ComponentChildren } from 'preact';
import { STATES, type State, showAssetCode } from '#devices';
import type { Withdrawal } from '#imports';
import { sentenceOf } from '../../http/sentences.js';
import {
  Actions,
  Button,
  Card,
  type FieldProblem,
  Form,
  FormPage,
  formatNumber,
  LinkButton,
  Notice,
  plural,
  rowAt,
} from '../../ui/index.js';

export interface WithdrawalProps {
  /** The address of the file's page. */
  here: string;
  filename: string;
  /** How many devices it made. */
  made: number;
  /** What leads to the file's page. */
  trail: readonly { label: string; href: string }[];
  /** What may come after it. */
  again: string;
  /** What else is asked. */
  children?: ComponentChildren;
  problems?: FieldProblem[];
}

/** Asks once more before a whole file is undone, and says what that does. */
export function WithdrawalPage({ here, filename, made, trail, again, children, problems }: WithdrawalProps) {
  return (
    <FormPage
      title="Annuler cet import"
      lead={`${filename} · ${plural(made, 'appareil enregistré', 'appareils enregistrés')}`}
      trail={[...trail, { label: filename, href: here }, { label: 'Annuler cet import' }]}
    >
      <Notice tone="attention" title="Ce fichier n’aurait pas dû être enregistré.">
        Ses appareils sortent de tous les comptes et de toutes les listes ; leur histoire dit qui les a retirés. Leurs
        numéros de série redeviennent libres. {again} Un appareil qui a déjà servi (lot, atelier, reçu) reste, et la
        page dira lequel et pourquoi.
      </Notice>
      <Form action={`${here}/annulation`} problems={problems}>
        {children}
        <Actions>
          <Button look="danger" icon="undo-2">
            {made > 1 ? `Retirer les ${formatNumber(made)} appareils` : 'Retirer l’appareil'}
          </Button>
          <LinkButton look="quiet" href={here}>
            Revenir au fichier
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}

/** Why devices of an undone file stay, said once for all of them. */
const STAYS: Readonly<Record<string, string>> = {
  'devices.moved_on': 'Ont déjà servi depuis : lot, atelier, document…',
  'devices.kept_in_lot': 'Sont dans un lot en préparation : sortez-les du lot, puis retirez-les un par un.',
  'devices.kept_on_receipt': 'Sont comptés sur un reçu fiscal : annulez d’abord ce reçu.',
};

/** What an undone file took back, and which devices stay. */
export function Withdrawn({ withdrawal: { withdrawn, kept, stays } }: { withdrawal: Withdrawal }) {
  const gone = plural(withdrawn, 'appareil retiré', 'appareils retirés');
  if (!kept) return <Notice tone="ok" title={`${gone} : il n’en reste aucun de ce fichier.`} />;
  return (
    <Card title={`${gone}, ${plural(kept, 'reste', 'restent')}`}>
      {[...new Set(stays.map((s) => s.why))].map((why) => (
        <div key={why}>
          <p>{STAYS[why] ?? sentenceOf(why, { verb: 'withdraw' })}</p>
          <ul>
            {stays
              .filter((s) => s.why === why)
              .map((s) => (
                <li key={s.id}>
                  <a href={`/appareils/${s.code}`}>{showAssetCode(s.code)}</a>, {rowAt(s)} :{' '}
                  {STATES[s.state as State]?.label ?? s.state}
                </li>
              ))}
          </ul>
        </div>
      ))}
      {kept > stays.length ? <p>Les {formatNumber(stays.length)} premiers sont affichés.</p> : null}
    </Card>
  );
}

/** In the next step of an applied file. */
export const UndoLink = ({ here }: { here: string }) => (
  <LinkButton href={`${here}/annulation`} icon="undo-2" look="quiet" wide>
    Ce n’est pas le bon fichier ? Annuler cet import
  </LinkButton>
);
