import { type SimDetail, shownIccid } from '#bank/sims';
import { type Again, AskPage, FieldsOf } from '#platform/ui';
import type { PersonChoice } from '../../allocation/beneficiaries/web/person-picker.js';
import { ReasonField } from '../../corrections/web/reason-field.js';
import { WrongPersonPage } from '../../corrections/web/wrong-person.page.js';
import { endOfIccid } from './sim.words.js';
import { UndoHandOutDto } from './sims.dto.js';

const about = (sim: SimDetail, label: string) => ({
  lead: `${shownIccid(sim.iccid)} · ${sim.carrier} · référence ${sim.reference ?? ''}`,
  trail: [
    { label: 'Cartes SIM', href: '/sim' },
    { label: `Carte ${endOfIccid(sim.iccid)}`, href: `/sim/${sim.id}` },
    { label },
  ],
  back: { href: `/sim/${sim.id}`, label: 'Revenir' },
});

/** The right person has the card; the reference was wrong. */
export const WrongSimReferencePage = ({ sim, ...asked }: Again & { sim: SimDetail; pick: PersonChoice }) => (
  <WrongPersonPage
    title="Qui a cette carte ?"
    about={about(sim, 'Référence')}
    here={`/sim/${sim.id}/reference`}
    kind="sim_reference"
    newHref={`/beneficiaires/nouveau?carte=${sim.id}`}
    {...asked}
  >
    La bonne personne l’a bien reçue : seule la référence notée change. Le bon se refait.
  </WrongPersonPage>
);

/** The wrong card was handed out, and it is back. */
export function WrongSimPage({ sim, problems, values = {} }: Again & { sim: SimDetail }) {
  return (
    <AskPage
      title="Ce n’était pas la bonne carte"
      {...about(sim, 'Mauvaise carte')}
      intro={
        <p class="hint">
          Jusqu’à la fin du jour ouvré suivant, si la carte est revenue sans avoir servi et que personne n’a lu ses
          codes : la remise est annulée, et vous pouvez remettre la carte à la bonne personne. Sinon,{' '}
          <a href={`/sim/${sim.id}/fin`}>terminez la carte</a>.
        </p>
      }
      action={`/sim/${sim.id}/mauvaise-carte`}
      problems={problems}
      values={values}
      does={{ label: 'Annuler cette remise', icon: 'undo-2' }}
    >
      <FieldsOf form={UndoHandOutDto} />
      <ReasonField kind="sim_undone" />
    </AskPage>
  );
}
