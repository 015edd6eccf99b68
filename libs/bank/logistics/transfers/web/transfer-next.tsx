import { TRANSFER_LIFECYCLE } from '#bank/logistics';
import type { PlaceView } from '#bank/people';
import {
  Actions,
  Button,
  EndingAct,
  Ends,
  Form,
  HiddenField,
  LinkButton,
  PostButton,
  plural,
  ScanField,
  TextArea,
} from '#platform/ui';
import type { TransferPageProps } from './transfer.page.js';
import { PlaceOfArrival, TRANSFER_ENDINGS } from './transfer-end.page.js';

export function NextOfTransfer(props: TransferPageProps) {
  const { transfer: t } = props;
  if (t.allowed.includes('compose')) return <Compose {...props} />;
  if (t.allowed.includes('confirm')) return <Confirm {...props} />;
  if (t.state === 'sent')
    return (
      <>
        <p>
          {t.leaving ? `À préparer et à remettre par ${t.from} à qui le transporte. ` : ''}
          {t.to} confirme ce qui arrive. {t.confirmed ? `${t.confirmed} sur ${t.devices} déjà scannés. ` : ''}
          D’ici là, les appareils restent sous la responsabilité de {t.from}.
        </p>
        {t.allowed.includes('depart') ? (
          <PostButton
            look="primary"
            wide
            action={`/lots/${t.id}/depart`}
            icon="truck"
            label={TRANSFER_LIFECYCLE.transition('depart').label}
          />
        ) : null}
        {t.allowed.includes('undo_departure') ? (
          <PostButton
            action={`/lots/${t.id}/depart/retrait`}
            icon="undo-2"
            label={TRANSFER_LIFECYCLE.transition('undo_departure').label}
          />
        ) : null}
        {t.allowed.includes('recall') ? (
          <EndingAct
            of={TRANSFER_LIFECYCLE.transition('recall')}
            action={`/lots/${t.id}/reprise`}
            icon="undo-2"
            lines={TRANSFER_ENDINGS.recall(t)}
          />
        ) : null}
      </>
    );
  if (t.missing)
    return (
      <>
        <Missing {...props} />
        <AfterArrival {...props} />
      </>
    );
  return (
    <>
      <p>
        {t.state === 'cancelled'
          ? 'Ce lot n’est pas parti, ou il a été repris.'
          : `${plural(t.confirmed, 'appareil')} ${t.confirmed > 1 ? 'reçus' : 'reçu'} par ${t.to}.`}
      </p>
      <AfterArrival {...props} />
    </>
  );
}

function AfterArrival({ transfer: t, receiver }: TransferPageProps) {
  if (!receiver || !t.confirmed || t.state === 'cancelled') return null;
  if (t.purpose === 'workshop')
    return (
      <LinkButton look="primary" wide icon="wrench" href="/atelier">
        Commencer à l’atelier
      </LinkButton>
    );
  if (t.purpose === 'delivery')
    return (
      <LinkButton look="primary" wide icon="hand-heart" href="/remises">
        {t.confirmed > 1 ? 'Les remettre' : 'Le remettre'}
      </LinkButton>
    );
  const repaired = t.lines.filter((l) => l.outcome === 'confirmed' && l.waitsForPerson && l.code);
  if (t.toKind === 'structure' && repaired.length)
    return (
      <LinkButton
        look="primary"
        wide
        icon="hand-heart"
        href={repaired.length > 1 ? '/pannes?etat=device_in' : `/appareils/${repaired[0]!.code}`}
      >
        {repaired.length > 1 ? 'Les rendre aux personnes' : 'Le rendre à la personne'}
      </LinkButton>
    );
  return null;
}

function Compose({ transfer: t, problems, values }: TransferPageProps) {
  const on = `/lots/${t.id}`;
  return (
    <>
      <Form action={`${on}/lignes`} problems={mine(problems, 'code')}>
        <ScanField
          name="code"
          label="Scannez ou tapez un code"
          hint="Code, numéro de série ou ses derniers caractères, ancien numéro, ou code d’une caisse."
          required
          value={values?.['code'] ?? ''}
          problems={problems}
        />
        <Button look="secondary" icon="plus" wide>
          Ajouter
        </Button>
      </Form>
      {t.devices ? (
        <>
          <p>
            {plural(t.devices, 'appareil')} sur la liste. À l’envoi, {t.to} pourra{' '}
            {t.devices > 1 ? 'les voir et les confirmer' : 'le voir et le confirmer'}.
          </p>
          <PostButton look="primary" wide action={`${on}/envoi`} icon="send" label="Fermer la liste et envoyer" />
        </>
      ) : null}
      <EndingAct
        of={TRANSFER_LIFECYCLE.transition('cancel')}
        action={`${on}/annulation`}
        icon="x"
        lines={TRANSFER_ENDINGS.cancel(t)}
      />
    </>
  );
}

