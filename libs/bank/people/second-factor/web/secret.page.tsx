import { Actions, Code, FormPage, LinkButton, Notice } from '#platform/ui';

/** A secret, shown this once. */
export function SecretPage({
  title,
  lead,
  secret,
  back,
  from = [{ label: 'Gestion', href: '/gestion' }],
}: {
  title: string;
  lead: string;
  secret: string | null;
  back: string;
  /** The pages above this one. */
  from?: readonly { label: string; href: string }[];
}) {
  return (
    <FormPage title={title} lead={lead} trail={[...from, { label: title }]}>
      {secret ? (
        <Notice tone="attention" title="À copier maintenant : on ne pourra plus le revoir.">
          <Code>{secret}</Code>
        </Notice>
      ) : (
        <Notice tone="info" title="Déjà montré">
          On ne le voit qu’une fois. Si vous ne l’avez plus, recommencez.
        </Notice>
      )}
      <Actions>
        <LinkButton href={back}>Continuer</LinkButton>
      </Actions>
    </FormPage>
  );
}
