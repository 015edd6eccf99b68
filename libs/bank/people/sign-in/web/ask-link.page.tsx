import type { ComponentChildren } from 'preact';
import { type AskedLink, ONE_LINK_MINUTES } from '#bank/people';
import { Actions, Button, Disclosure, FieldsOf, Form, type FormState, Notice, PhoneShell, useView } from '#platform/ui';
import { ForgottenDto } from '../../members/web/account.dto.js';

interface AskLinkProps extends FormState {
  title: string;
  heading?: string;
  action: string;
  intro: string;
  good: string;
  mail: boolean;
  asked?: boolean | undefined;
  along?: ComponentChildren;
  then?: ComponentChildren;
}

/** Asks for the mail address that a link goes to; afterwards says the same whoever asked. */
export function AskLinkPage(props: AskLinkProps) {
  const { title, heading = title, action, intro, good, mail, asked, along, then, problems, values } = props;
  return (
    <PhoneShell title={title} barHref="/">
      <h1>{heading}</h1>
      {asked ? (
        <>
          <Notice tone="ok" icon="mail" title="C’est noté.">
            Si cette adresse a un compte, un message part avec un lien. {good} Regardez aussi dans les messages
            indésirables.
          </Notice>
          {then}
          <WithoutMail />
        </>
      ) : mail ? (
        <Form action={action} problems={problems} values={values ?? {}}>
          {along}
          <p>{intro}</p>
          <FieldsOf form={ForgottenDto} />
          <Actions stack>
            <Button icon="mail">Recevoir un lien</Button>
          </Actions>
          <WithoutMail />
        </Form>
      ) : (
        <WhoHelps />
      )}
      <p>
        <a href="/connexion">Revenir à la connexion</a>
      </p>
    </PhoneShell>
  );
}

/** Of a link that left a moment ago: asking again sends no other, and this one goes on being good. */
export const oneLinkAtATime = (purpose: AskedLink): string =>
  `Si vous en avez demandé un il y a moins de ${ONE_LINK_MINUTES[purpose]} minutes, c’est celui-là qui sert : il n’en part pas d’autre.`;

const WithoutMail = () => (
  <Disclosure summary="Vous ne lisez plus cette adresse ?">
    <WhoHelps />
  </Disclosure>
);

/** Where no mail leaves, or none arrives: people give the link. */
export function WhoHelps() {
  const { bank } = useView();
  return (
    <>
      <p>
        Demandez un lien à la personne responsable de votre organisation : elle le fait dans « Réglages », « Membres ».
      </p>
      <p>
        {bank.helpline
          ? `Vous êtes seul responsable, ou personne ne répond ? Appelez la banque au ${bank.helpline}.`
          : 'Vous êtes seul responsable, ou personne ne répond ? Demandez à la banque.'}{' '}
        Elle s’assure que c’est vous ; deux personnes de la banque vous donnent alors un lien.
      </p>
    </>
  );
}
