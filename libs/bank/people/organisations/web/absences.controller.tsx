import { Controller, Param } from '@nestjs/common';
import { AbsencesService, type AbsenceView, type MembershipView, mayNoteForOthers, UsersService } from '#bank/people';
import { type Answer, AskedForm, Context, Ctx, PostedForm } from '#platform/http';
import { isId, type Member, NotFound } from '#platform/kernel';
import {
  Badge,
  Button,
  Card,
  Empty,
  ErrorSummary,
  Fieldset,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  formatDate,
  PostButton,
  Table,
} from '#platform/ui';
import { AbsenceDto } from './absences.dto.js';

const PAGE = '/absences';

/** Who is away, and who takes over their work meanwhile, in one's own organisation. */
@Controller()
export class AbsencesController {
  constructor(
    private readonly absences: AbsencesService,
    private readonly users: UsersService,
  ) {}

  @AskedForm({ signedIn: true }, 'absences')
  async note(@Context() ctx: Ctx): Promise<Answer> {
    const member = ctx.member;
    return ctx.submit({
      dto: AbsenceDto,
      rules: (tx, given) => this.absences.judge(tx, member, given),
      done: 'Absence enregistrée.',
      ref: PAGE,
      work: async (tx, form) =>
        void (await this.absences.note(tx, member, {
          ...form,
          membershipId: form.membershipId || member.membershipId,
        })),
      page: (again) => this.page(member, again),
    });
  }

  @PostedForm({ signedIn: true }, 'absences/:id/fin')
  async end(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const member = ctx.member;
    if (!isId(id)) throw new NotFound('absence');
    return ctx.submit({
      done: 'Absence finie : chacun reprend son travail.',
      ref: PAGE,
      work: (tx) => this.absences.end(tx, member, id),
      page: ({ problems }) => this.page(member, { problems }),
    });
  }

  private async page(member: Member, again: FormState = {}) {
    const [absences, members] = await Promise.all([
      this.absences.list(member),
      this.users.members(member.organisationId),
    ]);
    const colleagues = members.filter((m) => m.active);
    return (
      <AbsencesPage
        absences={absences}
        colleagues={colleagues}
        me={member.membershipId}
        everybody={mayNoteForOthers(member)}
        {...again}
      />
    );
  }
}

const WHEN = {
  now: { tone: 'attention', icon: 'clock', label: 'en ce moment' },
  later: { tone: 'info', icon: 'calendar', label: 'à venir' },
  past: { tone: 'neutral', icon: 'check', label: 'passée' },
  ended: { tone: 'neutral', icon: 'undo-2', label: 'finie avant' },
} as const;

interface Props extends FormState {
  readonly absences: readonly AbsenceView[];
  readonly colleagues: readonly MembershipView[];
  readonly me: string;
  readonly everybody: boolean;
}

const day = (text: string): string => formatDate(`${text}T12:00:00Z`, 'UTC');

function AbsencesPage({ absences, colleagues, me, everybody, problems, values = {} }: Props) {
  const names = colleagues.map((c) => ({ value: c.id, label: c.userName }));
  return (
    <FormPage
      title="Absences et remplacements"
      lead="Pendant une absence, la personne qui remplace voit ce qui attend et peut le faire. Tout est signé de son propre nom."
      trail={[{ label: 'Aujourd’hui', href: '/' }, { label: 'Absences et remplacements' }]}
    >
      {absences.length ? (
        <Table
          caption="Absences"
          rows={[...absences]}
          rowKey={(a) => a.id}
          columns={[
            { header: 'Absent', row: true, cell: (a) => a.name, sub: (a) => `remplacé par ${a.deputy}` },
            { header: 'Jours', cell: (a) => `du ${day(a.from)} au ${day(a.until)}` },
            {
              header: 'Quand',
              cell: (a) => (
                <Badge tone={WHEN[a.when].tone} icon={WHEN[a.when].icon}>
                  {WHEN[a.when].label}
                </Badge>
              ),
            },
            {
              header: 'Finir',
              cell: (a) =>
                (a.when === 'now' || a.when === 'later') && (everybody || a.membershipId === me) ? (
                  <PostButton
                    look="quiet"
                    action={`/absences/${a.id}/fin`}
                    label={a.when === 'now' ? 'Finir' : 'Annuler'}
                  />
                ) : (
                  ''
                ),
            },
          ]}
        />
      ) : (
        <Empty icon="calendar" title="Aucune absence enregistrée">
          Notez ci-dessous les jours et la personne qui remplace.
        </Empty>
      )}
      {names.length > 1 ? (
        <Card title="Enregistrer une absence">
          <Form action="/absences" problems={problems} values={values}>
            <FieldsOf
              form={AbsenceDto}
              only={['membershipId', 'deputyId']}
              but={{
                membershipId: everybody ? { value: values['membershipId'] ?? me, options: names } : null,
                deputyId: { options: everybody ? names : names.filter((n) => n.value !== me) },
              }}
            />
            <Fieldset legend="Quels jours ?" pairs>
              <FieldsOf form={AbsenceDto} only={['from', 'until']} />
            </Fieldset>
            <Button icon="check">Enregistrer l’absence</Button>
          </Form>
        </Card>
      ) : (
        <>
          <ErrorSummary problems={problems} />
          <p>Personne d’autre ne travaille dans votre organisation : invitez d’abord qui vous remplacera.</p>
        </>
      )}
    </FormPage>
  );
}
