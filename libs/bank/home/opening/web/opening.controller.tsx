import { Body, Controller, Param, Query } from '@nestjs/common';
import { OpeningService, SetUpJudge, SignInService } from '#bank/people';
import { CommunesService } from '#bank/territory';
import type { CommuneOffers } from '#platform/contract';
import { type Answer, Context, Ctx, fields, json, mail, PostedForm, Read, sessionCookie, text } from '#platform/http';
import { askAll, dataFolder, isTrial, NotFound, RuleBroken } from '#platform/kernel';
import { Fieldset, FieldsOf, Form, type FormState, LinkButton, PhoneShell } from '#platform/ui';
import { NEW_PASSWORD } from '../../../people/members/web/account.dto.js';
import { openingHours, siren } from '../../../people/web/people.dto.js';
import { CommuneQuery } from '../../../territory/web/communes.controller.js';

/** The one-time address of an empty bank: whoever has it becomes its first administrator. */
@Controller()
export class OpeningController {
  constructor(
    private readonly opening: OpeningService,
    private readonly signIns: SignInService,
    private readonly judge: SetUpJudge,
    private readonly communes: CommunesService,
  ) {}

  @Read({ public: true }, { page: 'ouvrir/:secret' })
  async ask(@Context() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    const good = await this.opening.isGood(secret);
    return good ? ctx.page(<OpeningPage secret={secret} />) : ctx.page(<OpeningOver />, 404);
  }

  /** The communes that what is typed there may mean, for whoever has the address: nobody can sign in yet. */
  @Read({ public: true }, { page: 'ouvrir/:secret/communes' })
  async communesOf(@Param('secret') secret: string, @Query() { q = '' }: CommuneQuery): Promise<Answer> {
    if (!(await this.opening.isGood(secret))) throw new NotFound('opening');
    return json(200, { items: await this.communes.find(q) } satisfies CommuneOffers);
  }

  @PostedForm({ public: true }, 'ouvrir/:secret')
  async open(@Context() ctx: Ctx, @Param('secret') secret: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: OpeningForm,
      body,
      done: 'Votre banque est ouverte. Voici ce qui reste à faire.',
      rules: (tx, given) =>
        askAll(
          () => given.password && given.again && mustAgree(given),
          () => this.judge.opening(tx, given),
        ),
      work: async (tx, form) => {
        mustAgree(form);
        await this.opening.open(tx, secret, {
          ...form,
          helpline: form.helpline ?? '',
          openingHours: form.openingHours ?? '',
          address: form.address ?? '',
          legalName: form.legalName ?? '',
          siren: form.siren || null,
        });
        // A bank that backs itself up wants a key for it, before there is anything to hide.
        return dataFolder() && !isTrial() ? '/gestion/systeme/cle?ouverture=oui' : '/';
      },
      to: async (address) => {
        const { email, password } = body as OpeningForm;
        // The bank is open whatever becomes of this: after too many failures from an address one signs in later.
        const session = await this.signIns.signIn(email, password, ctx.req.ip).catch((error: unknown) => {
          if (error instanceof RuleBroken) return null;
          throw error;
        });
        if (!session) return '/connexion';
        ctx.reply.header('set-cookie', sessionCookie(session));
        return address;
      },
      page: async (again) =>
        (await this.opening.isGood(secret)) ? <OpeningPage secret={secret} {...again} /> : <OpeningOver />,
    });
  }
}

function mustAgree({ password, again }: Partial<OpeningForm>): void {
  if (password !== again) throw new RuleBroken('people.passwords_differ', {}, 'again');
}

class NewBankForm extends fields({
  bankName: text({
    max: 120,
    filled: true,
    label: 'Son nom',
    hint: 'Comme « Banque du Numérique du Val d’Oise ».',
  }),
  commune: text({
    max: 80,
    filled: true,
    label: 'Sa commune',
    hint: 'Son nom, ou son code postal et son nom.',
    width: 'full',
    communes: true,
  }),
  legalName: text({
    max: 200,
    optional: true,
    label: 'Son nom légal',
    hint: 'Il est imprimé sur les documents, avec le SIREN et l’adresse. Ils peuvent venir plus tard.',
    width: 'full',
  }),
  siren,
  address: text({
    max: 300,
    optional: true,
    label: 'Son adresse',
  }),
  helpline: text({
    max: 40,
    optional: true,
    label: 'Téléphone d’aide',
    hint: 'Il est imprimé sur les étiquettes, pour qui a un appareil en panne. Il peut venir plus tard.',
    type: 'tel',
  }),
  openingHours,
}) {}

const ADMINISTRATOR = {
  name: text({ max: 120, filled: true, label: 'Votre nom', autocomplete: 'name' }),
  email: mail({ label: 'Votre adresse mail', width: undefined, autocomplete: 'email', maxlength: 200 }),
  ...NEW_PASSWORD,
};

class OpeningForm extends fields(ADMINISTRATOR, NewBankForm) {}

/** An address that opens nothing: it has served, or is too old. */
function OpeningOver() {
  return (
    <PhoneShell title="Adresse périmée" barHref="/">
      <h1>Cette adresse ne sert plus</h1>
      <p>
        La banque est déjà ouverte, ou l’adresse a plus de trois jours. La personne qui a installé le programme peut en
        faire une autre, tant que la banque n’est pas ouverte.
      </p>
      <LinkButton href="/connexion">Aller à la connexion</LinkButton>
    </PhoneShell>
  );
}

/** The first page of a bank: how it is called, and who administers it. Everything else waits on its home page. */
function OpeningPage({ secret, ...again }: { secret: string } & FormState) {
  return (
    <PhoneShell title="Ouvrir votre banque" barHref="/">
      <h1>Ouvrir votre banque</h1>
      <p>Quelques lignes suffisent pour commencer. Le reste se complète ensuite, étape par étape.</p>
      <Form action={`/ouvrir/${secret}`} {...again} does={{ label: 'Ouvrir la banque', icon: 'check' }}>
        <Fieldset legend="La banque">
          <FieldsOf form={NewBankForm} />
        </Fieldset>
        <Fieldset legend="Vous, qui l’administrez">
          <FieldsOf
            form={OpeningForm}
            only={['name', 'email', 'password', 'again']}
            but={{ password: { label: 'Un mot de passe' } }}
          />
        </Fieldset>
      </Form>
    </PhoneShell>
  );
}
