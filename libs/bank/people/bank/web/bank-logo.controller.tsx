import { Controller } from '@nestjs/common';
import { BlobStore, printable } from '#bank/documents';
import { BankService } from '#bank/people';
import { type Answer, AskedForm, Context, Ctx, PostedForm } from '#platform/http';
import { RuleBroken, WRITE } from '#platform/kernel';
import { Card, FileField, Form, FormPage, type FormState, PostButton } from '#platform/ui';

const PAGE = '/gestion/banque/logo';

/** The picture at the head of the bank's papers. */
@Controller()
export class BankLogoController {
  constructor(
    private readonly bank: BankService,
    private readonly blobs: BlobStore,
  ) {}

  @AskedForm(WRITE.bank, 'gestion/banque/logo')
  change(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      done: 'Logo enregistré : les prochains documents le porteront.',
      ref: PAGE,
      work: async (tx) => {
        const file = ctx.files.find((f) => f.field === 'logo' && f.size > 0);
        if (!file) throw new RuleBroken('documents.picture_missing', {}, 'logo');
        const picture = await printable(await file.read(), 'logo');
        await this.bank.setLogo(tx, ctx.actor, (await this.blobs.put(tx, picture, 'image/png')).id);
      },
      page: ({ problems }) => this.page({ problems }),
    });
  }

  @PostedForm(WRITE.bank, 'gestion/banque/logo/retrait')
  remove(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      done: 'Logo retiré : les prochains documents porteront le nom seul.',
      ref: PAGE,
      work: (tx) => this.bank.setLogo(tx, ctx.actor, null),
      page: ({ problems }) => this.page({ problems }),
    });
  }

  private async page(again: FormState = {}) {
    return <BankLogoPage logo={await this.bank.hasLogo()} {...again} />;
  }
}

function BankLogoPage({ logo, problems }: FormState & { logo: boolean }) {
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
      <Form
        action="/gestion/banque/logo"
        multipart
        problems={problems}
        does={{ label: 'Enregistrer le logo', icon: 'check' }}
      >
        <FileField
          name="logo"
          label="Choisir une image"
          hint="PNG ou JPEG, 2 Mo au plus."
          accept="image/png,image/jpeg"
          required
        />
      </Form>
    </FormPage>
  );
}
