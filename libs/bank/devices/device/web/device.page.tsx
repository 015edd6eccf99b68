import type { ComponentChildren } from 'preact';
import { CORRECTIONS } from '#bank/corrections';
import {
  categoryOf,
  checkWords,
  DEVICE_FIELD_NAMES,
  DEVICE_LIFECYCLE,
  type DeviceView,
  deviceField,
  deviceWords,
  IN_WORDS,
  isCategory,
  type State,
  showAssetCode,
  type TimelineView,
  wordsOfField,
} from '#bank/devices';
import { joined } from '#platform/kernel';
import {
  Badge,
  Card,
  Code,
  Facts,
  FormPage,
  type IconName,
  MaySend,
  Notice,
  Picto,
  PostButton,
  ThingPage,
  Timeline,
  TimelineItem,
} from '#platform/ui';
import { StateBadge } from '../../list/web/device-table.js';
import { deviceTrail, eventWords, whoWords } from '../../web/device.words.js';
import type { DeviceParts } from './device-sections.js';
import { NextSteps } from './device-steps.js';

export interface DevicePageProps {
  device: DeviceView;
  timeline: readonly TimelineView[];
  timeZone: string;
  parts?: DeviceParts;
  more?: boolean;
  locked?: boolean;
}

/** First screen: what it is, where, who holds it, its state, and the one act that moves it on; then facts beside the past, each said once. */
export function DevicePage(props: DevicePageProps) {
  const { device: d, timeline, timeZone, parts } = props;
  const code = showAssetCode(d.code);
  // Few facts beside a past: what stands under the past goes under them, so that neither column ends far above the other.
  const shortOfFacts = (parts?.cards.length ?? 0) <= 1 + (parts?.under.length ?? 0);
  return (
    <ThingPage
      title={`${code}, ${deviceWords(d)}`}
      trail={[{ label: 'Appareils', href: '/appareils' }, { label: code }]}
      heading={<Code big>{code}</Code>}
      lead={`${deviceWords(d)}${d.serial ? ` · n° de série ${d.serial}` : ''}`}
      state={<StateBadge device={d} locked={props.locked ?? false} />}
      now={<Now device={d} pictures={parts?.pictures ?? []} told={parts?.facts ?? []} />}
      next={d.custodyEnded ? undefined : <NextSteps device={d} exact={parts?.next ?? []} />}
      aside={
        <>
          <Card title="Histoire">
            <DeviceTimeline timeline={timeline} timeZone={timeZone} />
            {props.more ? (
              <p>
                <a href={`/appareils/${d.code}/histoire`}>Voir toute l’histoire</a>
              </p>
            ) : null}
          </Card>
          {shortOfFacts ? null : parts?.under}
        </>
      }
    >
      {d.custodyEnded ? (
        <Notice tone="info" title="Cet appareil n’est plus chez vous">
          Vous voyez son histoire jusqu’à son départ.
        </Notice>
      ) : null}
      {props.locked ? (
        <Notice tone="attention" icon="lock" title="En stock, mais verrouillé : attend le donateur.">
          Il n’est proposé à personne, et ne peut pas être réservé, tant que le verrou n’est pas levé.
        </Notice>
      ) : null}
      <Dangers device={d} />
      {d.toCheck.length ? <ToCheck device={d} /> : null}
      {d.inDeposit ? <InDeposit state={d.state} /> : null}
      {parts?.cards}
      {shortOfFacts ? parts?.under : null}
    </ThingPage>
  );
}

/** A danger that a list told of, for whoever has the device in hand. */
export const Dangers = ({ device: d }: { device: Pick<DeviceView, 'toCheck'> }) =>
  d.toCheck.includes('battery') ? (
    <Notice tone="alert" icon="triangle-alert" title="Danger : batterie gonflée, d’après la liste qui l’a apporté.">
      {' Ne la chargez pas, ne la pressez pas, mettez l’appareil à part.'}
    </Notice>
  ) : null;

