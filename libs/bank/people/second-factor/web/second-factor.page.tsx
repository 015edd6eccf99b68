import type { ComponentChildren } from 'preact';
import type { SecondFactorView } from '#bank/people';
import {
  Actions,
  Badge,
  Button,
  Card,
  Code,
  CodeList,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  formatDate,
  LinkButton,
  Notice,
  PasskeyForm,
  PhoneShell,
  PostButton,
  plural,
  QrPicture,
  Table,
} from '#platform/ui';
import { AfreshDto } from '../../members/web/account.dto.js';
import { FirstCodeDto, NewPasskeyDto } from './second-factor.dto.js';

export type FactorForm = 'totp' | 'passkey' | 'codes';

export interface SecondFactorPageProps {
  readonly factors: SecondFactorView;
  /** Nothing else is open to them before one is set up. */
  readonly unproven: boolean;
  /** Their session is no longer new: the password is asked again. */
  readonly asksPassword: boolean;
  readonly creation: object;
  readonly timeZone: string;
  readonly refused?: { readonly form: FactorForm } & FormState;
}

const TITLE = 'Seconde vérification';

/** What somebody proves besides their password: set up, taken away, made anew. */
export function SecondFactorPage(props: SecondFactorPageProps) {
  const { unproven, refused } = props;
  const again = (form: FactorForm): FormState => (refused?.form === form ? refused : {});
  const cards = (
    <>
      <AppCard {...props} {...again('totp')} />
      <PasskeyCard {...props} {...again('passkey')} />
      {props.factors.totpSince || props.factors.passkeys.length ? <CodesCard {...props} {...again('codes')} /> : null}
    </>
  );
  if (unproven)
    return (
      <PhoneShell title={TITLE} wide>
        <h1>Encore une étape</h1>
        <p class="lead">
          La banque demande une seconde vérification à qui a votre rôle. Choisissez une des deux façons : cela prend
          deux minutes, une seule fois.
        </p>
        {cards}
        <PostButton action="/deconnexion" label="Se déconnecter" look="quiet" icon="log-out" />
      </PhoneShell>
    );
  return (
    <FormPage
      title={TITLE}
      lead="En plus du mot de passe : qui le devine n’entre pas."
      trail={[{ label: 'Mon compte', href: '/compte' }, { label: TITLE }]}
    >
      {props.factors.required ? <Notice tone="info">La banque la demande à qui a votre rôle.</Notice> : null}
      {cards}
    </FormPage>
  );
}

const CurrentPassword = ({ asks, id }: { asks: boolean; id: string }) =>
  asks ? <FieldsOf form={AfreshDto} but={{ currentPassword: { id } }} /> : null;

function AppCard({ factors, asksPassword, timeZone, unproven, problems }: SecondFactorPageProps & FormState) {
  const since = factors.totpSince;
  return (
    <Card title="Une application sur votre téléphone">
      {since ? (
        <p>
          <Badge tone="ok" icon="circle-check">{`réglée le ${formatDate(since, timeZone)}`}</Badge>
        </p>
      ) : null}
      <p>
        L’application montre un code à 6 chiffres, nouveau toutes les trente secondes. Par exemple FreeOTP, Aegis, ou
        celle que vous avez déjà. Elle marche sans réseau.
      </p>
      <Form action="/compte/verification/application" problems={problems}>
        <CurrentPassword asks={asksPassword} id="password-for-app" />
        <Actions>
          <Button look={unproven ? 'primary' : 'secondary'} icon="smartphone">
            {since ? 'Changer de téléphone' : 'Régler l’application'}
          </Button>
          {since && !(factors.required && !factors.passkeys.length) ? (
            <Button look="danger" icon="ban" formAction="/compte/verification/application/retrait">
              Ne plus l’utiliser
            </Button>
          ) : null}
        </Actions>
      </Form>
    </Card>
  );
}

