import type { ComponentChildren } from 'preact';
import { STATES, type State, showAssetCode } from '#bank/devices';
import type { ThingWords, Withdrawal } from '#bank/files/engine';
import { sentenceOf } from '#platform/http';
import { Card, type FieldProblem, Form, FormPage, formatNumber, LinkButton, Notice, plural, rowAt } from '#platform/ui';

export interface WithdrawalProps {
  here: string;
  filename: string;
  made: number;
  things?: ThingWords;
  trail: readonly { label: string; href: string }[];
  again: string;
  children?: ComponentChildren;
  problems?: FieldProblem[];
}

export function WithdrawalPage({
  here,
  filename,
  made,
  things = DEVICES,
  trail,
  again,
  children,
  problems,
}: WithdrawalProps) {
  return (
    <FormPage
      title="Annuler cet import"
      lead={`${filename} · ${plural(made, ...things.made)}`}
      trail={[...trail, { label: filename, href: here }, { label: 'Annuler cet import' }]}
    >
      <Notice tone="attention" title="Ce fichier n’aurait pas dû être enregistré.">
        {things.says} {again}
      </Notice>
      <Form
        action={`${here}/annulation`}
        problems={problems}
        does={{
          label: made > 1 ? things.press[1](formatNumber(made)) : things.press[0],
          icon: 'undo-2',
          look: 'danger',
        }}
        back={{ href: here, label: 'Revenir au fichier' }}
      >
        {children}
      </Form>
    </FormPage>
  );
}

const DEVICES: ThingWords = {
  made: ['appareil enregistré', 'appareils enregistrés'],
  gone: ['appareil retiré', 'appareils retirés'],
  press: ['Retirer l’appareil', (n) => `Retirer les ${n} appareils`],
  says: `Ses appareils sortent de tous les comptes et de toutes les listes ; leur histoire dit qui les a retirés. Leurs
    numéros de série redeviennent libres. Un appareil qui a déjà servi (lot, atelier, reçu) reste, et la page dira lequel
    et pourquoi.`,
  stays: {
    'devices.moved_on': 'Ont déjà servi depuis : lot, atelier, document…',
    'devices.kept_in_lot': 'Sont dans un lot en préparation : sortez-les du lot, puis retirez-les un par un.',
    'devices.kept_on_receipt': 'Sont comptés sur un reçu fiscal : annulez d’abord ce reçu.',
  },
  href: ({ code }) => `/appareils/${code}`,
  name: ({ code }) => showAssetCode(code),
  state: ({ state }) => STATES[state as State]?.label ?? state,
};

export function Withdrawn({
  withdrawal: { withdrawn, kept, stays },
  things = DEVICES,
}: {
  withdrawal: Withdrawal;
  things?: ThingWords;
}) {
  const gone = plural(withdrawn, ...things.gone);
  if (!kept) return <Notice tone="ok" title={`${gone} : il n’en reste rien de ce fichier.`} />;
  return (
    <Card title={`${gone}, ${plural(kept, 'reste', 'restent')}`}>
      {[...new Set(stays.map((s) => s.why))].map((why) => (
        <div key={why}>
          <p>{things.stays[why] ?? sentenceOf(why, { verb: 'withdraw' })}</p>
          <ul>
            {stays
              .filter((s) => s.why === why)
              .map((s) => (
                <li key={s.id}>
                  <a href={things.href(s)}>{things.name(s)}</a>, {rowAt(s)} : {things.state(s)}
                </li>
              ))}
          </ul>
        </div>
      ))}
      {kept > stays.length ? <p>Les {formatNumber(stays.length)} premiers sont affichés.</p> : null}
    </Card>
  );
}

export const UndoLink = ({ here }: { here: string }) => (
  <LinkButton href={`${here}/annulation`} icon="undo-2" look="quiet" wide>
    Ce n’est pas le bon fichier ? Annuler cet import
  </LinkButton>
);
