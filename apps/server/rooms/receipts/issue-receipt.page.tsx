import type { Checklist, DeclaredValueView } from '#receipts';
import {
  Actions,
  Button,
  type FieldProblem,
  Form,
  FormPage,
  formatDate,
  formatEuros,
  LinkButton,
  Notice,
  SigningPassword,
} from '../../ui/index.js';
import { IdentityFields } from './receipt.page.js';

/** From the donations to a page about the papers of one. */
export const papersTrail = (gift: Checklist['gift'], label: string) => [
  { label: 'Dons', href: '/dons' },
  { label: gift.number, href: `/dons/${gift.id}` },
  { label },
];

/** The form of a receipt: whom it is made out to, what it will state, and the signature. */
export function IssueReceiptPage({
  gift,
  value,
  timeZone,
  problems,
  values,
}: {
  gift: Checklist['gift'];
  value: DeclaredValueView | null;
  timeZone: string;
  problems?: FieldProblem[];
  values?: Record<string, string>;
}) {
  const kind = gift.donorKind === 'person' ? 'person' : 'company';
  const known = values ?? {
    name: gift.donorName ?? '',
    legalForm: gift.donorLegalForm ?? '',
    siren: gift.donorSiren ?? '',
    address: gift.donorAddress ?? '',
  };
  return (
    <FormPage
      title="Délivrer le reçu fiscal"
      lead={`Don ${gift.number}, reçu le ${gift.receivedAt ? formatDate(gift.receivedAt, timeZone) : ''}`}
      trail={[
        ...papersTrail(gift, 'Papiers').slice(0, 2),
        { label: 'Papiers', href: `/dons/${gift.id}/papiers` },
        { label: 'Reçu fiscal' },
      ]}
    >
      <Notice
        tone="info"
        title={value ? `${formatEuros(value.cents)}, valeur déclarée par le donateur.` : 'Aucune valeur déclarée.'}
      >
        {value
          ? 'Le reçu la dit en chiffres et en lettres, avec la liste de tous les appareils. Une fois délivré, il ne se modifie plus.'
          : 'Notez d’abord, dans les papiers du don, la valeur que le donateur a fixée.'}
      </Notice>
      <Form action={`/dons/${gift.id}/papiers/recu`} problems={problems}>
        <IdentityFields kind={kind} known={known} problems={problems} />
        <SigningPassword problems={problems} />
        <Actions>
          <Button icon="file-check">Signer et délivrer</Button>
          <LinkButton look="quiet" href={`/dons/${gift.id}/papiers`}>
            Revenir
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}
