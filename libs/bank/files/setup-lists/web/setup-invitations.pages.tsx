import type { SetupListView } from '#bank/files/setup-lists';
import type { Words } from '#bank/mails';
import type { MembershipView } from '#bank/people';
import {
  Actions,
  type Again,
  Button,
  Card,
  Disclosure,
  Form,
  FormPage,
  LinkButton,
  Notice,
  plural,
} from '#platform/ui';
import { MailToCopy } from '../../../mails/web/work-messages.controller.js';
import { WayField } from '../../../people/members/web/member-invitation.pages.js';
import { MembersTable } from '../../../people/members/web/members.pages.js';

const trail = (label: string) => [{ label: 'Organisations', href: '/gestion/organisations' }, { label }];

/** Who came in with a list, and who of them waits for an invitation. */
export function InvitationsPage(props: {
  list: SetupListView;
  members: readonly MembershipView[];
  /** Those without a password. */
  waiting: readonly MembershipView[];
  here: string;
  mail: boolean;
  timeZone: string;
  problems?: Again['problems'];
}) {
  const { list, members, waiting, here, mail } = props;
  return (
    <FormPage title="Inviter les personnes importées" lead={list.name} trail={trail('Inviter')}>
      {waiting.length ? (
        <Form action={here} problems={props.problems}>
          <p>
            {`${plural(waiting.length, 'personne n’est pas encore entrée', 'personnes ne sont pas encore entrées')}. Un lien fait avant ne servira plus.`}
          </p>
          <WayField mail={mail} />
          <Actions>
            <Button icon="mail">{`Inviter ${plural(waiting.length, 'personne')}`}</Button>
          </Actions>
        </Form>
      ) : (
        <Notice tone="ok" title="Personne n’attend d’invitation.">
          Toutes sont entrées.
        </Notice>
      )}
      <Card title="Personnes de cette liste">
        <MembersTable members={members} timeZone={props.timeZone} />
      </Card>
    </FormPage>
  );
}

/** Their messages, shown this once. */
export function CopiedInvitationsPage(props: {
  here: string;
  copied: readonly { readonly to: MembershipView; readonly words: Words }[];
}) {
  return (
    <FormPage title="Messages à copier" trail={trail('Messages à copier')}>
      {props.copied.length ? (
        <Notice tone="attention" title="À copier maintenant : on ne pourra plus les revoir.">
          Chacun est noté comme copié.
        </Notice>
      ) : (
        <Notice tone="info" title="Déjà montrés">
          On ne les voit qu’une fois. Si vous ne les avez plus, recommencez.
        </Notice>
      )}
      {props.copied.map(({ to, words }) => (
        <Disclosure key={to.id} summary={`${to.userName} · ${to.email}`}>
          <MailToCopy words={words} to={to.email} of={to.id} />
        </Disclosure>
      ))}
      <Actions>
        <LinkButton href={props.here}>Continuer</LinkButton>
      </Actions>
    </FormPage>
  );
}