function PasskeyCard({
  factors,
  asksPassword,
  creation,
  timeZone,
  problems,
  values,
}: SecondFactorPageProps & FormState) {
  const last = factors.required && !factors.totpSince && factors.passkeys.length === 1;
  return (
    <Card title="Une clé d’identification (passkey)">
      <p>
        Votre téléphone, votre ordinateur ou une clé USB vous reconnaît par votre doigt, votre visage ou un code. Vous
        entrez alors sans mot de passe. Rien de votre corps ne nous est envoyé.
      </p>
      {factors.passkeys.length ? (
        <Table
          caption="Vos clés d’identification"
          rows={[...factors.passkeys]}
          rowKey={(p) => p.id}
          columns={[
            { header: 'Nom', row: true, cell: (p) => p.name },
            { header: 'Faite le', cell: (p) => formatDate(p.madeAt, timeZone) },
            { header: 'Dernier usage', cell: (p) => (p.lastUsedAt ? formatDate(p.lastUsedAt, timeZone) : 'jamais') },
            ...(last
              ? []
              : [
                  {
                    header: 'Retirer',
                    cell: (p: { id: string; name: string }) => (
                      <Form action={`/compte/verification/cles/${p.id}/retrait`}>
                        <CurrentPassword asks={asksPassword} id={`password-for-${p.id}`} />
                        <Button look="danger" icon="ban">
                          Retirer
                        </Button>
                      </Form>
                    ),
                  },
                ]),
          ]}
        />
      ) : null}
      <PasskeyForm
        action="/compte/verification/cles"
        options={creation}
        makes
        label="Faire une clé d’identification"
        problems={problems}
      >
        <FieldsOf form={NewPasskeyDto} only={['name']} but={{ name: { value: values?.['name'] ?? 'Cet appareil' } }} />
        <CurrentPassword asks={asksPassword} id="password-for-passkey" />
      </PasskeyForm>
      <noscript>
        <p class="hint">Votre navigateur ne permet pas cette façon : prenez l’application.</p>
      </noscript>
    </Card>
  );
}

function CodesCard({ factors, asksPassword, problems }: SecondFactorPageProps & FormState) {
  return (
    <Card title="Codes de secours">
      <p>
        {factors.codesLeft
          ? `Il vous reste ${plural(factors.codesLeft, 'code')}. Chacun sert une fois, quand le téléphone n’est pas là.`
          : 'Il ne vous en reste aucun. Faites-en dix nouveaux.'}
      </p>
      <Form
        action="/compte/verification/codes"
        problems={problems}
        does={{ label: 'Faire dix nouveaux codes', icon: 'printer', look: 'secondary' }}
      >
        <CurrentPassword asks={asksPassword} id="password-for-codes" />
      </Form>
    </Card>
  );
}

/** It is set up; codes for paper, where there are new ones, are shown this once. */
export function ProvenPage({ codes, replayed }: { codes: readonly string[] | null; replayed: boolean }) {
  return (
    <PhoneShell title={TITLE} wide>
      <h1>C’est réglé</h1>
      {codes ? (
        <Secrets>
          <CodeList codes={codes} />
        </Secrets>
      ) : (
        <p>
          {replayed
            ? 'Les codes de secours ne se montrent qu’une fois. Si vous ne les avez pas, faites-en dix nouveaux.'
            : 'La prochaine fois, on vous le demandera en plus du mot de passe.'}
        </p>
      )}
      <Actions stack>
        <LinkButton look="primary" href="/">
          Continuer
        </LinkButton>
        <LinkButton href="/compte/verification">Seconde vérification</LinkButton>
      </Actions>
    </PhoneShell>
  );
}

const Secrets = ({ children }: { children: ComponentChildren }) => (
  <Notice tone="attention" icon="printer" title="Vos dix codes de secours : imprimez-les ou copiez-les maintenant.">
    <p>
      On ne les voit qu’une fois. Chacun remplace une fois le téléphone : sans lui et sans eux, deux personnes de
      l’administration doivent vous rouvrir l’accès.
    </p>
    {children}
  </Notice>
);

export function SetUpAppPage({
  secret,
  address,
  picture,
  problems,
}: FormState & { secret: string; address: string; picture: string }) {
  return (
    <PhoneShell title="Régler l’application" wide>
      <h1>Régler l’application</h1>
      <p>1. Ouvrez l’application sur votre téléphone, et faites-lui lire ce carré.</p>
      <QrPicture svg={picture} />
      <p>
        Sur ce téléphone même : <a href={address}>ouvrir dans l’application</a>. Sans caméra, tapez cette clé :
      </p>
      <p>
        <Code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</Code>
      </p>
      <Form
        action="/compte/verification/application/code"
        problems={problems}
        does={{ label: 'Vérifier', icon: 'check' }}
      >
        <FieldsOf form={FirstCodeDto} />
      </Form>
      <p>
        <a href="/compte/verification">Revenir</a>
      </p>
    </PhoneShell>
  );
}
