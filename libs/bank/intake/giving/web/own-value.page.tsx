import type { OwnGift } from '#bank/receipts';
import { Actions, type Again, Button, Card, Form, formatEuros, LinkButton, Notice, PhoneShell } from '#platform/ui';
import { Depreciated } from '../../../receipts/web/depreciated.js';
import { GiftValueField } from '../../../receipts/web/gift-value-field.js';

/** The donor reads what the law says of the value, then types it: it decides, and answers for it. */
export function OwnValuePage({ gift, secret, problems, values }: Again & { gift: OwnGift; secret: string }) {
  return (
    <PhoneShell title={`Valeur du don ${gift.number}`}>
      <h1>{`Valeur du don ${gift.number}`}</h1>
      <p class="lead">Pour un reçu fiscal, c’est vous qui déclarez la valeur de votre don.</p>
      <Card title="Ce que dit la loi">
        <p>{gift.law.text}</p>
        <p class="small">{gift.law.source}</p>
        <Depreciated rule={gift.law.depreciated} />
      </Card>
      {gift.cents === null ? null : (
        <Notice tone="info">{`Valeur enregistrée jusqu’ici : ${formatEuros(gift.cents)}.`}</Notice>
      )}
      {gift.receipted ? (
        <Notice tone="attention" title="Le reçu est déjà fait.">
          Pour le corriger, écrivez à la banque : elle l’annule et le remplace.
        </Notice>
      ) : (
        <Form action={`/mon-don/${secret}/valeur/${gift.id}`} problems={problems}>
          <GiftValueField label="Valeur de tout le don" value={values?.['value'] ?? ''} />
          <Actions>
            <Button icon="check">Enregistrer cette valeur</Button>
            <LinkButton look="quiet" href={`/mon-don/${secret}`}>
              Revenir
            </LinkButton>
          </Actions>
        </Form>
      )}
    </PhoneShell>
  );
}
