import { type DeviceView, deviceWords, showAssetCode, type TimelineView } from '#bank/devices';
import { Card, FormPage, Timeline, TimelineItem } from '#platform/ui';
import { deviceTrail, eventWords, whoWords } from '../../web/device.words.js';

export interface HistoryProps {
  device: DeviceView;
  timeline: readonly TimelineView[];
  more: boolean;
  timeZone: string;
}

/** The whole past of a device, fifty lines at a time. */
export function DeviceHistoryPage({ device: d, timeline, more, timeZone }: HistoryProps) {
  const code = showAssetCode(d.code);
  return (
    <FormPage title={`Histoire de ${code}`} lead={deviceWords(d)} trail={deviceTrail(d, 'Histoire')}>
      <Card>
        <DeviceTimeline timeline={timeline} timeZone={timeZone} />
        {more ? (
          <p>
            <a href={`/appareils/${d.code}/histoire?avant=${timeline.at(-1)?.id}`}>Voir ce qui précède</a>
          </p>
        ) : null}
      </Card>
    </FormPage>
  );
}

/** The lines of a past, newest first. */
export function DeviceTimeline({ timeline, timeZone }: { timeline: readonly TimelineView[]; timeZone: string }) {
  return (
    <Timeline>
      {timeline.map((e) => {
        const { icon, title, detail } = eventWords(e, timeZone);
        const when =
          e.origin !== 'declared' ? {} : { when: e.facts['noDate'] ? ('unknown' as const) : ('day' as const) };
        const note = e.note ? `« ${e.note} »` : '';
        return (
          <TimelineItem
            key={e.id}
            icon={icon}
            title={title}
            detail={[detail, note].filter(Boolean).join(' · ')}
            at={new Date(e.occurredAt)}
            timeZone={timeZone}
            {...when}
            meta={[whoWords(e)]}
          />
        );
      })}
    </Timeline>
  );
}
