import type { AbsenceView, MembershipView } from '#bank/people';
import {
  type Again,
  Badge,
  Button,
  Card,
  Empty,
  ErrorSummary,
  Fieldset,
  FieldsOf,
  Form,
  FormPage,
  formatDate,
  PostButton,
  Table,
} from '#platform/ui';
import { AbsenceDto } from './absences.dto.js';

const WHEN = {
  now: { tone: 'attention', icon: 'clock', label: 'en ce moment' },
  later: { tone: 'info', icon: 'calendar', label: 'à venir' },
  past: { tone: 'neutral', icon: 'check', label: 'passée' },
  ended: { tone: 'neutral', icon: 'undo-2', label: 'finie avant' },
} as const;

interface Props extends Again {
  readonly absences: readonly AbsenceView[];
  readonly colleagues: readonly MembershipView[];
  readonly me: string;
  readonly everybody: boolean;
}

const day = (text: string): string => formatDate(`${text}T12:00:00Z`, 'UTC');

export function AbsencesPage({ absences, colleagues, me, everybody, problems, values = {} }: Props) {
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
