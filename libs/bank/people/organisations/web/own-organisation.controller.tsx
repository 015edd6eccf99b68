import {
  BankService,
  type BankView,
  type EligibilityGround,
  OrganisationsService,
  type OrganisationView,
} from '#bank/people';
import { Act, type Answer, ApiController, AskedForm, Context, Ctx, json, Read } from '#platform/http';
import { WRITE } from '#platform/kernel';
import {
  Asking,
  AskPage,
  CheckField,
  Fieldset,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  SelectField,
} from '#platform/ui';
import { SettingsPage } from '../../bank/web/settings.page.js';
import { AddressDto, BankIdentityForm, BankSettingsForm } from '../../web/people.dto.js';
import { OrganisationsPage } from './organisations.pages.js';

/** One's own organisation; the bank's settings for its administrator. */
@ApiController('people')
export class OwnOrganisationController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly bank: BankService,
  ) {}

  @Read({ instanceAdmin: true, ...WRITE.ownOrganisation }, { page: 'gestion' })
  async index(@Context() ctx: Ctx): Promise<Answer> {
    if (ctx.actor.kind === 'instance_admin')
      return ctx.page(<OrganisationsPage page={await this.organisations.page()} query={{}} />);
    return ctx.page(<SettingsPage organisation={await this.organisations.mine(ctx.actor)} actor={ctx.actor} />);
  }

  /** The membership that the token acts as. */
  @Read({ signedIn: true }, { api: 'me' })
  me(@Context() ctx: Ctx) {
    const { operatorNumber, organisationId, organisationKind, roles } = ctx.member;
    return json(200, {
      operatorNumber,
      organisationId,
      organisationKind,
      organisationName: ctx.identity!.organisationName,
      roles,
    });
  }

  @AskedForm(WRITE.bank, 'gestion/banque')
  changeSettings(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: BankSettingsForm,
      done: 'Réglages enregistrés.',
      rules: (tx, given) => this.bank.judge(tx, given),
      work: async (tx, form) => {
        const blank = {
          legalName: '',
          siren: null,
          address: '',
          helpline: '',
          openingHours: '',
          email: '',
          privacyContact: '',
          publisher: '',
          hosting: '',
          legalForm: '',
          object: '',
          status: '',
          eligibilityGround: null,
          eligibilityBasis: '',
          signatoryTitle: '',
          bodyKind: null,
          summaryHour: ctx.bank.summaryHour,
        };
        const given = Object.entries(form).filter(([, value]) => value !== undefined);
        await this.bank.change(tx, ctx.actor, { ...form, ...blank, ...Object.fromEntries(given) });
        return '/gestion/banque';
      },
      page: async (again) => (
        <BankSettingsPage bank={ctx.bank} grounds={await this.bank.eligibilityGrounds()} {...again} />
      ),
    });
  }
}

const OF_RECEIPTS = ['eligibilityBasis', 'legalForm', 'object', 'status', 'signatoryTitle'] as const;

const trail = (label: string) => [{ label: 'Réglages', href: '/gestion' }, { label }];

function BankSettingsPage({
  bank,
  grounds,
  problems,
  values,
}: { bank: BankView; grounds: readonly EligibilityGround[] } & FormState) {
  const now = Object.fromEntries(Object.entries(bank).map(([name, value]) => [name, String(value ?? '')]));
  return (
    <FormPage
      title="La banque"
      lead="Ce que disent les étiquettes, les documents et les pages légales."
      trail={trail('La banque')}
    >
      <p>
        <a href="/gestion/banque/logo">Changer le logo imprimé sur les documents</a>
      </p>
      <p>
        <a href="/gestion/accessibilite">Déclaration d’accessibilité</a>
      </p>
      <Form
        action="/gestion/banque"
        problems={problems}
        values={{ ...now, ...values }}
        does={{ label: 'Enregistrer', icon: 'check' }}
      >
        <FieldsOf form={BankIdentityForm} />
        <Fieldset
          legend="Reçus fiscaux"
          hint="Seul un organisme éligible peut en délivrer. En cas de doute, demandez un rescrit à votre centre des impôts avant de choisir."
        >
          <Asking then={<FieldsOf form={BankSettingsForm} only={OF_RECEIPTS} />}>
            <SelectField
              name="eligibilityGround"
              label="Organisme éligible au titre de"
              empty="Nous ne délivrons pas de reçus fiscaux"
              options={grounds.map((g) => ({ value: g.ground, label: `${g.label} (${g.source})`, asks: true }))}
            />
          </Asking>
        </Fieldset>
      </Form>
    </FormPage>
  );
}

/** Where and when one's own organisation is reached. */
@ApiController('people')
export class OwnAddressController {
  constructor(private readonly organisations: OrganisationsService) {}

  /** Says where and when the token's organisation is reached: a deed of sale names its seller with it, a person's copy whom to go to. */
  @Act(WRITE.ownOrganisation, { page: 'gestion/adresse', api: 'organisation/address', takes: AddressDto, asks: true })
  change(@Context() ctx: Ctx) {
    return ctx.act({
      dto: AddressDto,
      done: 'Adresse enregistrée.',
      work: (tx, { address, openingHours = '', onPapers }) =>
        this.organisations.sayReach(tx, ctx.actor, { address, openingHours, onPapers: onPapers === 'oui' }),
      to: () => '/gestion',
      view: (id) => this.organisations.get(id),
      page: async (again) => <OwnAddressPage organisation={await this.organisations.mine(ctx.actor)} {...again} />,
    });
  }
}

const OwnAddressPage = ({
  organisation: o,
  problems,
  values = { address: o.address, openingHours: o.openingHours, onPapers: o.onPapers ? 'oui' : '' },
}: { organisation: OrganisationView } & FormState) => (
  <AskPage
    title="Adresse et horaires"
    lead={`${o.name}. Sans adresse, aucun appareil ne se vend : la loi veut que l’acheteur sache qui lui vend, et où.`}
    trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'Adresse et horaires' }]}
    action="/gestion/adresse"
    problems={problems}
    values={values}
    does={{ label: 'Enregistrer l’adresse', icon: 'check' }}
    back={{ href: '/gestion' }}
  >
    <FieldsOf form={AddressDto} />
    <CheckField
      name="onPapers"
      label="Les écrire sur la feuille de la personne"
      hint="La feuille remise avec l’appareil dit alors où aller et quand, avec votre téléphone d’aide."
      checked={values['onPapers'] === 'oui'}
    />
  </AskPage>
);
