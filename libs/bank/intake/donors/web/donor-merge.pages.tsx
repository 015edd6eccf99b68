import { CORRECTIONS } from '#bank/corrections';
import { type DonorView, type MergedCard } from '#bank/intake';
import { type Again, AskPage, ChoiceField, MaySend, Notice } from '#platform/ui';
import { ReasonField } from '../../../corrections/web/reason-field.js';
import { FindDonor } from '../../donations/web/corrections/donation-correction.pages.js';
import { groupDigits } from '../../web/intake.words.js';
import { donorWords, identifierOf } from './donor-words.js';

const trail = (d: DonorView, label: string) => [
  { label: 'Dons', href: '/dons' },
  { label: 'Donateurs', href: '/dons/donateurs' },
  { label: donorWords(d), href: `/dons/donateurs/${d.id}` },
  { label },
];

/** Which card of the same donor stays? */
export function MergeDonorPage(props: Again & { donor: DonorView; others: readonly DonorView[]; q: string }) {
  const { donor: d, others, q, problems, values = {} } = props;
  const { label, icon } = CORRECTIONS.donor_merged;
  return (
    <AskPage
      title={label}
      lead={donorWords(d)}
      trail={trail(d, 'Réunir')}
      intro={
        <>
          <Notice tone="attention" title={`La fiche « ${donorWords(d)} » sortira des listes. L’autre reste.`}>
            Les dons des deux seront ensemble sur la fiche qui reste ; les documents déjà faits ne changent pas. Si
            c’est l’autre fiche qui doit partir, ouvrez-la. Les liens privés déjà donnés cessent : faites-en un nouveau.
            Cela s’annule pendant un jour.
          </Notice>
          <FindDonor q={q} />
          {others.length ? null : <p class="hint">Aucun autre donateur du même type ne correspond.</p>}
        </>
      }
      action={`/dons/donateurs/${d.id}/doublon`}
      problems={problems}
      values={values}
      does={{ label: 'Réunir les deux fiches', look: 'danger', icon }}
      back={{ href: `/dons/donateurs/${d.id}` }}
    >
      <ChoiceField
        name="into"
        label="La fiche qui reste"
        required
        options={others.map((one) => ({
          value: one.id,
          label: donorWords(one),
          hint: [groupDigits(identifierOf(one)), one.commune].filter(Boolean).join(' · '),
        }))}
      />
      <ReasonField kind="donor_merged" />
    </AskPage>
  );
}

/** They are two donors after all. */
export function SeparateDonorPage(props: Again & { donor: DonorView; card: MergedCard }) {
  const { donor: d, card, problems, values = {} } = props;
  const { label, icon } = CORRECTIONS.donor_unmerged;
  return (
    <AskPage
      title={label}
      lead={`${card.name} · ${donorWords(d)}`}
      trail={trail(d, 'Séparer')}
      intro={
        <p class="hint">
          Pendant un jour seulement. Chaque fiche retrouve ses dons : aucun n’avait changé de fiche. Les deux
          corrections restent dans la liste.
        </p>
      }
      action={`/dons/donateurs/${card.id}/separation`}
      problems={problems}
      values={values}
      does={{ label: 'Séparer les deux fiches', icon }}
      back={{ href: `/dons/donateurs/${d.id}` }}
    >
      <ReasonField kind="donor_unmerged" />
    </AskPage>
  );
}

/** What was merged into a card, and the way back while there is one. */
export function MergedCards({ donor: d }: { donor: DonorView }) {
  return (
    <>
      {d.merged.map((card) => (
        <div key={card.id}>
          {[card.name, groupDigits(card.number ?? '')].filter(Boolean).join(' · ')}
          {card.fresh ? (
            <MaySend to={`/dons/donateurs/${card.id}/separation`}>
              {' · '}
              <a href={`/dons/donateurs/${card.id}/separation`}>{CORRECTIONS.donor_unmerged.label}</a>
            </MaySend>
          ) : null}
        </div>
      ))}
    </>
  );
}