/** What the list that brought it did not say for certain: whoever has the device in hand looks, puts right what is wrong, and says so. */
function ToCheck({ device: d }: { device: DeviceView }) {
  const may = d.allowed.includes('verify');
  return (
    <Notice tone="attention" icon="clipboard-list" title={`À vérifier sur l’appareil : ${checkWords(d.toCheck)}.`}>
      <p>
        La liste qui l’a apporté ne le dit pas sûrement.
        {may ? ' Regardez l’appareil, corrigez sa fiche s’il le faut, puis dites-le.' : ''}
      </p>
      {may ? (
        <MaySend to={`/appareils/${d.code}/actions/verify`}>
          <PostButton
            action={`/appareils/${d.code}/actions/verify`}
            label={DEVICE_LIFECYCLE.transition('verify').label}
            icon="circle-check"
            look="secondary"
          />
        </MaySend>
      ) : null}
    </Notice>
  );
}

/** Its public donor has not decided to give it: nobody has it yet, or somebody has it all the same, as its donor was put right. */
function InDeposit({ state }: Pick<DeviceView, 'state'>) {
  return (
    <Notice tone="attention" icon="hourglass" title="En dépôt : la décision du donateur manque.">
      {WITH_SOMEBODY.has(state)
        ? 'L’appareil est pourtant réservé ou remis, depuis que le donateur de ce don a été corrigé. La banque note la décision dans les documents du don.'
        : 'L’appareil reste à son donateur. On peut l’effacer, le tester et le réparer ; il n’est proposé à personne, et ne peut être ni réservé ni remis, tant que le donateur n’a pas dit par quel acte il le donne.'}
    </Notice>
  );
}

const WITH_SOMEBODY: ReadonlySet<State> = new Set(['reserved', 'delivered', 'handed_over', 'in_maintenance']);

function Now({
  device: d,
  pictures,
  told,
}: {
  device: DeviceView;
  pictures: DeviceParts['pictures'];
  told: DeviceParts['facts'];
}) {
  const pictogram = (isCategory(d.category) ? categoryOf(d.category).pictogram : 'package') as IconName;
  return (
    <>
      <div class="thing-picture">{pictures.length ? pictures : <Picto icon={pictogram} />}</div>
      <Facts facts={facts(d, told)} />
    </>
  );
}

/** The condition is what was declared when it came: it is said so, beside what a test says since. */
function facts(d: DeviceView, extra: DeviceParts['facts']): [string, ComponentChildren][] {
  const place = d.place === d.holder ? '' : d.place;
  return [
    ['Chez', d.holder ?? (d.holderRef ? 'une personne accompagnée' : '')],
    ['Lieu', joined(' · ', place, d.containerCode ? `caisse ${showAssetCode(d.containerCode)}` : '')],
    ...DEVICE_FIELD_NAMES.filter((name) => !IN_WORDS.includes(name)).map((name): [string, string] => [
      name === 'condition' ? 'État à l’arrivée' : deviceField(name).label,
      wordsOfField(name, d[name]),
    ]),
    ...extra.map(([label, value]): [string, ComponentChildren] => [label, value]),
    ['Classement', d.grade ?? ''],
    [
      'Vente',
      d.resaleForbidden ? (
        <Badge tone="attention" icon="ban">
          pas de vente libre
        </Badge>
      ) : (
        ''
      ),
    ],
    ['Aussi étiqueté', d.doubles.length ? <DuplicateLabels device={d} /> : ''],
    ['Anciens numéros', d.aliases.map((a) => `${a.number} (${a.issuer})`).join(', ')],
  ];
}

function DuplicateLabels({ device: d }: { device: DeviceView }) {
  return (
    <>
      {d.doubles.map((double) => (
        <div key={double.id}>
          {showAssetCode(double.code)} · <a href={`/appareils/${double.id}/histoire`}>son histoire</a>
          {double.fresh ? (
            <MaySend to={`/appareils/${double.id}/double-annule`}>
              {' · '}
              <a href={`/appareils/${double.id}/double-annule`}>{CORRECTIONS.device_unmerged.label}</a>
            </MaySend>
          ) : null}
        </div>
      ))}
    </>
  );
}

interface HistoryProps {
  device: DeviceView;
  timeline: readonly TimelineView[];
  more: boolean;
  timeZone: string;
}

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

function DeviceTimeline({ timeline, timeZone }: { timeline: readonly TimelineView[]; timeZone: string }) {
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
            detail={joined(' · ', detail, note)}
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
