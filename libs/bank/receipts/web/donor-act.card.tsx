import { DECISION_KINDS, type DepositView, inDeposit } from '#bank/intake';
import type { Checklist } from '#bank/receipts';
import { Actions, Button, Card, type FieldProblem, FieldsOf, Form, formatDate, Notice } from '#platform/ui';
import { DonorDecisionDto, RepresentativeDto } from './donor-act.dto.js';

interface Props {
  gift: Checklist['gift'];
  deposit: DepositView;
  /** Which form of the page the problems belong to. */
  at?: string | undefined;
  problems?: FieldProblem[] | undefined;
  values?: Record<string, string> | undefined;
}

const dayOf = (day: string) => formatDate(`${day}T12:00:00Z`);

/** The decision of a public donor, without which its gift is in deposit. */
export function DecisionCard({ gift, deposit, at, problems, values }: Props) {
  const { decision } = deposit;
  const again = at === 'decision' ? { problems, values } : {};
  return (
    <Card title="Délibération ou décision du donateur">
      {inDeposit(deposit) ? (
        <Notice tone="attention" title="Ces appareils sont en dépôt.">
          {' '}
          Le donateur n’a pas encore dit par quel acte il les donne. La collecte et l’effacement continuent ; rien n’est
          réservé ni remis.
        </Notice>
      ) : null}
      {decision ? (
        <p>
          {`${DECISION_KINDS[decision.kind]} n° ${decision.number} du ${dayOf(decision.on)}${decision.assembly ? `, ${decision.assembly}` : ''}.`}
        </p>
      ) : null}
      <Form action={`/dons/${gift.id}/papiers/decision`} {...again}>
        <FieldsOf form={DonorDecisionDto} />
        <Actions>
          <Button icon="check" look="secondary">
            {decision ? 'Corriger l’acte' : 'Enregistrer l’acte'}
          </Button>
        </Actions>
      </Form>
    </Card>
  );
}

/** Who represents the donor on the agreement: said by the donor, dated, never taken from a contact. */
export function RepresentativeCard({ gift, deposit, at, problems, values }: Props) {
  const { representative: known } = deposit;
  const again = at === 'representant' ? { problems, values } : {};
  return (
    <Card title="Qui représente le donateur">
      <p>
        {known
          ? `${known.name}, ${known.quality}, depuis le ${dayOf(known.from)}.`
          : 'Personne n’est noté : la convention laisse la place d’un nom écrit à la main.'}
      </p>
      <Form action={`/dons/${gift.id}/papiers/representant`} {...again}>
        <FieldsOf form={RepresentativeDto} />
        <Actions>
          <Button icon="check" look="secondary">
            Enregistrer le représentant
          </Button>
        </Actions>
      </Form>
    </Card>
  );
}