/** Everything came and nothing else: the arrival ends here, without a page that would only ask for it again. */
function EndHere({ transfer: t, places }: { transfer: TransferPageProps['transfer']; places: readonly PlaceView[] }) {
  return (
    <Form action={`/lots/${t.id}/fin`} does={{ label: 'Terminer la réception', icon: 'package-check', wide: true }}>
      <Ends of={TRANSFER_LIFECYCLE.transition('finish')} lines={TRANSFER_ENDINGS.finish(t)} />
      <PlaceOfArrival transfer={t} places={places} />
    </Form>
  );
}

function Confirm(props: TransferPageProps) {
  const { transfer: t, problems, values } = props;
  const on = `/lots/${t.id}`;
  const left = t.devices - t.confirmed;
  const end = props.places ? (
    <EndHere transfer={t} places={props.places} />
  ) : t.confirmed ? (
    <Actions>
      <LinkButton look={left ? 'secondary' : 'primary'} wide icon="package-check" href={`${on}/fin`}>
        Terminer la réception
      </LinkButton>
    </Actions>
  ) : null;
  // Once all is there, what ends it comes first: below the fields, people left without ending.
  return (
    <>
      <p>
        <strong>
          {t.confirmed} sur {t.devices}
        </strong>{' '}
        {t.confirmed > 1 ? 'confirmés' : 'confirmé'}.
      </p>
      {left ? null : end}
      <Form action={`${on}/confirmations`} problems={mine(problems, 'codes')}>
        <ScanField
          name="codes"
          label="Scannez un appareil ou une caisse scellée"
          required
          value={values?.['plusieurs'] ? '' : (values?.['codes'] ?? '')}
          problems={problems && !values?.['plusieurs'] ? problems : undefined}
        />
        <Button look={left ? 'primary' : 'secondary'} icon="check" wide>
          Confirmer
        </Button>
      </Form>
      <Form action={`${on}/confirmations`}>
        <HiddenField name="plusieurs" value="oui" />
        <TextArea
          id="plusieurs-codes"
          name="codes"
          label="Plusieurs codes à la fois"
          hint="Un par ligne."
          rows={3}
          required
          value={values?.['plusieurs'] ? (values['codes'] ?? '') : ''}
          problems={problems && values?.['plusieurs'] ? problems : undefined}
        />
        <Button look="secondary" icon="list-checks">
          Confirmer la liste
        </Button>
      </Form>
      {left ? end : null}
    </>
  );
}

function Missing({ transfer: t, problems, values }: TransferPageProps) {
  const on = `/lots/${t.id}`;
  return (
    <>
      {t.allowed.includes('confirm_late') ? (
        <>
          <p>Un appareil manquant est arrivé depuis ? Scannez-le.</p>
          <Form action={`${on}/retard`} problems={mine(problems, 'codes')}>
            <ScanField
              name="codes"
              label="Code de l’appareil retrouvé"
              required
              autofocus={false}
              value={values?.['codes'] ?? ''}
              problems={problems}
            />
            <Button icon="check" wide>
              Confirmer son arrivée
            </Button>
          </Form>
        </>
      ) : (
        <p>
          {t.missing > 1 ? 'Ces appareils sont encore' : 'Cet appareil est encore'} en route, sous la responsabilité de{' '}
          {t.from}.
        </p>
      )}
      {t.allowed.includes('call_back') ? (
        <PostButton
          action={`${on}/rappel`}
          icon="undo-2"
          label={`Reprendre ${t.missing > 1 ? 'les appareils manquants' : 'l’appareil manquant'}`}
        />
      ) : null}
    </>
  );
}

const mine = (problems: TransferPageProps['problems'], field: string) =>
  (problems ?? []).filter((p) => p.field === field || p.field === '');
