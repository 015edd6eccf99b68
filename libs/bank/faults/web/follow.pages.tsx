import { type FollowUpView, PROBLEMS } from '#bank/faults';
import { publicUrl } from '#platform/kernel';
import {
  Actions,
  Button,
  ErrorSummary,
  Facts,
  type FieldProblem,
  FieldsOf,
  Form,
  type FormState,
  Notice,
  PostButton,
  QuestionPage,
  TicketNumber,
  useView,
} from '#platform/ui';
import { FollowForm } from './faults.dto.js';

const LAST = 4;

/** Where a report is, in four plain steps: no place, no day, no structure, and nothing of whoever else reported. */
export function FollowUpPage({
  ticket,
  word,
  address,
  problems,
}: {
  ticket: FollowUpView;
  word: string;
  address: string;
  problems?: FieldProblem[];
}) {
  const { bank } = useView();
  // As somebody copies it by hand, or prints it.
  const site = publicUrl()?.replace(/^https?:\/\//, '') ?? '';
  return (
    <QuestionPage question={ticket.words} title={`Panne ${ticket.number}`}>
      <ErrorSummary problems={problems} />
      <TicketNumber label="Votre numéro" number={ticket.number} />
      <Facts
        facts={[
          ['Votre mot', word],
          ['Ce qui ne va pas', PROBLEMS[ticket.problem].label],
          ['Étape', `${ticket.step} sur ${LAST}`],
        ]}
      />
      <Notice tone="info" icon="phone">
        Donnez ce numéro par téléphone ou au guichet{bank.helpline ? `, ou appelez le ${bank.helpline}` : ''}.
      </Notice>
      <p>
        Gardez cette page : elle dira où en est votre panne. <a href={address}>Adresse de cette page</a>
      </p>
      <p>
        Sans cette page, votre numéro et votre mot y ramènent : <a href="/suivi">{site}/suivi</a>
      </p>
      {ticket.askedAgain ? (
        <p>Vous avez redemandé une fois. Pour autre chose, téléphonez ou passez au guichet.</p>
      ) : (
        <PostButton action={`${address}/encore`} label="Toujours en panne ? Redemander, une fois" look="quiet" wide />
      )}
      <p>
        Un autre problème ? <a href="/E">Signalez-le.</a>
      </p>
    </QuestionPage>
  );
}

export const AskNumberPage = ({ wrong = false, ...again }: FormState & { wrong?: boolean }) => (
  <QuestionPage question="Quel est votre numéro de panne ?" title="Suivre une panne">
    {wrong ? (
      <Notice tone="attention" title="Ce numéro et ce mot ne vont pas ensemble.">
        Relisez-les. Après plusieurs essais, il faut attendre une heure.
      </Notice>
    ) : null}
    <Form action="/suivi" {...again}>
      <FieldsOf form={FollowForm} />
      <Actions stack>
        <Button wide iconAfter="arrow-right">
          Voir où elle en est
        </Button>
      </Actions>
    </Form>
  </QuestionPage>
);
