import type { PlaceView } from '#bank/people';
import { REMOVED_LIFECYCLE, type RemovedDetail, type RemovedVerb, STATEMENTS, showMediumCode } from '#bank/workshop';
import { type Again, AskPage, Ends, FieldsOf, FileField, type IconName, Notice, SigningPassword } from '#platform/ui';
import { LogAsks } from '../../erasure/web/log-asks.js';
import { mediumWords } from '../../web/workshop.words.js';
import { REMOVED_ENDINGS } from './removed-endings.js';
import { RemovedActionDto } from './removed-media.dto.js';
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
      <FieldsOf
        form={RemovedActionDto}
        but={{
          slip:
            verb === 'destroy'
              ? { hint: 'Il peut venir plus tard : laissez vide, vous l’écrirez alors ici.' }
              : verb === 'add_slip'
                ? { required: true }
                : null,
          placeId:
            verb === 'move' || verb === 'receive'
              ? { options: places.map((p) => ({ value: p.id, label: p.path })) }
              : null,
          reason: reasons.length ? { among: reasons } : null,
        }}
      />
      {verb === 'destroy' || verb === 'add_slip' || verb === 'attach_slip' ? (
        <FileField
          name="scan"
          label="Le bordereau, numérisé ou en photo"
          hint={verb === 'attach_slip' ? 'PDF, JPEG ou PNG.' : 'PDF, JPEG ou PNG. Il peut venir plus tard.'}
          required={verb === 'attach_slip'}
          accept="application/pdf,image/jpeg,image/png"
        />
      ) : null}
      {signed ? <SigningPassword act="medium_ended" problems={problems} /> : null}
    </AskPage>
  );
}
