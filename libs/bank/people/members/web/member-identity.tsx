import type { MembershipView } from '#bank/people';
import { Actions, type Again, Button, Card, Form, TextField } from '#platform/ui';
import { NameReasonField } from '../../organisations/web/names.js';

/** Who a member is, to be put right. */
export const WhoTheyAre = ({ m, wrong }: { m: MembershipView; wrong: Again }) => (
  <Card title="Corriger son nom ou son adresse mail">
    <Form
      action={`/gestion/membres/${m.id}/identite`}
      problems={wrong.problems}
      values={{ name: m.userName, email: m.email, ...wrong.values }}
    >
      <TextField name="name" label="Nom" required width="medium" maxlength={120} />
      <TextField
        name="email"
        label="Adresse mail"
        hint="Elle sert à se connecter, dans toutes ses organisations."
        type="email"
        required
        width="medium"
      />
      <NameReasonField required />
      <Actions>
        <Button look="secondary" icon="check">
          Corriger
        </Button>
      </Actions>
    </Form>
  </Card>
);
