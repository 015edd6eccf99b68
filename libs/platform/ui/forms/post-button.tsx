import type { IconName } from '../icon-names.js';
import { HiddenField } from './fields.js';
import { Button, Form } from './form.js';

/** A button that posts and nothing else: no field, one action. */
export function PostButton(props: {
  action: string;
  label: string;
  look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: IconName;
  wide?: boolean;
  fields?: Record<string, string>;
}) {
  return (
    <Form action={props.action} class="post-button">
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
      <Button look={props.look ?? 'secondary'} icon={props.icon} wide={props.wide}>
        {props.label}
      </Button>
    </Form>
  );
}
