import type { ComponentChildren } from 'preact';
import { CORRECTIONS } from '#corrections';
import {
  categoryLabel,
  DEVICE_FIELD_NAMES,
  type DeviceView,
  deviceField,
  deviceWords,
  IN_WORDS,
  showAssetCode,
  type TimelineView,
  wordsOfField,
} from '#devices';
import { DONOR_KINDS, isDonorKind } from '#intake';
import { Badge, Card, Code, Facts, formatEuros, MaySend, Notice, ThingPage } from '../../ui/index.js';
import { DeviceTimeline } from './device-history.page.js';
import { NextSteps } from './device-steps.js';
import { StateBadge } from './device-table.js';

export interface DevicePageProps {
  device: DeviceView;
  timeline: readonly TimelineView[];
  timeZone: string;
  /** What other features put on the page: the machine, gate, papers, tickets. */
  aside?: ComponentChildren;
  more?: boolean;
  /** In stock, and a lock keeps it from being proposed. */
  locked?: boolean;
}

/** One device: its code and state on top, its history, and only what this reader may do now. */
export function DevicePage(props: DevicePageProps) {
  const { device: d, timeline, timeZone } = props;
  const code = showAssetCode(d.code);
  return (
    <ThingPage
      title={`${code}, ${deviceWords(d)}`}
      trail={[{ label: 'Appareils', href: '/appareils' }, { label: code }]}
      heading={<Code big>{code}</Code>}
      lead={`${deviceWords(d)}${d.serial ? ` · n° de série ${d.serial}` : ''}`}
      state={<StateBadge state={d.state} locked={props.locked ?? false} />}
      {...(d.custodyEnded ? {} : { next: <NextSteps device={d} /> })}
      aside={
        <>
          <Card title="Fiche">
            <Facts facts={facts(d)} />
          </Card>
          {props.aside}
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
      <Card title="Histoire">
        <DeviceTimeline timeline={timeline} timeZone={timeZone} />
        {props.more ? (
          <p>
            <a href={`/appareils/${d.code}/histoire?avant=${timeline.at(-1)?.id}`}>Voir ce qui précède</a>
          </p>
        ) : null}
      </Card>
    </ThingPage>
  );
}

function facts(d: DeviceView): [string, ComponentChildren][] {
  return [
    ['Type', categoryLabel(d.category)],
    ...DEVICE_FIELD_NAMES.filter((name) => !IN_WORDS.includes(name)).map((name): [string, string] => [
      deviceField(name).label,
      wordsOfField(name, d[name]),
    ]),
    ['Classement', d.grade ?? ''],
    ['Détenteur', d.holder ?? (d.holderRef ? 'une personne accompagnée' : '')],
    ['Lieu', [d.place, d.containerCode ? `caisse ${showAssetCode(d.containerCode)}` : ''].filter(Boolean).join(' · ')],
    ['Donateur', isDonorKind(d.donorKind) ? DONOR_KINDS[d.donorKind].label : ''],
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
    ['Prix plafond', d.priceCeilingCents ? formatEuros(d.priceCeilingCents) : ''],
    ['Aussi étiqueté', d.doubles.length ? <Doubles device={d} /> : ''],
    ['Anciens numéros', d.aliases.map((a) => `${a.number} (${a.issuer})`).join(', ')],
  ];
}

/** Labels of the same device that lead here, each with its own past. */
function Doubles({ device: d }: { device: DeviceView }) {
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
