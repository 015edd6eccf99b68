import { DECISION_KINDS, type DepositView, inDeposit } from '#bank/intake';
import type { Checklist } from '#bank/receipts';
import {
  Actions,
  Button,
  Card,
  type FieldProblem,
  Form,
  formatDate,
  Notice,
  optionsOf,
  SelectField,
  TextField,
} from '#platform/ui';

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
        <SelectField name="kind" label="Acte" required options={optionsOf(DECISION_KINDS)} />
        <TextField
          name="assembly"
          label="Qui a décidé"
          hint="Comme l’acte le dit : conseil municipal, conseil départemental, maire. Pas de nom de personne. Vide, la convention laisse la place de l’écrire."
          width="medium"
          maxlength={120}
        />
        <TextField
          name="number"
          label="Numéro"
          hint="Comme le donateur l’écrit : 2026-118"
          required
          width="medium"
          maxlength={60}
        />
        <TextField name="on" type="date" label="Date de l’acte" required width="medium" />
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
        <TextField name="name" id="representant-nom" label="Prénom et nom" required width="medium" maxlength={120} />
        <TextField
          name="quality"
          id="representant-qualite"
          label="Qualité"
          hint="Exemple : maire, présidente, directeur général"
          required
          width="medium"
          maxlength={120}
        />
        <TextField name="from" id="representant-depuis" type="date" label="Depuis le" required width="medium" />
        <Actions>
          <Button icon="check" look="secondary">
            Enregistrer le représentant
          </Button>
        </Actions>
      </Form>
    </Card>
  );
}
