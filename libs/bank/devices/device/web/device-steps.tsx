import { CORRECTIONS } from '#bank/corrections';
import { DEVICE_LIFECYCLE, type DeviceView, STATES, usualNext, type Verb } from '#bank/devices';
import { Disclosure, type IconName, LinkButton, PostButton } from '#platform/ui';
import type { NextAct } from './device-sections.js';

const FLOWS: Partial<Record<Verb, (code: string) => string>> = {
  take_inventory: (c) => `/appareils/${c}/inventaire`,
  dispatch: (c) => `/lots/nouveau?appareil=${c}`,
  record_erasure: (c) => `/atelier/${c}`,
  find_lock: (c) => `/appareils/${c}/verrou`,
  hand_over: (c) => `/appareils/${c}/remise`,
  take_back: (c) => `/appareils/${c}/retour`,
  undo_exit: (c) => `/appareils/${c}/sortie-annulee`,
  undo_double: (c) => `/appareils/${c}/double-annule`,
};

/** The next step of a device (`exact`: named better than by its verb), and whatever else the lifecycle's table allows to this reader now. */
export function NextSteps({ device: d, exact = [] }: { device: DeviceView; exact?: readonly NextAct[] }) {
  const offered = d.allowed.filter(
    (v) => DEVICE_LIFECYCLE.transition(v).via === 'button' || FLOWS[v] || exact.some((e) => e.verb === v),
  );
  const { awaited } =
    d.inDeposit && d.state === 'in_stock' ? { awaited: 'Il attend la décision de son donateur.' } : STATES[d.state];
  if (!offered.length) return <p>{awaited ?? 'Rien à faire ici pour vous maintenant.'}</p>;
  const promised = d.state === 'reserved' && offered.includes('dispatch');
  const first = usualNext(d.state).find((v) => offered.includes(v));
  const rest = offered.filter((v) => v !== first && !(promised && v === 'dispatch'));
  const ending = (v: Verb): number => (DEVICE_LIFECYCLE.transition(v).ends ? 1 : 0);
  return (
    <>
      {first === 'take_back' ? (
        <AtTheCounter code={d.code} />
      ) : first ? (
        <VerbButton verb={first} code={d.code} look="primary" exact={exact.find((e) => e.verb === first)} />
      ) : null}
      {first || promised ? null : <p>{awaited ?? 'Plus rien à faire pour avancer.'}</p>}
      {promised ? (
        <LinkButton href="/attributions/livraisons" icon="truck" look="primary" wide>
          Livrer à sa structure
        </LinkButton>
      ) : null}
      {rest.length ? (
        <Disclosure summary="Autres actions">
          {[...rest]
            .sort((a, b) => ending(a) - ending(b))
            .map((v) => (
              <VerbButton
                key={v}
                verb={v}
                code={d.code}
                look={DEVICE_LIFECYCLE.transition(v).ends ? 'danger' : 'secondary'}
              />
            ))}
          {offered.includes('withdraw') ? (
            <LinkButton
              href={`/appareils/${d.code}/double`}
              icon={CORRECTIONS.device_merged.icon}
              look="secondary"
              wide
            >
              {CORRECTIONS.device_merged.label}
            </LinkButton>
          ) : null}
        </Disclosure>
      ) : null}
    </>
  );
}

/** Somebody comes with their device: more often it has a fault than it is given back, and neither is guessed. */
const AtTheCounter = ({ code }: { code: string }) => (
  <>
    <LinkButton href={`/pannes/nouvelle?appareil=${code}`} icon="life-buoy" look="secondary" wide>
      Signaler une panne
    </LinkButton>
    <VerbButton verb="take_back" code={code} look="secondary" />
  </>
);

function VerbButton({
  verb,
  code,
  look,
  exact,
}: {
  verb: Verb;
  code: string;
  look: 'primary' | 'secondary' | 'danger';
  exact?: NextAct | undefined;
}) {
  const t = DEVICE_LIFECYCLE.transition(verb);
  if (exact)
    return (
      <LinkButton href={exact.href} icon={exact.icon} look={look} wide>
        {exact.label}
      </LinkButton>
    );
  const icon = t.icon as IconName;
  if (verb === 'put_in_stock')
    return <PostButton action={`/appareils/${code}/actions/${verb}`} label={t.label} icon={icon} look={look} wide />;
  const href = FLOWS[verb]?.(code) ?? `/appareils/${code}/actions/${verb}`;
  return (
    <LinkButton href={href} icon={icon} look={look} wide>
      {t.label}
    </LinkButton>
  );
}
