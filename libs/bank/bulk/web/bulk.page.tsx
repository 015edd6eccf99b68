import { BULK_STATES, type BulkItemsAsked, type BulkItemView, type BulkView, bulkVerb } from '#bank/bulk';
import type { Page } from '#platform/kernel';
import { Actions, type Again, Badge, ErrorSummary, FormPage, LinkButton, ThingPage } from '#platform/ui';
import { listOf, things } from './bulk.words.js';
import { BulkItems } from './bulk-items.js';
import { BulkNext, type Choices } from './bulk-next.js';

interface Props extends Again {
  act: BulkView;
  items: Page<BulkItemView>;
  listed: BulkItemsAsked;
  choices: Choices;
}

/** What will become of each, what becomes of them, what became of them. */
export function BulkPage(props: Props) {
  const { act, problems } = props;
  const { label } = bulkVerb(act.verb);
  const { tone, icon, label: stands } = BULK_STATES[act.state];
  return (
    <ThingPage
      title={`${label} : ${things(act, act.total)}`}
      trail={[listOf(act), { label: 'Actions groupées', href: '/actions-groupees' }, { label }]}
      state={
        <Badge tone={tone} icon={icon}>
          {stands}
        </Badge>
      }
      next={<BulkNext {...props} />}
      nextTitle={act.state === 'prepared' ? 'Avant de confirmer' : 'Où on en est'}
      refreshSeconds={act.state === 'running' ? 2 : undefined}
    >
      <ErrorSummary problems={problems} />
      <BulkItems {...props} />
    </ThingPage>
  );
}

/** Nothing was chosen, or not what to do: back to the list. */
export const ChooseAgainPage = ({ problems, back }: Again & { back: string }) => (
  <FormPage title="Action groupée">
    <ErrorSummary problems={problems} />
    <Actions>
      <LinkButton icon="arrow-left" href={back}>
        Revenir à la liste
      </LinkButton>
    </Actions>
  </FormPage>
);
