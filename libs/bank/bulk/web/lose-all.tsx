import { Button, Form, HiddenField, MaySend } from '#platform/ui';

/** What a crate or a lot holds is lost whole: prepares one act for all of it, and so one incident. */
export function LoseAll({ ids }: { ids: readonly string[] }) {
  if (!ids.length) return null;
  return (
    <MaySend to="/actions-groupees">
      <Form action="/actions-groupees">
        <HiddenField name="what" value="report_lost" />
        {ids.map((id) => (
          <HiddenField key={id} name="ids" value={id} />
        ))}
        <Button look="quiet" icon="package-x">
          Tout est perdu ou volé
        </Button>
      </Form>
    </MaySend>
  );
}
