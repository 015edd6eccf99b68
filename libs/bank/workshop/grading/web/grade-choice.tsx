import { type GateView, GRADES, type Grade } from '#bank/workshop';
import { type Again, ChoiceField, Form } from '#platform/ui';
import { originWords } from '../../../intake/donations/web/origin-words.js';
import { SeenMark } from '../../bench/web/seen-mark.js';

/** The better the grade, the larger its star: it is read without reading. */
const STARS = { A: 'large', B: 'medium', C: 'small' } as const satisfies Record<Grade, string>;

/** A, B or C, each with what it means. Its button is at the foot of the bench. */
export function GradeChoice({ gate: g, problems, values = {} }: Again & { gate: GateView }) {
  const origin = originWords(g);
  return (
    <Form id="grade" action={`/atelier/${g.code}/grade`} problems={problems}>
      {origin ? <p class="hint">{origin.charAt(0).toUpperCase() + origin.slice(1)}.</p> : null}
      <SeenMark act="grade" gate={g} problems={problems} values={values} />
      <ChoiceField
        name="grade"
        label="L’état de l’appareil"
        hideLabel
        required
        value={values['grade'] ?? g.grade?.grade ?? ''}
        options={(Object.keys(GRADES) as Grade[]).map((grade) => {
          const [label = '', hint = ''] = GRADES[grade].split(' : ');
          return { value: grade, label: `${grade} · ${label}`, hint, icon: 'star' as const, size: STARS[grade] };
        })}
      />
    </Form>
  );
}
