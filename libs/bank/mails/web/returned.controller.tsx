import { ReturnedMails } from '#bank/mails';
import { Act, ApiController, Context, Ctx } from '#platform/http';
import { WRITE } from '#platform/kernel';
import { AskPage, FieldsOf, type FormState } from '#platform/ui';
import { ReturnedDto } from './returned.dto.js';

const LOG = '/gestion/messages';

/** What mail servers took and sent back to the bank's address. */
@ApiController('mails')
export class ReturnedMailsController {
  constructor(private readonly returned: ReturnedMails) {}

  /** Notes a mail that came back. The address that took none is shown as such where it is known. */
  @Act(WRITE.bank, { page: 'gestion/messages/revenu', api: 'mails/returned', takes: ReturnedDto, asks: true })
  note(@Context() ctx: Ctx) {
    return ctx.act({
      dto: ReturnedDto,
      done: 'Noté.',
      work: async (tx, { message, now }) => {
        if (now === 'answers') await this.returned.answers(tx, ctx.actor, message);
        else return (await this.returned.note(tx, ctx.actor, message)) ?? '';
        return '';
      },
      to: () => LOG,
      view: async (mailId) => ({ mailId: mailId || null }),
      page: (again) => <ReturnedPage {...again} />,
    });
  }
}

const ReturnedPage = ({ problems, values = {} }: FormState) => (
  <AskPage
    title="Un message est revenu"
    lead="Une messagerie peut prendre un message, puis le renvoyer à l’adresse de la banque : boîte fermée, pleine, ou adresse mal écrite."
    trail={[
      { label: 'Réglages', href: '/gestion' },
      { label: 'Messages', href: LOG },
      { label: 'Un message est revenu' },
    ]}
    action="/gestion/messages/revenu"
    problems={problems}
    values={values}
    does={{ label: 'Enregistrer', icon: 'check' }}
    back={{ href: LOG }}
  >
    <FieldsOf form={ReturnedDto} but={{ now: { value: values['now'] ?? 'returned' } }} />
  </AskPage>
);
