import type { DonorView } from '#intake';
import { Actions, Button, type FieldProblem, Form, FormPage, LinkButton } from '../../ui/index.js';
import { ContactFields } from './donor-fields.js';
import { donorWords } from './donor-words.js';

/** One more person to call at a donor's. */
export function DonorContactPage({
  donor: d,
  problems,
  values = {},
}: {
  donor: DonorView;
  problems?: FieldProblem[];
  values?: Record<string, string>;
}) {
  const shared = { ...(problems ? { problems } : {}) };
  return (
    <FormPage
      title="Ajouter une personne à joindre"
      lead={donorWords(d)}
      trail={[
        { label: 'Donateurs', href: '/dons/donateurs' },
        { label: donorWords(d), href: `/dons/donateurs/${d.id}` },
        { label: 'Ajouter une personne' },
      ]}
    >
      <Form action={`/dons/donateurs/${d.id}/contacts`} {...shared}>
        <ContactFields person={false} values={values} {...shared} />
        <Actions>
          <Button icon="plus">Ajouter</Button>
          <LinkButton look="quiet" href={`/dons/donateurs/${d.id}`}>
            Annuler
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}
