import { Actions, Code, FormPage, LinkButton, Notice } from '../../ui/index.js';

/** A secret, shown this once. */
export function SecretPage({
  title,
  lead,
  secret,
  back,
}: {
  title: string;
  lead: string;
  secret: string | null;
  back: string;
}) {
  return (
    <FormPage title={title} lead={lead} trail={[{ label: 'Gestion', href: '/gestion' }, { label: title }]}>
      {secret ? (
        <Notice tone="attention" title="Copiez-le maintenant : il ne sera plus jamais montré.">
          <Code>{secret}</Code>
        </Notice>
      ) : (
        <Notice tone="info" title="Déjà montré">
          Il n’est montré qu’une fois. S’il est perdu, faites-en un autre.
        </Notice>
      )}
      <Actions>
        <LinkButton href={back}>Continuer</LinkButton>
      </Actions>
    </FormPage>
  );
}
