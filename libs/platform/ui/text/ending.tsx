import type { ComponentChildren } from 'preact';
import { Disclosure, Notice } from '../content.js';
import { HiddenField } from '../forms/fields.js';
import { Button, type ButtonLook, Form, MaySend, PostButton } from '../forms/form.js';
import type { IconName } from '../icon-names.js';

interface Ending {
  readonly label: string;
  readonly icon?: string;
  readonly ends?: 'for_good' | 'until_reopened';
}

export function Ends({ of, lines }: { of: Pick<Ending, 'ends'>; lines: readonly ComponentChildren[] }) {
  return (
    <Notice
      tone="attention"
      title={of.ends === 'for_good' ? 'On ne peut pas revenir en arrière.' : 'Voici ce que cela termine.'}
    >
      <ul>
        {lines.map((line, i) => (
          <li key={i}>{line}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** The button of an act without a page of its own. For one that ends something, the first press shows what it ends, with the button that does it. */
export function EndingAct({
  of,
  action,
  lines,
  label = of.label,
  icon = of.icon as IconName | undefined,
  look,
  fields = {},
}: {
  of: Ending;
  action: string;
  lines: readonly ComponentChildren[];
  label?: string;
  icon?: IconName | undefined;
  look?: ButtonLook;
  fields?: Record<string, string>;
}) {
  if (!of.ends) return <PostButton action={action} label={label} icon={icon} look={look} fields={fields} wide />;
  return (
    <MaySend to={action}>
      <Disclosure summary={`${label}…`} class="ending">
        <Ends of={of} lines={lines} />
        <Form action={action}>
          {Object.entries(fields).map(([name, value]) => (
            <HiddenField key={name} name={name} value={value} />
          ))}
          <Button look="danger" icon={icon} wide>
            Oui, {label.charAt(0).toLowerCase() + label.slice(1)}
          </Button>
        </Form>
      </Disclosure>
    </MaySend>
  );
}
