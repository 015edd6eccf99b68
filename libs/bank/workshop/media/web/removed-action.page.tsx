import type { PlaceView } from '#bank/people';
import {
  REMOVED_LIFECYCLE,
  REMOVED_REASONS,
  type RemovedDetail,
  type RemovedVerb,
  STATEMENTS,
  showMediumCode,
} from '#bank/workshop';
import {
  type Again,
  AskPage,
  ChoiceField,
  Ends,
  FileField,
  type IconName,
  Notice,
  SelectField,
  SigningPassword,
  TextField,
} from '#platform/ui';
import { LogAsks } from '../../erasure/web/log-asks.js';
import { mediumWords } from '../../web/workshop.words.js';
import { REMOVED_ENDINGS } from './removed-endings.js';
import { removedAt } from './removed-media.page.js';
import { removedTrail } from './removed-medium.page.js';

interface ActionProps extends Again {
  removed: RemovedDetail;
  verb: RemovedVerb;
  places: readonly PlaceView[];
}

/** One action on one removed medium, and what it asks. */
export function RemovedActionPage({ removed: x, verb, places, problems, values = {} }: ActionProps) {
  const { label, icon, ends, reasons = [] } = REMOVED_LIFECYCLE.step(verb);
  const signed = verb === 'erase' || verb === 'destroy';
  return (
    <AskPage
      title={label}
      lead={`${showMediumCode(x.code)}, ${mediumWords(x)}${x.serial ? `, n° ${x.serial}` : ''}`}
      trail={removedTrail(x, { label })}
      action={`${removedAt(x.code)}/actions/${verb}`}
      multipart={verb === 'destroy' || verb === 'add_slip' || verb === 'attach_slip'}
      problems={problems}
      values={values}
      does={{
        label: signed ? 'Signer' : label,
        look: ends ? 'danger' : 'primary',
        icon: signed ? 'signature' : (icon as IconName),
      }}
      back={{ href: removedAt(x.code) }}
      intro={
        <>
          {verb === 'destroy' || verb === 'report_lost' ? (
            <Ends of={REMOVED_LIFECYCLE.step(verb)} lines={REMOVED_ENDINGS[verb]} />
          ) : null}
          {verb === 'erase' && x.waits ? <LogAsks waits={x.waits} /> : null}
          {signed ? (
            <Notice icon="signature" title="Ce que vous signez :">
              {verb === 'erase' && x.waits
                ? STATEMENTS.log_confirmed
                : verb === 'erase'
                  ? STATEMENTS.medium_erased
                  : STATEMENTS.medium_destroyed}
            </Notice>
          ) : null}
        </>
      }
    >
      {verb === 'destroy' || verb === 'add_slip' ? (
        <TextField
          name="slip"
          label="N° du bordereau de destruction"
          hint={verb === 'destroy' ? 'Il peut venir plus tard : laissez vide, vous l’écrirez alors ici.' : undefined}
          required={verb === 'add_slip'}
          width="medium"
          maxlength={60}
        />
      ) : null}
      {verb === 'destroy' || verb === 'add_slip' || verb === 'attach_slip' ? (
        <FileField
          name="scan"
          label="Le bordereau, numérisé ou en photo"
          hint={verb === 'attach_slip' ? 'PDF, JPEG ou PNG.' : 'PDF, JPEG ou PNG. Il peut venir plus tard.'}
          required={verb === 'attach_slip'}
          accept="application/pdf,image/jpeg,image/png"
        />
      ) : null}
      {verb === 'move' || verb === 'receive' ? (
        <SelectField
          name="placeId"
          label="Lieu"
          required
          empty="Choisir un lieu"
          options={places.map((p) => ({ value: p.id, label: p.path }))}
        />
      ) : null}
      {reasons.length ? (
        <ChoiceField
          name="reason"
          label="Pourquoi ?"
          required
          options={reasons.map((value) => ({ value, label: REMOVED_REASONS[value] }))}
        />
      ) : null}
      {signed ? <SigningPassword act="medium_ended" problems={problems} /> : null}
    </AskPage>
  );
}
