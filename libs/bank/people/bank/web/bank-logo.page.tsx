import { Actions, type Again, Button, Card, FileField, Form, FormPage, PostButton } from '#platform/ui';

export function BankLogoPage({ logo, problems }: Again & { logo: boolean }) {
  return (
    <FormPage
      title="Logo de la banque"
      lead="Il est imprimé en tête de chaque document, à côté du nom, du SIREN et de l’adresse."
      trail={[
        { label: 'Réglages', href: '/gestion' },
        { label: 'La banque', href: '/gestion/banque' },
        { label: 'Logo' },
      ]}
    >
      <Card title="Logo actuel">
        {logo ? (
          <>
            <p>Un logo est enregistré : les documents demandés depuis le portent.</p>
            <PostButton action="/gestion/banque/logo/retrait" label="Retirer le logo" />
          </>
        ) : (
          <p>Aucun : les documents portent seulement le nom de la banque.</p>
        )}
      </Card>
      <Form action="/gestion/banque/logo" multipart problems={problems}>
        <FileField
          name="logo"
          label="Choisir une image"
          hint="PNG ou JPEG, 2 Mo au plus."
          accept="image/png,image/jpeg"
          required
        />
        <Actions>
          <Button icon="check">Enregistrer le logo</Button>
        </Actions>
      </Form>
    </FormPage>
  );
}
