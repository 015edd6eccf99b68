import type { MembershipView } from '#bank/people';
import { Actions, type Again, Button, Card, FieldsOf, Form } from '#platform/ui';
import { PersonDto } from '../../web/people.dto.js';

/** Who a member is, to be put right. */
export const WhoTheyAre = ({ m, wrong }: { m: MembershipView; wrong: Again }) => (
  <Card title="Corriger son nom ou son adresse mail">
    <Form
      action={`/gestion/membres/${m.id}/identite`}
      problems={wrong.problems}
      values={{ name: m.userName, email: m.email, ...wrong.values }}
    >
      <FieldsOf form={PersonDto} />
      <Actions>
        <Button look="secondary" icon="check">
          Corriger
        </Button>
      </Actions>
    </Form>
  </Card>
);
