import { type Answer, type GateView, pointsAsked, SYSTEMS } from '#bank/workshop';
import {
  BenchStep,
  Button,
  ChoiceField,
  EnterSends,
  Form,
  type FormState,
  type IconName,
  Notice,
  plural,
  SigningPassword,
  TextField,
} from '#platform/ui';
import { SeenMark, within } from '../../bench/web/bench-frame.js';

export const ANSWER_WORDS: Record<Answer, string> = {
  ok: 'Bon',
  ko: 'Pas bon',
  untested: 'Pas testé',
  na: 'Sans objet',
};

/**
 * The points of this kind of device on one page: asked in the order of the hands, answered with one press each.
 *
 * « Tout le reste est bon » marks what is not answered yet as good, but for what the kind may not have, and signs nothing: the sheet comes back with each point marked, is read
 * once more, and only then signed. One press for all that also signed would claim points that nobody looked at; a press a point, for
 * thirteen points that were all tried, teaches people to press without looking. What was answered stays, « Pas testé » among it, and each
 * point is kept by itself as if it had been pressed.
 */
export function TestSheetPage({
  gate: g,
  problems,
  values = {},
  marked = 0,
  lastSystem = null,
}: FormState & {
  gate: GateView;
  /** What the workshop noted on the last device of this kind: it stands in the field of a new sheet, and is read before it is signed. */
  lastSystem?: string | null;
  marked?: number;
}) {
  const points = pointsAsked(g.category);
  const open = points.filter((p) => !values[p.id]);
  // Where a device may have no system, a name that nobody typed would say that it has one.
  const needed = !points.some((p) => p.id === 'system' && p.answers.includes('na'));
  const proposed = needed && values['system_name'] === undefined ? lastSystem : null;
  return (
    <BenchStep
      title="Fiche de test"
      icon="clipboard-check"
      {...within(g)}
      text={
        <p>
          Essayez chaque point. « Pas testé » : vous n’avez pas pu essayer ; c’est dit à qui reçoit l’appareil. « Sans
          objet » : l’appareil n’a pas cela.
        </p>
      }
      next={
        <Button wide icon="signature" form="fiche">
          Signer la fiche
        </Button>
      }
    >
      <Form id="fiche" action={`/atelier/${g.code}/test`} problems={problems} byHand>
        <EnterSends />
        <SeenMark act="test" gate={g} problems={problems} values={values} />
        {marked ? (
          <Notice
            tone="attention"
            icon="eye"
            title={`${plural(marked, 'point marqué « Bon »', 'points marqués « Bon »')}.`}
          >
            {open.length
              ? `Il reste à répondre, « Sans objet » s’il n’en a pas : ${open.map((p) => p.label).join(', ')}. `
              : ''}
            Relisez chaque point, corrigez s’il le faut, puis signez.
          </Notice>
        ) : null}
        <Points points={points} values={values} />
        {open.some((p) => !p.answers.includes('na')) ? (
          <div>
            <Button look="secondary" icon="check" formAction={`/atelier/${g.code}/test/reste`}>
              Tout le reste est bon
            </Button>
            <p class="hint">Si vous avez essayé chaque point. Rien n’est signé : vous relisez d’abord.</p>
          </div>
        ) : null}
        <TextField
          name="system_name"
          label="Quel système est installé ?"
          required={needed}
          width="medium"
          maxlength={60}
          value={values['system_name'] ?? proposed ?? ''}
          suggestions={[...SYSTEMS]}
          hint={
            proposed
              ? 'Le dernier que votre atelier a noté sur ce type d’appareil : changez-le si c’en est un autre.'
              : 'Par exemple Linux Mint 22 Xfce.'
          }
        />
        <SigningPassword act="test_sheet" problems={problems} />
      </Form>
    </BenchStep>
  );
}

function Points({ points, values = {} }: Pick<FormState, 'values'> & { points: ReturnType<typeof pointsAsked> }) {
  return (
    <div class="test-points">
      {points.map((p) => (
        <ChoiceField
          key={p.id}
          name={p.id}
          icon={p.icon as IconName}
          label={p.label}
          hint={p.answers.includes('na') ? `S’il en a : ${p.ask.charAt(0).toLowerCase()}${p.ask.slice(1)}` : p.ask}
          required
          layout="inline"
          value={values[p.id] ?? ''}
          options={p.answers.map((value) => ({ value, label: ANSWER_WORDS[value] }))}
        />
      ))}
    </div>
  );
}
