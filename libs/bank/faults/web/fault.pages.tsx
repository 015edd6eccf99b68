import { showAssetCode, showLabel } from '#bank/devices';
import {
  Actions,
  Button,
  Code,
  type FieldProblem,
  FieldsOf,
  Form,
  type FormState,
  HiddenField,
  LinkButton,
  Notice,
  QuestionPage,
  TextField,
} from '#platform/ui';
import { FaultDto } from './faults.dto.js';

/** For whoever reported before and has not the address of their page. */
const ReportedAlready = () => (
  <p>
    Déjà signalée ? <a href="/suivi">Suivre une panne avec son numéro</a>
  </p>
);

const PROMISE = 'Nous ne demandons pas votre nom.';
/** Plain type: on somebody's phone the page stays light without the face of codes. */
const LabelField = ({ value, problems }: { value: string; problems?: FieldProblem[] }) => (
  <TextField
    name="numero"
    label="Numéro de l’étiquette"
    hint="Il commence par BN. Les tirets ne comptent pas."
    required
    autofocus
    maxlength={60}
    value={value}
    problems={problems}
  />
);

export function AskLabelPage({ problems, values = {} }: FormState) {
  return (
    <QuestionPage
      question="Quel numéro est sur l’étiquette ?"
      title="Signaler une panne"
      lead={
        <p>
          L’étiquette est collée sur l’appareil. Un ancien numéro convient aussi. Avec l’appareil photo d’un téléphone,
          vous pouvez aussi scanner son carré : cette page s’ouvre seule.
        </p>
      }
      promise={PROMISE}
    >
      <form class="form" method="get" action="/E" noValidate>
        <LabelField value={values['numero'] ?? ''} problems={problems} />
        <Actions stack>
          <Button wide iconAfter="arrow-right">
            Continuer
          </Button>
        </Actions>
      </form>
      <ReportedAlready />
    </QuestionPage>
  );
}

export const BlankCodePage = ({ code }: { code: string }) => (
  <QuestionPage
    question="Étiquette sans appareil"
    lead={
      <p>
        L’étiquette <Code>{showAssetCode(code)}</Code> n’est encore collée sur aucun appareil enregistré.
      </p>
    }
  >
    <Notice tone="info" title="Elle est sur un appareil ?">
      Le point de collecte, ou la banque, l’enregistre : donnez-leur ce code. Si l’appareil a une autre étiquette,
      scannez celle-là.
    </Notice>
    <Actions stack>
      <LinkButton look="primary" wide icon="scan-line" href="/E">
        Une autre étiquette
      </LinkButton>
      <LinkButton look="quiet" wide href={`/E/${encodeURIComponent(code)}?panne=oui`}>
        Signaler une panne de cet appareil
      </LinkButton>
    </Actions>
  </QuestionPage>
);

/** A code that cannot be one of ours: the same sentence whether a device is near or not. */
export function WrongCheckPage({ text, lookAlike }: { text: string; lookAlike: boolean }) {
  return (
    <QuestionPage
      question="Ce code n’est pas juste"
      lead={
        <p>
          Vous avez écrit <Code>{text}</Code>. Un caractère a été mal lu, ou deux ont été échangés.
        </p>
      }
      promise={PROMISE}
    >
      <Notice tone="attention" title="Relisez l’étiquette.">
        {lookAlike
          ? 'Un code n’a jamais de 0, de 1, de I, de L ni de O.'
          : 'Après BN, un code a sept caractères : des chiffres et des lettres.'}
      </Notice>
      <form class="form" method="get" action="/E" noValidate>
        <LabelField value="" />
        <Actions stack>
          <Button wide iconAfter="arrow-right">
            Continuer
          </Button>
          <LinkButton look="quiet" wide href={`/E?ancien=${encodeURIComponent(text)}`}>
            C’est bien ce qui est écrit
          </LinkButton>
        </Actions>
      </form>
    </QuestionPage>
  );
}

/** What a signed-in person is told of the label; strangers are told nothing. */
export type LabelSeen = 'one' | 'several' | 'none';

/** The fault form: four pictograms, one sentence, one phone number, both optional. Tells a stranger nothing about the device. */
export function FaultPage({ label, seen, ...again }: FormState & { label: string; seen?: LabelSeen }) {
  return (
    <QuestionPage
      question="Un problème avec cet appareil ?"
      lead={<p>Étiquette « {showLabel(label)} ». Touchez ce qui ne va pas.</p>}
      promise={PROMISE}
    >
      {seen === 'none' || seen === 'several' ? (
        <Notice
          tone="attention"
          title={
            seen === 'none' ? 'Aucun appareil que vous voyez n’a ce numéro.' : 'Plusieurs appareils ont ce numéro.'
          }
        >
          Relisez l’étiquette. Si c’est bien ce qui est écrit, continuez : la banque cherchera lequel c’est.{' '}
          <a href="/E">Taper un autre numéro</a>
        </Notice>
      ) : null}
      <Form action="/E" {...again}>
        <HiddenField name="label" value={label} />
        <FieldsOf
          form={FaultDto}
          but={{
            label: null,
            problem: { hideLabel: true },
            sentence: { placeholder: 'Exemple : il s’éteint tout seul' },
            phone: { autocomplete: 'tel' },
          }}
        />
        <Actions stack>
          <Button wide iconAfter="arrow-right">
            Envoyer
          </Button>
        </Actions>
      </Form>
      <ReportedAlready />
    </QuestionPage>
  );
}
