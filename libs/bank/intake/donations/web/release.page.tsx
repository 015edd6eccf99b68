import type { VNode } from 'preact';
import { type DonationView, LOCKS, RELEASE_ANSWERS, type ReleaseLine } from '#bank/intake';
import type { BankView } from '#bank/people';
import {
  Actions,
  Badge,
  Card,
  ChoiceField,
  DoLink,
  Facts,
  FormPage,
  type FormState,
  formatPhone,
  type IconName,
  LinkButton,
  optionsOf,
  Table,
} from '#platform/ui';
import { DonationAskPage, donationTrail } from './donation-parts.js';

export function ReleaseFormPage({ donation: d, problems, values = {} }: FormState & { donation: DonationView }) {
  return (
    <DonationAskPage
      donation={d}
      crumb="Déverrouillage"
      under="deverrouillage"
      title="Avant la collecte : déverrouiller"
      lead={
        <>
          Voyez chaque point avec le donateur : un appareil verrouillé ne peut pas resservir. On peut aussi lui{' '}
          <a href={`/dons/${d.id}/deverrouillage/feuille`}>donner la liste imprimée</a>.
        </>
      }
      problems={problems}
      values={values}
      does={{ label: 'Enregistrer ses réponses', icon: 'save' }}
    >
      {d.release.map((line) => (
        <ChoiceField
          key={line.item}
          name={line.item}
          label={LOCKS[line.item].label}
          hint={LOCKS[line.item].how}
          layout="inline"
          optionalUnsaid
          value={values[line.item] ?? line.answer}
          options={optionsOf(RELEASE_ANSWERS)}
        />
      ))}
    </DonationAskPage>
  );
}

/** The same list on paper, for the donor: what to do, and three boxes. */
export function ReleaseSheetPage({ donation: d, bank }: { donation: DonationView; bank: BankView }) {
  return (
    <FormPage
      title="Avant de nous donner vos appareils"
      lead={`${bank.name} · don ${d.number}${bank.helpline ? ` · une question : ${formatPhone(bank.helpline)}` : ''}`}
      trail={donationTrail(d, 'Déverrouillage')}
    >
      <p>
        Un appareil resté lié à un compte ou à un mot de passe ne peut pas resservir : nous devrions le recycler. Faites
        ce qui suit, ou dites-nous que vous n’êtes pas concerné. Merci !
      </p>
      <Table
        caption="Ce qu’il faut déverrouiller"
        rows={d.release}
        rowKey={(line) => line.item}
        columns={[
          { header: 'Quoi', row: true, cell: (line) => LOCKS[line.item].label },
          { header: 'Comment faire', cell: (line) => LOCKS[line.item].how },
          ...Object.values(RELEASE_ANSWERS).map(({ label }) => ({ header: label, cell: () => '☐' })),
        ]}
      />
      <Actions>
        <LinkButton href={`/dons/${d.id}/deverrouillage`} icon="undo-2">
          Enregistrer ses réponses
        </LinkButton>
      </Actions>
    </FormPage>
  );
}

/** On a donation's page: what the donor said, point by point; only what is not settled when most is. */
export function ReleaseCard({ donation: d }: { donation: DonationView }) {
  const open = d.release.filter((line) => line.answer === null || line.answer === 'not_yet');
  const may = d.state !== 'closed' && d.state !== 'cancelled';
  const said = d.release.some((line) => line.answer !== null);
  if (!may && !said) return null;
  return (
    <Card
      title="Déverrouillage par le donateur"
      actions={may ? <DoLink href={`/dons/${d.id}/deverrouillage`}>Enregistrer ses réponses</DoLink> : undefined}
    >
      {open.length === 0 ? (
        <p>
          <Badge tone="ok" icon="lock-open">
            tout est vu
          </Badge>
        </p>
      ) : !said ? (
        <p class="hint">
          Rien n’a encore été demandé au donateur.{' '}
          <a href={`/dons/${d.id}/deverrouillage/feuille`}>La liste à imprimer</a>
        </p>
      ) : (
        <Facts facts={open.map((line): [string, VNode] => [LOCKS[line.item].label, <AnswerBadge line={line} />])} />
      )}
    </Card>
  );
}

function AnswerBadge({ line }: { line: ReleaseLine }) {
  if (!line.answer) return <Badge tone="neutral">à demander</Badge>;
  const { label, tone, icon } = RELEASE_ANSWERS[line.answer];
  return (
    <Badge tone={tone} icon={icon as IconName}>
      {label.toLowerCase()}
    </Badge>
  );
}
