import { type ControllerView, INCIDENT_LIFECYCLE, type IncidentAct, type IncidentView } from '#bank/incidents';
import { AskPage, Card, FieldsOf, type FormState, type IconName } from '#platform/ui';
import { MailText } from '../../mails/web/mail-log.pages.js';
import { controllerName } from './incident.page.js';
import { INCIDENT_ASKS, IncidentActionDto } from './incidents.dto.js';

export interface PreparedNotice {
  readonly controller: ControllerView;
  readonly text: string;
}

interface ActionProps extends FormState {
  incident: IncidentView;
  verb: IncidentAct;
  among: readonly ControllerView[];
  notices: readonly PreparedNotice[];
  email: string;
}

export function IncidentActionPage({ incident: i, verb, among, notices, email, problems, values = {} }: ActionProps) {
  const { label, icon } = INCIDENT_LIFECYCLE.transition(verb);
  return (
    <AskPage
      title={label}
      lead={i.number}
      trail={[{ label: 'Incidents', href: '/incidents' }, { label: i.number, href: `/incidents/${i.id}` }, { label }]}
      action={`/incidents/${i.id}/actions/${verb}`}
      problems={problems}
      values={values}
      does={{ label, icon: icon as IconName, look: 'primary' }}
      back={{ href: `/incidents/${i.id}` }}
    >
      {notices.map(({ controller, text }) => (
        <Card key={controller.id} title={`Texte pour ${controllerName(controller)}`}>
          <MailText text={text} />
        </Card>
      ))}
      <FieldsOf
        form={IncidentActionDto}
        only={INCIDENT_ASKS[verb]}
        but={{
          controllerId: {
            value: values['controllerId'] ?? (among.length === 1 ? among[0]!.id : ''),
            options: among.map((c) => ({ value: c.id, label: controllerName(c) })),
          },
          email: { value: values['email'] ?? email },
        }}
      />
    </AskPage>
  );
}
