import type { Words } from '#bank/mails';
import type { OrganisationView } from '#bank/people';
import { ROLES_OF } from '#platform/kernel';
import {
  Actions,
  Card,
  ChoiceField,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  LinkButton,
  NextStep,
  Notice,
} from '#platform/ui';
import { MailToCopy } from '../../../mails/web/work-messages.controller.js';
import { NewMemberDto } from '../../web/people.dto.js';

export type Way = 'mail' | 'copy';

/** « Par mail » or « je la copie »: where the installation sends mail; else that the link is to be given by hand. */
export const WayField = ({ mail, value }: { mail: boolean; value?: string | undefined }) =>
  mail ? (
    <ChoiceField
      name="way"
      label="Comment donner le lien ?"
      required
      layout="inline"
      value={value || 'mail'}
      options={[
        { value: 'mail', label: 'Par mail' },
        { value: 'copy', label: 'Je le copie' },
      ]}
    />
  ) : (
    <Notice tone="info" icon="mail" title="Aucun mail ne partira d’ici.">
      L’envoi de mails n’est pas réglé. Le lien s’affichera juste après : copiez-le et donnez-le vous-même à la
      personne.
    </Notice>
  );

export function InviteForm({
  organisation: o,
  action,
  mail,
  problems,
  values = {},
}: FormState & { organisation: OrganisationView; action: string; mail: boolean }) {
  const roles = ROLES_OF[o.kind];
  return (
    <Card title="Inviter une personne">
      <Form action={action} problems={problems} values={values} does={{ label: 'Inviter', icon: 'plus' }}>
        <FieldsOf
          form={NewMemberDto}
          but={{
            roles: {
              among: roles,
              value: values.roles ?? (roles.length === 1 ? roles[0] : ''),
            },
          }}
        />
        <WayField mail={mail} value={values.way} />
      </Form>
    </Card>
  );
}

/** What is given by hand: the whole message, shown this once. */
export function CopyPage({
  to,
  words,
  back,
  from,
}: {
  to: string;
  words: Words | null;
  back: string;
  from: readonly { label: string; href: string }[];
}) {
  const title = 'Message à copier';
  return (
    <FormPage title={title} lead={`Pour ${to}`} trail={[...from, { label: title }]}>
      {words ? (
        <>
          <Notice tone="attention" title="À copier maintenant : on ne pourra plus le revoir.">
            Envoyez-le depuis votre messagerie, ou donnez le lien de la main à la main. Il est noté comme copié.
          </Notice>
          <Card title="Le message">
            <MailToCopy words={words} to={to} />
          </Card>
        </>
      ) : (
        <Notice tone="info" title="Déjà montré">
          On ne le voit qu’une fois. Si vous ne l’avez plus, faites un nouveau lien.
        </Notice>
      )}
      <Actions>
        <LinkButton href={back}>Continuer</LinkButton>
        <NextStep />
      </Actions>
    </FormPage>
  );
}
