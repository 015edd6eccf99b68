import { joined } from '#platform/kernel';
import {
  Actions,
  ErrorSummary,
  type FieldProblem,
  Form,
  FormPage,
  type FormState,
  formatDate,
  formatEuros,
  HiddenField,
  LinkButton,
  Notice,
  SigningPassword,
} from '#platform/ui';
import { donationTrail } from '../../intake/donations/web/donation-parts.js';
import type { Checklist } from '../checklist.service.js';
import { type DeclaredValueView, RECEIPT_KINDS, type ReceiptKind } from '../receipt.views.js';
import { IdentityFields } from './receipt.page.js';

/** The form of a receipt: whom it is made out to, what it will state, and the signature. */
export function IssueReceiptPage({
  gift,
  value,
  timeZone,
  problems,
  values,
}: FormState & {
  gift: Checklist['gift'];
  value: DeclaredValueView | null;
  timeZone: string;
}) {
  const kind = Object.hasOwn(RECEIPT_KINDS, gift.donorKind) ? (gift.donorKind as ReceiptKind) : 'company';
  const known = values ?? {
    name: gift.donorName ?? '',
    legalForm: gift.donorLegalForm ?? '',
    siren: gift.donorSiren ?? '',
    address: gift.donorAddress ?? '',
  };
  return (
    <FormPage
      title="Délivrer le reçu fiscal"
      lead={joined(
        ', ',
        `Don ${gift.number}`,
        gift.receivedAt ? `reçu le ${formatDate(gift.receivedAt, timeZone)}` : null,
      )}
      trail={[
        ...donationTrail(gift, 'Documents').slice(0, 2),
        { label: 'Documents', href: `/dons/${gift.id}/papiers` },
        { label: 'Reçu fiscal' },
      ]}
    >
      {gift.state !== 'closed' || !value || (kind === 'person' && !value.checked) ? (
        <NotYet gift={gift} value={value} problems={problems} />
      ) : (
        <>
          <Notice tone="info" title={`${formatEuros(value.cents)}, valeur déclarée par le donateur.`}>
            Le reçu la dit en chiffres et en lettres, avec la liste de tous les appareils. Une fois délivré, il ne se
            modifie plus.
          </Notice>
          <Form
            action={`/dons/${gift.id}/papiers/recu`}
            problems={problems}
            values={known}
            does={{ label: 'Signer et délivrer', icon: 'file-check' }}
            back={{ href: `/dons/${gift.id}/papiers`, label: 'Revenir' }}
          >
            <HiddenField name="valueId" value={value.id} />
            <IdentityFields kind={kind} />
            <SigningPassword act="receipt" />
          </Form>
        </>
      )}
    </FormPage>
  );
}

function NotYet({
  gift,
  value,
  problems,
}: {
  gift: Checklist['gift'];
  value: DeclaredValueView | null;
  problems?: FieldProblem[];
}) {
  const valued = value !== null;
  const unchecked = valued && gift.donorKind === 'person' && !value.checked;
  return (
    <>
      <ErrorSummary problems={problems} />
      {gift.state === 'closed' ? null : (
        <Notice tone="attention" title="Le don n’est pas terminé.">
          Le reçu liste tous ses appareils : enregistrez-les, puis terminez le don.
        </Notice>
      )}
      {unchecked ? (
        <Notice tone="attention" title="La valeur n’est pas vérifiée.">
          Pour un particulier, la banque vérifie la valeur déclarée avant de délivrer le reçu.
        </Notice>
      ) : null}
      {valued ? null : (
        <Notice tone="attention" title="Aucune valeur déclarée.">
          Le reçu dit la valeur que le donateur a fixée, lui seul : notez-la d’abord dans les documents du don.
        </Notice>
      )}
      <Actions>
        {unchecked ? (
          <LinkButton look="primary" icon="check" href={`/dons/${gift.id}/papiers`}>
            Vérifier la valeur
          </LinkButton>
        ) : null}
        {valued ? null : (
          <LinkButton look="primary" icon="pencil" href={`/dons/${gift.id}/papiers`}>
            Enregistrer la valeur
          </LinkButton>
        )}
        {gift.state === 'closed' ? null : (
          <LinkButton look={valued ? 'primary' : 'secondary'} icon="package-open" href={`/dons/${gift.id}`}>
            Aller au don
          </LinkButton>
        )}
      </Actions>
    </>
  );
}
