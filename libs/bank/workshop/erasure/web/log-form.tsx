import { type Again, Button, FileField, Form } from '#platform/ui';

/** Where the log of an erasure is sent, at the bench of one device. */
export function LogForm({
  code,
  look,
  problems,
}: Pick<Again, 'problems'> & { code: string; look: 'primary' | 'secondary' }) {
  return (
    <Form action={`/atelier/${code}/journal`} multipart problems={problems}>
      <FileField name="log" label="Journal d’effacement (nwipe.log)" accept=".log,.txt,text/plain" required />
      <Button look={look} icon="upload">
        Envoyer le journal
      </Button>
    </Form>
  );
}
